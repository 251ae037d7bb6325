package io.pe3.bench.peer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/** Nonces that never repeat for one key in one process: a random start, then a counter. */
final class NonceCounter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] nonce;
  private long counter;

  NonceCounter(int length) {
    nonce = new byte[length];
    new SecureRandom().nextBytes(nonce);
  }

  /** Writes the next nonce at index 0. */
  void next(byte[] target) {
    System.arraycopy(nonce, 0, target, 0, nonce.length);
    LONG.set(target, nonce.length - Long.BYTES, counter++);
  }
}
