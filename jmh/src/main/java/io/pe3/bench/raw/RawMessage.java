package io.pe3.bench.raw;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.SecureRandom;

/**
 * One message in native memory, its key prepared, and the bare call that seals or opens it.
 *
 * <p>The nonce is written before each sealing, 8 octets at 0 and the rest behind: libsodium loads
 * the first 8 in one piece, and a store that straddles them would stall that load.
 */
public final class RawMessage {
  private static final long NONE = 0;
  private static final int AES_STATE_LENGTH = 512;
  private static final int ALIGNMENT = 64;
  private static final int SPARE = 64;

  private final AeadCipher cipher;
  private final int length;
  private final MemorySegment key;
  private final MemorySegment plain;
  private final MemorySegment sealed;
  private final long keyAddress;
  private final long plainAddress;
  private final long sealedAddress;
  private long counter;

  /**
   * Makes one with random content.
   *
   * @param cipher to seal with
   * @param keyOctets 32 octets
   * @param length of the message
   * @throws IllegalArgumentException {@code pair does not exist: …}
   */
  public RawMessage(AeadCipher cipher, byte[] keyOctets, int length) {
    if (!isAvailable(cipher)) {
      throw new IllegalArgumentException(
          "pair does not exist: the raw call with "
              + cipher.text()
              + ": libsodium has it not here");
    }
    this.cipher = cipher;
    this.length = length;
    Arena arena = Arena.ofAuto();
    key = arena.allocate(AES_STATE_LENGTH, ALIGNMENT);
    plain = arena.allocate(length + SPARE, ALIGNMENT);
    sealed = arena.allocate(length + cipher.overhead() + SPARE, ALIGNMENT);
    keyAddress = key.address();
    plainAddress = plain.address();
    sealedAddress = sealed.address();
    byte[] content = new byte[length];
    new SecureRandom().nextBytes(content);
    MemorySegment.copy(content, 0, plain, ValueLayout.JAVA_BYTE, 0, length);
    prepareKey(arena, keyOctets);
  }

  /**
   * Whether the machine's libsodium and CPU have the cipher.
   *
   * @param cipher to ask for
   * @return false when it cannot be called here
   */
  public static boolean isAvailable(AeadCipher cipher) {
    if (!SodiumCall.isLoaded() || SodiumCall.call("sodium_init") < 0) {
      return false;
    }
    return switch (cipher) {
      case AES256GCM -> SodiumCall.call("crypto_aead_aes256gcm_is_available") == 1;
      case AEGIS256 -> SodiumCall.AEGIS256_SEAL != null;
      case XSALSA20POLY1305, XCHACHA20POLY1305 -> true;
    };
  }

  private void prepareKey(Arena arena, byte[] keyOctets) {
    if (cipher == AeadCipher.AES256GCM) {
      MemorySegment octets = arena.allocate(keyOctets.length);
      MemorySegment.copy(keyOctets, 0, octets, ValueLayout.JAVA_BYTE, 0, keyOctets.length);
      SodiumCall.call("crypto_aead_aes256gcm_beforenm", keyAddress, octets.address());
      octets.fill((byte) 0);
    } else {
      MemorySegment.copy(keyOctets, 0, key, ValueLayout.JAVA_BYTE, 0, keyOctets.length);
    }
  }

  /**
   * Seals under the next nonce.
   *
   * @return what libsodium returns, 0
   */
  public int seal() {
    return seal(counter++, 0);
  }

  /**
   * Seals under a given nonce.
   *
   * @param first8 octets of the nonce
   * @param next4 octets of the nonce; what follows in a longer one is 0
   * @return what libsodium returns, 0
   */
  public int seal(long first8, int next4) {
    sealed.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, first8);
    sealed.set(ValueLayout.JAVA_INT_UNALIGNED, Long.BYTES, next4);
    long target = sealedAddress + cipher.nonceLength();
    try {
      return switch (cipher) {
        case AES256GCM ->
            (int)
                SodiumCall.AES256GCM_SEAL.invokeExact(
                    target,
                    NONE,
                    plainAddress,
                    (long) length,
                    NONE,
                    NONE,
                    NONE,
                    sealedAddress,
                    keyAddress);
        case XCHACHA20POLY1305 ->
            (int)
                SodiumCall.XCHACHA_SEAL.invokeExact(
                    target,
                    NONE,
                    plainAddress,
                    (long) length,
                    NONE,
                    NONE,
                    NONE,
                    sealedAddress,
                    keyAddress);
        case AEGIS256 ->
            (int)
                SodiumCall.AEGIS256_SEAL.invokeExact(
                    target,
                    NONE,
                    plainAddress,
                    (long) length,
                    NONE,
                    NONE,
                    NONE,
                    sealedAddress,
                    keyAddress);
        case XSALSA20POLY1305 ->
            (int)
                SodiumCall.SECRETBOX_SEAL.invokeExact(
                    target, plainAddress, (long) length, sealedAddress, keyAddress);
      };
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens what was sealed last.
   *
   * @return what libsodium returns, 0
   */
  public int open() {
    long source = sealedAddress + cipher.nonceLength();
    long sourceLength = (long) length + cipher.tagLength();
    try {
      return switch (cipher) {
        case AES256GCM ->
            (int)
                SodiumCall.AES256GCM_OPEN.invokeExact(
                    plainAddress,
                    NONE,
                    NONE,
                    source,
                    sourceLength,
                    NONE,
                    NONE,
                    sealedAddress,
                    keyAddress);
        case XCHACHA20POLY1305 ->
            (int)
                SodiumCall.XCHACHA_OPEN.invokeExact(
                    plainAddress,
                    NONE,
                    NONE,
                    source,
                    sourceLength,
                    NONE,
                    NONE,
                    sealedAddress,
                    keyAddress);
        case AEGIS256 ->
            (int)
                SodiumCall.AEGIS256_OPEN.invokeExact(
                    plainAddress,
                    NONE,
                    NONE,
                    source,
                    sourceLength,
                    NONE,
                    NONE,
                    sealedAddress,
                    keyAddress);
        case XSALSA20POLY1305 ->
            (int)
                SodiumCall.SECRETBOX_OPEN.invokeExact(
                    plainAddress, source, sourceLength, sealedAddress, keyAddress);
      };
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens a message that was sealed elsewhere.
   *
   * @param octets nonce, ciphertext and tag of a message as long as this
   * @return the message
   * @throws IllegalStateException when it does not authenticate
   */
  public byte[] open(byte[] octets) {
    MemorySegment.copy(octets, 0, sealed, ValueLayout.JAVA_BYTE, 0, octets.length);
    if (open() != 0) {
      throw new IllegalStateException("check failed: libsodium opens the message");
    }
    return plainOctets();
  }

  /**
   * The message.
   *
   * @return a copy
   */
  public byte[] plainOctets() {
    return plain.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /**
   * Nonce, ciphertext and tag as sealed last.
   *
   * @return a copy
   */
  public byte[] sealedOctets() {
    return sealed.asSlice(0, length + cipher.overhead()).toArray(ValueLayout.JAVA_BYTE);
  }
}
