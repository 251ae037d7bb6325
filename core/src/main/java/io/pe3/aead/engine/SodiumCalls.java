package io.pe3.aead.engine;

import io.pe3.aead.engine.SodiumFunction.Form;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The compiled call shapes, constants so that the JIT inlines them; the function's address is the
 * first argument, so that they serve whichever library was loaded.
 *
 * <p>Critical calls skip the thread-state transition but hold up the garbage collector while they
 * last; so they are used for short inputs only.
 */
final class SodiumCalls {
  static final MethodHandle ENCRYPT = ordinary(Form.ENCRYPT);
  static final MethodHandle ENCRYPT_CRITICAL = critical(Form.ENCRYPT);
  static final MethodHandle ENCRYPT_HEAP = heap(Form.ENCRYPT);
  static final MethodHandle DECRYPT_HEAP = heap(Form.DECRYPT);
  static final MethodHandle SECRETBOX = ordinary(Form.SECRETBOX);
  static final MethodHandle SECRETBOX_CRITICAL = critical(Form.SECRETBOX);
  static final MethodHandle SECRETBOX_HEAP = heap(Form.SECRETBOX);
  static final MethodHandle RANDOM_CRITICAL = critical(Form.RANDOM);

  private SodiumCalls() {}

  /** {@code encrypt} and {@code decrypt} take nine words each and share their shape. */
  static final MethodHandle DECRYPT = ENCRYPT;

  static final MethodHandle DECRYPT_CRITICAL = ENCRYPT_CRITICAL;

  static MethodHandle ordinary(Form form) {
    return handle(form.direct());
  }

  private static MethodHandle critical(Form form) {
    return handle(form.direct(), Linker.Option.critical(false));
  }

  private static MethodHandle heap(Form form) {
    return handle(form.heap().getFirst(), Linker.Option.critical(true));
  }

  @SuppressWarnings("restricted") // the reason why --enable-native-access is asked for
  private static MethodHandle handle(FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(descriptor, options);
  }
}
