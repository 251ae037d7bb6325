package io.pe3.cli.doctor;

import io.pe3.Buffers;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.aead.EngineTable;
import io.pe3.key.DataKey;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** One rough figure per cipher; {@code pe3 bench} measures properly. */
final class SealTimer {
  private static final int LENGTH = 256;
  private static final int WARM_UP = 12_000;
  private static final int SEALS = 4_001;

  private SealTimer() {}

  static Aead aead(AeadEngines engines, AeadCipher cipher, EngineTable table) {
    return Aead.builder(DataKey.generate())
        .engines(engines)
        .cipher(cipher)
        .engineTable(table)
        .build();
  }

  /** The engine that is timed. */
  static String engine(Aead aead) {
    return aead.engine(Direction.SEAL, BufferKind.DIRECT, LENGTH);
  }

  static long medianNanos(Aead aead) {
    UnsafeBuffer source = Buffers.direct(LENGTH);
    UnsafeBuffer target = Buffers.direct(LENGTH + aead.cipher().overhead());
    for (int i = 0; i < WARM_UP; i++) {
      aead.seal(source, 0, LENGTH, target, 0);
    }
    long[] nanos = new long[SEALS];
    for (int i = 0; i < SEALS; i++) {
      long start = System.nanoTime();
      aead.seal(source, 0, LENGTH, target, 0);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[SEALS / 2];
  }
}
