package io.pe3.aead.engine;

import io.pe3.internal.RawWords;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;

/**
 * The subkeys that XSalsa20 and XChaCha20 derive from the key and a nonce's first 16 octets, which
 * stay the same over many messages of a sealer: derived once, not for each message.
 *
 * <pre>
 *    0          64          96          128                    128 + 64 * 32
 *   +----------+-----------+-----------+------------------------------------+
 *   |  prefix  |  sealing  | candidate |  opening, by a hash of the prefix  |
 *   +----------+-----------+-----------+------------------------------------+
 * </pre>
 *
 * <p>When opening, a subkey gets its slot only after a tag verified under it: whoever sends octets
 * that are not authentic makes nobody forget a subkey.
 *
 * <p>Not thread-safe.
 */
final class SodiumSubkeys implements AutoCloseable {
  private static final int SLOTS_BITS = 6;
  private static final int SLOTS = 1 << SLOTS_BITS;
  private static final int SUBKEY_LENGTH = 32;
  private static final int PREFIX_OFFSET = 0;
  private static final int SEALING_OFFSET = 64;
  private static final int CANDIDATE_OFFSET = SEALING_OFFSET + SUBKEY_LENGTH;
  private static final int OPENING_OFFSET = CANDIDATE_OFFSET + SUBKEY_LENGTH;
  private static final int LENGTH = OPENING_OFFSET + SLOTS * SUBKEY_LENGTH;
  private static final int ALIGNMENT = 64;

  /** An odd number of 64 well mixed bits: the golden ratio's. */
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final MemorySegment derive;
  private final long key;
  private final SecretMemory memory = SecretMemory.allocate(LENGTH, ALIGNMENT);
  private final long address = memory.address();

  private boolean hasSealing;
  private long sealing0;
  private long sealing1;

  /** Two words for each slot; a slot whose bit in {@link #filled} is not set is empty. */
  private final long[] prefixes = new long[2 * SLOTS];

  private long filled;

  /** The prefix whose subkey is the candidate. */
  private long candidate0;

  private long candidate1;
  private boolean isCandidate;

  /**
   * Makes them for a key.
   *
   * @param derive the function: HSalsa20 or HChaCha20
   * @param key address of 32 octets, which outlive this
   */
  SodiumSubkeys(MemorySegment derive, long key) {
    this.derive = derive;
    this.key = key;
  }

  /** The address of the subkey to seal under. */
  long sealing(long prefix0, long prefix1) {
    if (!hasSealing || prefix0 != sealing0 || prefix1 != sealing1) {
      hasSealing = false;
      derive(SEALING_OFFSET, prefix0, prefix1);
      sealing0 = prefix0;
      sealing1 = prefix1;
      hasSealing = true;
    }
    return address + SEALING_OFFSET;
  }

  /** The address of the subkey to open under; {@link #verified} is called if a tag verifies. */
  long opening(long prefix0, long prefix1) {
    int slot = slot(prefix0, prefix1);
    if ((filled >>> slot & 1) != 0
        && prefixes[2 * slot] == prefix0
        && prefixes[2 * slot + 1] == prefix1) {
      isCandidate = false;
      return address + OPENING_OFFSET + (long) slot * SUBKEY_LENGTH;
    }
    derive(CANDIDATE_OFFSET, prefix0, prefix1);
    candidate0 = prefix0;
    candidate1 = prefix1;
    isCandidate = true;
    return address + CANDIDATE_OFFSET;
  }

  /** Keeps the subkey that {@link #opening} gave. */
  void verified() {
    if (!isCandidate) {
      return;
    }
    isCandidate = false;
    int slot = slot(candidate0, candidate1);
    MemorySegment all = memory.segment();
    MemorySegment.copy(
        all, CANDIDATE_OFFSET, all, OPENING_OFFSET + (long) slot * SUBKEY_LENGTH, SUBKEY_LENGTH);
    prefixes[2 * slot] = candidate0;
    prefixes[2 * slot + 1] = candidate1;
    filled |= 1L << slot;
  }

  /** Forgets all subkeys, as the key is replaced. */
  void wipe() {
    memory.segment().fill((byte) 0);
    hasSealing = false;
    isCandidate = false;
    filled = 0;
  }

  @Override
  public void close() {
    memory.close();
  }

  private static int slot(long prefix0, long prefix1) {
    long mixed = (prefix0 ^ Long.rotateLeft(prefix1, Integer.SIZE)) * MIX;
    return (int) (mixed >>> (Long.SIZE - SLOTS_BITS));
  }

  private void derive(int offset, long prefix0, long prefix1) {
    RawWords.putLong(null, address + PREFIX_OFFSET, prefix0);
    RawWords.putLong(null, address + PREFIX_OFFSET + Long.BYTES, prefix1);
    try {
      SodiumLibrary.check(
          (int)
              SodiumCalls.FOUR_ADDRESSES_CRITICAL.invokeExact(
                  derive, address + offset, address + PREFIX_OFFSET, key, 0L));
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    }
  }
}
