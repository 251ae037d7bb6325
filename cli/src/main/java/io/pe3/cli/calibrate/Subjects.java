package io.pe3.cli.calibrate;

import io.pe3.Buffers;
import io.pe3.aead.Aead;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.error.EngineUnavailableException;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engines of one cipher with messages of every size on both kinds of buffers. What is timed is
 * {@link Aead} with the engine's name, so with the nonce, the checks, and the copies that the
 * engine needs.
 *
 * <p>Not thread-safe.
 */
final class Subjects implements AutoCloseable {
  private final Candidates candidates;
  private final List<Aead> aeads = new ArrayList<>();
  private final Map<BufferKind, Messages> messages = new EnumMap<>(BufferKind.class);

  /** What was done, so that doing it is not removed as useless. */
  private long sum;

  Subjects(DataKey key, Candidates candidates, RandomGenerator random) {
    this.candidates = candidates;
    for (String engine : candidates.engines()) {
      aeads.add(Aead.builder(key).cipher(candidates.cipher()).engine(engine).build());
    }
    byte[] octets = new byte[Sizes.LARGEST];
    random.nextBytes(octets);
    for (BufferKind kind : BufferKind.values()) {
      messages.put(kind, new Messages(kind, octets, aeads.getFirst()));
    }
  }

  /** Messages on one kind of buffers, each sealed by the first engine. */
  private static final class Messages {
    final UnsafeBuffer plain;
    final List<UnsafeBuffer> sealed = new ArrayList<>();
    final UnsafeBuffer sealTarget;
    final UnsafeBuffer openTarget;

    Messages(BufferKind kind, byte[] octets, Aead first) {
      int overhead = first.cipher().overhead();
      plain = buffer(kind, octets.length);
      plain.putBytes(0, octets);
      sealTarget = buffer(kind, octets.length + overhead);
      openTarget = buffer(kind, octets.length);
      for (int size : Sizes.ALL) {
        UnsafeBuffer target = buffer(kind, size + overhead);
        first.seal(plain, 0, size, target, 0);
        sealed.add(target);
      }
    }

    private static UnsafeBuffer buffer(BufferKind kind, int capacity) {
      return kind == BufferKind.HEAP ? Buffers.heap(capacity) : Buffers.direct(capacity);
    }
  }

  Candidates candidates() {
    return candidates;
  }

  /**
   * Has every engine open what the first one sealed, and the first open what every other sealed.
   *
   * @throws EngineUnavailableException when one does not give back the plaintext
   */
  void verify() {
    Aead first = aeads.getFirst();
    messages.forEach(
        (kind, on) -> {
          for (int i = 0; i < Sizes.ALL.size(); i++) {
            int size = Sizes.ALL.get(i);
            for (Aead other : aeads.subList(1, aeads.size())) {
              verify(first, other, kind, on.sealed.get(i), size);
              other.seal(on.plain, 0, size, on.sealTarget, 0);
              verify(other, first, kind, on.sealTarget, size);
            }
          }
        });
  }

  private void verify(Aead sealer, Aead opener, BufferKind kind, UnsafeBuffer sealed, int size) {
    Messages on = messages.get(kind);
    on.openTarget.setMemory(0, size, (byte) 0);
    opener.open(sealed, 0, size + candidates.cipher().overhead(), on.openTarget, 0);
    if (!new UnsafeBuffer(on.openTarget, 0, size).equals(new UnsafeBuffer(on.plain, 0, size))) {
      throw new EngineUnavailableException(
          "an engine opened to other octets than another sealed; use neither before it is known"
              + " which is wrong",
          "cipher",
          candidates.cipher().text(),
          "sealer",
          sealer.engine(),
          "opener",
          opener.engine(),
          "kind",
          kind.text(),
          "size",
          size);
    }
  }

  /**
   * Times some messages one after the other.
   *
   * @param engine its place among the candidates
   * @param size its place among the sizes
   * @param calls how many, 1 or more
   * @return nanoseconds for one, on average
   */
  double nanos(int engine, Direction direction, BufferKind kind, int size, int calls) {
    Messages on = messages.get(kind);
    Aead aead = aeads.get(engine);
    int length = Sizes.ALL.get(size);
    long took =
        direction == Direction.SEAL
            ? seal(aead, on, length, calls)
            : open(aead, on, on.sealed.get(size), calls);
    return Math.max(took, 1) / (double) calls;
  }

  private long seal(Aead aead, Messages on, int length, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      sum += aead.seal(on.plain, 0, length, on.sealTarget, 0);
    }
    return System.nanoTime() - start;
  }

  private long open(Aead aead, Messages on, UnsafeBuffer sealed, int calls) {
    int length = sealed.capacity();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      sum += aead.open(sealed, 0, length, on.openTarget, 0);
    }
    return System.nanoTime() - start;
  }

  /** Octets that went through. */
  long sum() {
    return sum;
  }

  @Override
  public void close() {
    aeads.forEach(Aead::close);
  }
}
