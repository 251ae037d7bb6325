package io.pe3.bench.alternative;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.RandomOctets;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.raw.SodiumCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A message of aes256gcm in native memory, and the bare calls that seal it. */
final class AesCall {
  private static final long NONE = 0;
  private static final long SEED = 4711;
  private static final int STATE_LENGTH = 512;
  private static final int ALIGNMENT = 64;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;

  private final byte[] message;
  private final MemorySegment sealed;
  private final MemorySegment plain;
  private final MemorySegment key;
  private final MemorySegment state;
  private final long sealedAddress;
  private final long plainAddress;
  private final long keyAddress;
  private final long stateAddress;
  private final long length;
  private final RandomOctets random;
  private long counter;

  AesCall(int length) {
    this.length = length;
    message = new byte[length];
    new SplittableRandom(SEED).nextBytes(message);
    Arena arena = Arena.ofAuto();
    plain = arena.allocate(length, ALIGNMENT);
    sealed = arena.allocate(NONCE_LENGTH + length + TAG_LENGTH, ALIGNMENT);
    key = arena.allocate(AeadCipher.KEY_LENGTH, ALIGNMENT);
    state = arena.allocate(STATE_LENGTH, ALIGNMENT);
    MemorySegment.copy(message, 0, plain, JAVA_BYTE, 0, length);
    MemorySegment.copy(BenchKey.octets(), 0, key, JAVA_BYTE, 0, AeadCipher.KEY_LENGTH);
    plainAddress = plain.address();
    sealedAddress = sealed.address();
    keyAddress = key.address();
    stateAddress = state.address();
    random = NonceSources.chacha20();
    SodiumCall.call("sodium_init");
    SodiumCall.call("crypto_aead_aes256gcm_beforenm", stateAddress, keyAddress);
  }

  /** Writes the next nonce as libsodium loads it: 8 octets at 0, 4 at 8. */
  void putNonce() {
    sealed.set(JAVA_LONG_UNALIGNED, 0, counter++);
    sealed.set(JAVA_INT_UNALIGNED, Long.BYTES, 0);
  }

  /** Writes a random nonce in the same way, as PE3 draws it. */
  void putRandomNonce() {
    sealed.set(JAVA_LONG_UNALIGNED, 0, random.next12());
    sealed.set(JAVA_INT_UNALIGNED, Long.BYTES, random.high());
  }

  /** Writes the next nonce as 4 octets at 0 and 8 at 4, across what libsodium loads. */
  void putNonceAcross() {
    sealed.set(JAVA_INT_UNALIGNED, 0, 0);
    sealed.set(JAVA_LONG_UNALIGNED, Integer.BYTES, counter++);
  }

  /** Seals with the expanded key. */
  int seal() {
    try {
      return (int)
          SodiumCall.AES256GCM_SEAL.invokeExact(
              sealedAddress + NONCE_LENGTH,
              NONE,
              plainAddress,
              length,
              NONE,
              NONE,
              NONE,
              sealedAddress,
              stateAddress);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Seals with the key's octets, which are expanded each time. */
  int sealWithKey() {
    try {
      return (int)
          SodiumCall.AES256GCM_SEAL_WITH_KEY.invokeExact(
              sealedAddress + NONCE_LENGTH,
              NONE,
              plainAddress,
              length,
              NONE,
              NONE,
              NONE,
              sealedAddress,
              keyAddress);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks that PE3 opens what was sealed last. */
  void check() throws GeneralSecurityException {
    byte[] octets = sealed.toArray(JAVA_BYTE);
    Checks.require(
        Arrays.equals(message, Checks.openBy(Pe3Engines.AUTO, AeadCipher.AES256GCM, octets)),
        "PE3 opens what the bare call sealed");
  }
}
