package io.pe3.aead.engine;

import io.pe3.internal.SecretMemory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Random octets expanded from a seed of the system's generator by libsodium, with fast key erasure:
 * the first 32 octets of each expansion are the seed of the next, and octets that were given out
 * are zeroed, so that a later look at the memory tells nothing about earlier nonces.
 *
 * <pre>
 *    0            32                                       4096        4128
 *   +--------------+------------------------------------------+-----------+
 *   |  next seed   |  octets not given out yet, zeros before   | seed copy |
 *   +--------------+------------------------------------------+-----------+
 * </pre>
 */
final class SodiumRandomOctets implements RandomOctets {
  private static final int SEED_LENGTH = 32;
  private static final int BUFFER_LENGTH = 4096;
  private static final int SEED_COPY_OFFSET = BUFFER_LENGTH;
  private static final int ALIGNMENT = 64;

  /** 128 expansions serve at most 2^16 nonces of 12 octets. */
  private static final int MAX_EXPANSIONS = 128;

  private final SodiumLibrary library;
  private final SecretMemory memory = SecretMemory.allocate(BUFFER_LENGTH + SEED_LENGTH, ALIGNMENT);

  /** What is drawn in the diagram; a test looks at it. */
  final UnsafeBuffer buffer = new UnsafeBuffer(memory.address(), memory.length());

  private int position = BUFFER_LENGTH;
  private int expansions;

  SodiumRandomOctets(SodiumLibrary library) {
    this.library = library;
    reseed();
  }

  @Override
  public long nextLong() {
    require(Long.BYTES);
    long value = buffer.getLong(position);
    buffer.putLong(position, 0);
    position += Long.BYTES;
    return value;
  }

  @Override
  public int nextInt() {
    require(Integer.BYTES);
    int value = buffer.getInt(position);
    buffer.putInt(position, 0);
    position += Integer.BYTES;
    return value;
  }

  @Override
  public void reseed() {
    library.random(memory.address(), SEED_LENGTH);
    expansions = 0;
    expand();
  }

  @Override
  public void close() {
    buffer.wrap(0, 0);
    memory.close();
  }

  private void require(int octets) {
    if (BUFFER_LENGTH - position < octets) {
      if (++expansions == MAX_EXPANSIONS) {
        reseed();
      } else {
        expand();
      }
    }
  }

  private void expand() {
    buffer.putBytes(SEED_COPY_OFFSET, buffer, 0, SEED_LENGTH);
    library.expand(memory.address(), BUFFER_LENGTH, memory.address() + SEED_COPY_OFFSET);
    buffer.setMemory(SEED_COPY_OFFSET, SEED_LENGTH, (byte) 0);
    position = SEED_LENGTH;
  }
}
