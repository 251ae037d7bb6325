package io.pe3.aead.engine;

import io.pe3.internal.SecretMemory;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Unpredictable octets for nonces, expanded from a seed of the system's generator with fast key
 * erasure: the first 32 octets of each expansion are the seed of the next, and octets that were
 * given out are zeroed, so that a later look at the memory tells nothing about earlier nonces. Most
 * calls cost no system call.
 *
 * <pre>
 *    0            32                                       4096        4128
 *   +--------------+------------------------------------------+-----------+
 *   |  next seed   |  octets not given out yet, zeros before   | seed copy |
 *   +--------------+------------------------------------------+-----------+
 * </pre>
 *
 * <p>Not thread-safe.
 */
public abstract class RandomOctets implements AutoCloseable {
  static final int SEED_LENGTH = 32;
  static final int BUFFER_LENGTH = 4096;
  static final int SEED_COPY_OFFSET = BUFFER_LENGTH;
  private static final int ALIGNMENT = 64;
  private static final int NONCE_LENGTH = Long.BYTES + Integer.BYTES;

  /** 128 expansions serve at most 2^16 nonces of 12 octets. */
  private static final int MAX_EXPANSIONS = 128;

  private final SecretMemory memory = SecretMemory.allocate(BUFFER_LENGTH + SEED_LENGTH, ALIGNMENT);

  /** What is drawn in the diagram; a test looks at it. */
  final UnsafeBuffer buffer = new UnsafeBuffer(memory.address(), memory.length());

  private final long address = memory.address();

  /** From the seed's end to the buffer's, or beyond that once closed. */
  private int position = BUFFER_LENGTH;

  private int expansions;
  private int high;

  RandomOctets() {}

  /** A source without libsodium. */
  public static RandomOctets ofSystem() {
    return new SystemRandomOctets();
  }

  /** Fills the buffer's first 32 octets from the system's generator. */
  abstract void seed();

  /** Fills {@link #BUFFER_LENGTH} octets with what the copy of the seed determines. */
  abstract void expandSeedCopy();

  /** The next 8 octets. */
  public final long nextLong() {
    int at = take(Long.BYTES);
    long value = UnsafeApi.getLong(address + at);
    UnsafeApi.putLong(address + at, 0);
    return value;
  }

  /** The first 8 of the next 12 octets; {@link #high} has the others. */
  public final long next12() {
    int at = take(NONCE_LENGTH);
    long value = UnsafeApi.getLong(address + at);
    high = UnsafeApi.getInt(address + at + Long.BYTES);
    UnsafeApi.putLong(address + at, 0);
    UnsafeApi.putInt(address + at + Long.BYTES, 0);
    return value;
  }

  /** The last 4 of the 12 octets that {@link #next12} took. */
  public final int high() {
    return high;
  }

  /** Discards what is buffered and draws anew from the system. */
  public final void reseed() {
    seed();
    expansions = 0;
    expand();
  }

  /** Erases what is buffered. */
  @Override
  public void close() {
    position = Integer.MAX_VALUE;
    buffer.wrap(0, 0);
    memory.close();
  }

  final long address() {
    return address;
  }

  /** The range is inside the buffer, which the callers' raw loads and stores rely on. */
  private int take(int octets) {
    int at = position;
    if (at > BUFFER_LENGTH - octets) {
      refill();
      at = position;
    }
    position = at + octets;
    return at;
  }

  private void refill() {
    if (position > BUFFER_LENGTH) {
      throw new IllegalStateException("closed");
    }
    if (++expansions == MAX_EXPANSIONS) {
      reseed();
    } else {
      expand();
    }
  }

  private void expand() {
    buffer.putBytes(SEED_COPY_OFFSET, buffer, 0, SEED_LENGTH);
    expandSeedCopy();
    buffer.setMemory(SEED_COPY_OFFSET, SEED_LENGTH, (byte) 0);
    position = SEED_LENGTH;
  }
}
