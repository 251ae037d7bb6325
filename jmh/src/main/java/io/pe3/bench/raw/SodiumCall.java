package io.pe3.bench.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The functions as constants, so that the JVM compiles each call to a plain call instruction.
 * Addresses travel as plain longs, and the thread stays in its Java state (critical linkage).
 */
public final class SodiumCall {
  private static final Optional<SymbolLookup> LIBRARY = SodiumFile.find();

  /** Seals with aes256gcm and an expanded key. */
  public static final MethodHandle AES256GCM_SEAL = aead("crypto_aead_aes256gcm_encrypt_afternm");

  /** Seals with aes256gcm and the key's octets. */
  public static final MethodHandle AES256GCM_SEAL_WITH_KEY = aead("crypto_aead_aes256gcm_encrypt");

  /** Seals with aes256gcm and an expanded key; output and message are segments of heap arrays. */
  public static final MethodHandle AES256GCM_SEAL_HEAP =
      LIBRARY
          .flatMap(library -> library.find("crypto_aead_aes256gcm_encrypt_afternm"))
          .map(
              address ->
                  bind(
                      address,
                      FunctionDescriptor.of(
                          JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                          JAVA_LONG, JAVA_LONG, JAVA_LONG),
                      true))
          .orElse(null);

  /** c, m, mlen, n, k: the key stream of Salsa20, exclusive or the message. */
  public static final MethodHandle SALSA20_XOR = secretbox("crypto_stream_salsa20_xor");

  /** buf, size: random octets. */
  public static final MethodHandle RANDOM =
      bind("randombytes_buf", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));

  static final MethodHandle AES256GCM_OPEN = aeadOpen("crypto_aead_aes256gcm_decrypt_afternm");
  static final MethodHandle XCHACHA_SEAL = aead("crypto_aead_xchacha20poly1305_ietf_encrypt");
  static final MethodHandle XCHACHA_OPEN = aeadOpen("crypto_aead_xchacha20poly1305_ietf_decrypt");
  static final MethodHandle AEGIS256_SEAL = aead("crypto_aead_aegis256_encrypt");
  static final MethodHandle AEGIS256_OPEN = aeadOpen("crypto_aead_aegis256_decrypt");
  static final MethodHandle SECRETBOX_SEAL = secretbox("crypto_secretbox_easy");
  static final MethodHandle SECRETBOX_OPEN = secretbox("crypto_secretbox_open_easy");

  private SodiumCall() {}

  static boolean isLoaded() {
    return LIBRARY.isPresent();
  }

  /**
   * Calls a function that takes addresses and returns an int; for set-up only.
   *
   * @param name of the function
   * @param addresses its arguments
   * @return what it returns
   */
  public static int call(String name, long... addresses) {
    MemoryLayout[] arguments = new MemoryLayout[addresses.length];
    Object[] values = new Object[addresses.length];
    for (int i = 0; i < addresses.length; i++) {
      arguments[i] = JAVA_LONG;
      values[i] = addresses[i];
    }
    try {
      return (int)
          bind(name, FunctionDescriptor.of(JAVA_INT, arguments)).invokeWithArguments(values);
    } catch (Throwable e) {
      throw new IllegalStateException("libsodium's " + name + " cannot be called", e);
    }
  }

  /** c, clen_p, m, mlen, ad, adlen, nsec, npub, k. */
  private static MethodHandle aead(String name) {
    return bind(name, longs(9));
  }

  /** m, mlen_p, nsec, c, clen, ad, adlen, npub, k. */
  private static MethodHandle aeadOpen(String name) {
    return bind(name, longs(9));
  }

  /** c, m, mlen, n, k; or m, c, clen, n, k. */
  private static MethodHandle secretbox(String name) {
    return bind(name, longs(5));
  }

  private static FunctionDescriptor longs(int count) {
    MemoryLayout[] arguments = new ValueLayout[count];
    Arrays.fill(arguments, JAVA_LONG);
    return FunctionDescriptor.of(JAVA_INT, arguments);
  }

  private static MethodHandle bind(String name, FunctionDescriptor descriptor) {
    return LIBRARY
        .flatMap(library -> library.find(name))
        .map(address -> bind(address, descriptor, false))
        .orElse(null);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(
      MemorySegment address, FunctionDescriptor descriptor, boolean allowHeap) {
    return Linker.nativeLinker()
        .downcallHandle(address, descriptor, Linker.Option.critical(allowHeap));
  }
}
