package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.error.EngineUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * What a builder asked for, found on this machine: the engines for one cipher by direction, buffer
 * kind and length, and where random octets come from. Engines are told by an index, so that whoever
 * prepares a key in each of them can keep the keys in an array; 0 is the one for short messages.
 *
 * <p>Immutable and thread-safe. Asking allocates nothing.
 */
public final class EngineChoice {
  private final List<Engine> engines = new ArrayList<>();
  private final Supplier<RandomOctets> random;
  private final Steps sealInHeap;
  private final Steps sealElsewhere;
  private final Steps openInHeap;
  private final Steps openElsewhere;
  private final int firstUpTo;

  /** A direction and kind that steps are for. */
  public record Row(Direction direction, BufferKind kind) {}

  /** An engine from a length on. */
  public record Step(int fromLength, Engine engine) {}

  /** The same with indexes; the first length is 0. */
  private static final class Steps {
    private final int[] fromLength;
    private final int[] engine;

    Steps(int[] fromLength, int[] engine) {
      this.fromLength = fromLength;
      this.engine = engine;
    }

    int find(int length) {
      int i = fromLength.length - 1;
      while (fromLength[i] > length) {
        i--;
      }
      return engine[i];
    }
  }

  /**
   * Makes a choice.
   *
   * @param rows one for each direction and kind, of at least one step, the first from 0 on
   * @param random makes a source of random octets
   */
  public EngineChoice(Map<Row, List<Step>> rows, Supplier<RandomOctets> random) {
    this.random = random;
    sealElsewhere = steps(rows.get(new Row(Direction.SEAL, BufferKind.DIRECT)));
    sealInHeap = steps(rows.get(new Row(Direction.SEAL, BufferKind.HEAP)));
    openInHeap = steps(rows.get(new Row(Direction.OPEN, BufferKind.HEAP)));
    openElsewhere = steps(rows.get(new Row(Direction.OPEN, BufferKind.DIRECT)));
    int upTo = Integer.MAX_VALUE;
    for (Steps row : List.of(sealInHeap, sealElsewhere, openInHeap, openElsewhere)) {
      for (int i = row.engine.length - 1; i >= 0; i--) {
        if (row.engine[i] != 0) {
          upTo = Math.min(upTo, row.fromLength[i] - 1);
        }
      }
    }
    firstUpTo = upTo;
  }

  private Steps steps(List<Step> chosen) {
    int[] fromLength = new int[chosen.size()];
    int[] index = new int[chosen.size()];
    for (int i = 0; i < index.length; i++) {
      fromLength[i] = chosen.get(i).fromLength();
      index[i] = index(chosen.get(i).engine());
    }
    return new Steps(fromLength, index);
  }

  /** An engine that several steps name has one index. */
  private int index(Engine engine) {
    for (int i = 0; i < engines.size(); i++) {
      if (engines.get(i).name().equals(engine.name())) {
        return i;
      }
    }
    engines.add(engine);
    return engines.size() - 1;
  }

  /** How many engines there are to choose from. */
  public int count() {
    return engines.size();
  }

  /** The engine of an index. */
  public Engine engine(int index) {
    return engines.get(index);
  }

  /** Up to this length of plaintext, engine 0 serves every use; -1 for none. */
  public int firstUpTo() {
    return firstUpTo;
  }

  /** The index of the engine that seals a message, by the length of its plaintext. */
  public int sealing(DirectBuffer src, DirectBuffer dst, int length) {
    return (isInHeap(src, dst) ? sealInHeap : sealElsewhere).find(length);
  }

  /** The index of the engine that opens a message, by the length of its plaintext. */
  public int opening(DirectBuffer src, DirectBuffer dst, int length) {
    return (isInHeap(src, dst) ? openInHeap : openElsewhere).find(length);
  }

  /** The engine for a message. */
  public Engine engine(Direction direction, BufferKind kind, int length) {
    Steps heap = direction == Direction.SEAL ? sealInHeap : openInHeap;
    Steps elsewhere = direction == Direction.SEAL ? sealElsewhere : openElsewhere;
    return engines.get((kind == BufferKind.HEAP ? heap : elsewhere).find(length));
  }

  /** Makes a source of random octets, one per sealer. */
  public Supplier<RandomOctets> random() {
    return random;
  }

  /** Leaves out the engines that allocate; the step before reaches further then. */
  public static List<Step> allocationFree(List<Step> steps, AeadCipher cipher) {
    List<Step> kept = new ArrayList<>();
    for (Step step : steps) {
      if (step.engine().allocationFree()) {
        kept.add(kept.isEmpty() ? new Step(0, step.engine()) : step);
      }
    }
    if (kept.isEmpty()) {
      throw new EngineUnavailableException(
          "no engine of this machine has the cipher without allocating; leave out allocationFree",
          "cipher",
          cipher.text(),
          "engines",
          steps.stream().map(step -> step.engine().name()).toList());
    }
    return List.copyOf(kept);
  }

  private static boolean isInHeap(DirectBuffer src, DirectBuffer dst) {
    return src.byteArray() != null && dst.byteArray() != null;
  }
}
