package io.pe3.aead.engine;

import java.lang.invoke.MethodHandle;

/**
 * The compiled calls of the hot path, constants so that the JIT inlines them; the function's
 * address is the first argument, so that they serve whichever library was loaded.
 *
 * <p>Critical calls hold up the garbage collector while they last; so they are used for short
 * inputs only.
 */
final class SodiumCalls {
  static final MethodHandle ENCRYPT = SodiumShape.ENCRYPT.handle();
  static final MethodHandle ENCRYPT_CRITICAL = SodiumShape.ENCRYPT_CRITICAL.handle();
  static final MethodHandle ENCRYPT_HEAP = SodiumShape.ENCRYPT_HEAP.handle();
  static final MethodHandle DECRYPT = SodiumShape.DECRYPT.handle();
  static final MethodHandle DECRYPT_CRITICAL = SodiumShape.DECRYPT_CRITICAL.handle();
  static final MethodHandle DECRYPT_HEAP = SodiumShape.DECRYPT_HEAP.handle();
  static final MethodHandle STREAM = SodiumShape.STREAM.handle();
  static final MethodHandle STREAM_CRITICAL = SodiumShape.STREAM_CRITICAL.handle();
  static final MethodHandle FOUR_ADDRESSES = SodiumShape.FOUR_ADDRESSES.handle();
  static final MethodHandle FOUR_ADDRESSES_CRITICAL = SodiumShape.FOUR_ADDRESSES_CRITICAL.handle();
  static final MethodHandle RANDOM_CRITICAL = SodiumShape.RANDOM_CRITICAL.handle();

  private SodiumCalls() {}
}
