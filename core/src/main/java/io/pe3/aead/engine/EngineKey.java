package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One key, prepared by one engine for one cipher. Callers have checked every range, own the
 * instance for the time of a call, and take care that no nonce repeats.
 *
 * <p>The nonce comes as up to four words: its octets in order, little-endian in each word; twelve
 * octets are word 0 and the lower half of word 1.
 */
public abstract class EngineKey implements AutoCloseable {
  /** Most octets of associated data that an engine takes. */
  public static final int MAX_ASSOCIATED_DATA = 128;

  private final AeadCipher cipher;

  EngineKey(AeadCipher cipher) {
    this.cipher = cipher;
  }

  /** The cipher that the key is prepared for. */
  public final AeadCipher cipher() {
    return cipher;
  }

  /** Where associated data is written before a call that names its length. */
  public abstract UnsafeBuffer associatedData();

  /**
   * Encrypts and authenticates. The output, tag included, is {@code length + tagLength} octets at
   * {@code dstOffset}. The plaintext may already stand where the ciphertext goes; any other overlap
   * is the caller's error.
   */
  public abstract void seal(
      long nonce0,
      long nonce1,
      long nonce2,
      long nonce3,
      int associatedDataLength,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset);

  /**
   * Verifies and decrypts {@code length} octets of ciphertext and tag. The plaintext may go where
   * the ciphertext stands.
   *
   * @return false when the tag does not verify; what the output range then holds is not plaintext
   *     that may be released, and the caller zeroes it
   */
  public abstract boolean open(
      long nonce0,
      long nonce1,
      long nonce2,
      long nonce3,
      int associatedDataLength,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset);

  /**
   * Prepares another key in the memory of the one before, which is wiped.
   *
   * @param key 32 octets outside of the Java heap, copied
   */
  public abstract void replaceKey(MemorySegment key);

  /**
   * Wipes the prepared key; nothing is sealed or opened until another one replaced it. What a JCA
   * provider or Bouncy Castle has expanded of it is theirs, and stays until they are given another.
   */
  public abstract void wipeKey();

  /** Wipes the prepared key and frees its memory. */
  @Override
  public abstract void close();
}
