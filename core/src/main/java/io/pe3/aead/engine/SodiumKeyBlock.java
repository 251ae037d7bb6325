package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.internal.RawWords;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The off-heap block that a prepared key lives in, wiped when it is closed:
 *
 * <pre>
 *    0                         512         576                   704
 *   +---------------------------+-----------+---------------------+
 *   | key, or expanded AES key  |   nonce   |   associated data   |
 *   +---------------------------+-----------+---------------------+
 * </pre>
 *
 * <p>The nonce is stored as libsodium loads it, a word of eight octets first: a store that begins
 * elsewhere makes the load wait for it.
 */
final class SodiumKeyBlock {
  static final int STATE_OFFSET = 0;
  static final int STATE_LENGTH = 512;
  static final int NONCE_OFFSET = STATE_OFFSET + STATE_LENGTH;
  static final int NONCE_LENGTH = 64;
  static final int ASSOCIATED_DATA_OFFSET = NONCE_OFFSET + NONCE_LENGTH;
  static final int LENGTH = ASSOCIATED_DATA_OFFSET + EngineKey.MAX_ASSOCIATED_DATA;
  private static final int ALIGNMENT = 64;

  final long stateAddress;
  final long nonceAddress;
  final long associatedDataAddress;
  final UnsafeBuffer associatedData;

  private final SecretMemory memory;
  private final int nonceLength;

  /** Without a key nothing may be sealed: what is left of it is known to everybody. */
  private boolean hasKey = true;

  /** Makes one for calls that take nonces of 8, 12 or 32 octets. */
  SodiumKeyBlock(int nonceLength) {
    memory = SecretMemory.allocate(LENGTH, ALIGNMENT);
    stateAddress = memory.address() + STATE_OFFSET;
    nonceAddress = memory.address() + NONCE_OFFSET;
    associatedDataAddress = memory.address() + ASSOCIATED_DATA_OFFSET;
    associatedData = new UnsafeBuffer(associatedDataAddress, EngineKey.MAX_ASSOCIATED_DATA);
    this.nonceLength = nonceLength;
  }

  /** Copies a key's octets to the start of the block. */
  void putKey(MemorySegment key) {
    MemorySegment.copy(key, 0, memory.segment(), STATE_OFFSET, AeadCipher.KEY_LENGTH);
  }

  void putNonce(long nonce0, long nonce1, long nonce2, long nonce3) {
    if (!hasKey) {
      throw new IllegalStateException("the prepared key was wiped");
    }
    RawWords.putLong(null, nonceAddress, nonce0);
    if (nonceLength == Long.BYTES + Integer.BYTES) {
      RawWords.putInt(null, nonceAddress + Long.BYTES, (int) nonce1);
    } else if (nonceLength > Long.BYTES) {
      RawWords.putLong(null, nonceAddress + Long.BYTES, nonce1);
      RawWords.putLong(null, nonceAddress + 2 * Long.BYTES, nonce2);
      RawWords.putLong(null, nonceAddress + 3 * Long.BYTES, nonce3);
    }
  }

  /** Wipes the key, or what it was expanded to; a use fails until {@link #keyReplaced()}. */
  void wipeKey() {
    hasKey = false;
    memory.segment().asSlice(STATE_OFFSET, STATE_LENGTH).fill((byte) 0);
  }

  /** Says that another key stands in the block. */
  void keyReplaced() {
    hasKey = true;
  }

  /** A use after this fails at once instead of reading memory that is no longer its own. */
  void close() {
    hasKey = false;
    associatedData.wrap(0, 0);
    memory.close();
  }
}
