package io.pe3.aead;

import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineKey;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.SecretMemory;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * One data key, prepared by the engines that a table names for its cipher: the one for short
 * messages at once, others when the first message asks for them.
 *
 * <p>Not thread-safe.
 */
final class EngineKeys implements AutoCloseable {
  private final DataKey key;
  private final AeadCipher cipher;

  private final Prepared[] sealInHeap;
  private final Prepared[] sealElsewhere;
  private final Prepared[] openInHeap;
  private final Prepared[] openElsewhere;

  private final List<Prepared> prepared = new ArrayList<>();
  private final EngineKey first;
  private final String firstName;

  /** Up to this length the first key serves every use. */
  private final int firstUpTo;

  EngineKeys(DataKey key, AeadCipher cipher, EngineChoice choice) {
    this.key = key;
    this.cipher = cipher;
    sealInHeap = prepared(choice.steps(Direction.SEAL, BufferKind.HEAP));
    sealElsewhere = prepared(choice.steps(Direction.SEAL, BufferKind.DIRECT));
    openInHeap = prepared(choice.steps(Direction.OPEN, BufferKind.HEAP));
    openElsewhere = prepared(choice.steps(Direction.OPEN, BufferKind.DIRECT));
    Prepared shortest = sealElsewhere[0];
    int upTo = Integer.MAX_VALUE;
    for (Prepared[] row : List.of(sealInHeap, sealElsewhere, openInHeap, openElsewhere)) {
      if (row[0].sameKey != shortest.sameKey) {
        upTo = -1;
      } else if (row.length > 1) {
        upTo = Math.min(upTo, row[1].fromLength - 1);
      }
    }
    first = key(shortest);
    firstName = shortest.engine.name();
    firstUpTo = upTo;
  }

  /** The key to seal a message under. */
  EngineKey sealing(DirectBuffer src, DirectBuffer dst, int length) {
    return length <= firstUpTo
        ? first
        : key(step(isInHeap(src, dst) ? sealInHeap : sealElsewhere, length));
  }

  /** The key to open a message under, by the length of its plaintext. */
  EngineKey opening(DirectBuffer src, DirectBuffer dst, int length) {
    return length <= firstUpTo
        ? first
        : key(step(isInHeap(src, dst) ? openInHeap : openElsewhere, length));
  }

  /** The engine for short messages. */
  String firstName() {
    return firstName;
  }

  /** The engine for a message. */
  String name(Direction direction, BufferKind kind, int length) {
    Prepared[] heap = direction == Direction.SEAL ? sealInHeap : openInHeap;
    Prepared[] direct = direction == Direction.SEAL ? sealElsewhere : openElsewhere;
    return step(kind == BufferKind.HEAP ? heap : direct, length).engine.name();
  }

  @Override
  public void close() {
    for (Prepared each : prepared) {
      if (each.key != null) {
        each.key.close();
      }
    }
  }

  private static boolean isInHeap(DirectBuffer src, DirectBuffer dst) {
    return src.byteArray() != null && dst.byteArray() != null;
  }

  private static Prepared step(Prepared[] row, int length) {
    int i = row.length - 1;
    while (row[i].fromLength > length) {
      i--;
    }
    return row[i];
  }

  private EngineKey key(Prepared step) {
    Prepared owner = step.sameKey;
    if (owner.key == null) {
      try (SecretMemory secret = SecretMemory.allocate(AeadCipher.KEY_LENGTH, Long.BYTES)) {
        KeyAccess.copySecret(key, secret.segment());
        owner.key = owner.engine.newKey(cipher, secret.segment());
      }
    }
    return owner.key;
  }

  private Prepared[] prepared(List<EngineChoice.Step> chosen) {
    Prepared[] row = new Prepared[chosen.size()];
    for (int i = 0; i < row.length; i++) {
      Prepared made = new Prepared(chosen.get(i).fromLength(), chosen.get(i).engine());
      for (Prepared other : prepared) {
        if (other.engine.name().equals(made.engine.name())) {
          made.sameKey = other.sameKey;
        }
      }
      prepared.add(made);
      row[i] = made;
    }
    return row;
  }

  /** A step of the table with its engine's key; steps of one engine share the first one's. */
  private static final class Prepared {
    private final int fromLength;
    private final Engine engine;
    private Prepared sameKey = this;
    private EngineKey key;

    Prepared(int fromLength, Engine engine) {
      this.fromLength = fromLength;
      this.engine = engine;
    }
  }
}
