package io.pe3.aead.engine;

import java.security.SecureRandom;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Random octets of the JDK's {@link SecureRandom}, drawn 4 KiB at a time. */
final class SystemRandomOctets implements RandomOctets {
  private static final int BUFFER_LENGTH = 4096;
  private static final int SEED_LENGTH = 32;

  private final SecureRandom random = new SecureRandom();
  private final byte[] octets = new byte[BUFFER_LENGTH];
  private final UnsafeBuffer buffer = new UnsafeBuffer(octets);
  private int position = BUFFER_LENGTH;

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
    // Not SecureRandom.reseed, which few providers have. What the generator itself buffers may be
    // the same in a copy of the process; what the system gives from here on is not.
    byte[] seed = random.generateSeed(SEED_LENGTH);
    random.setSeed(seed);
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(octets, (byte) 0);
    position = BUFFER_LENGTH;
  }

  @Override
  public void close() {
    Arrays.fill(octets, (byte) 0);
    position = BUFFER_LENGTH;
  }

  private void require(int needed) {
    if (BUFFER_LENGTH - position < needed) {
      random.nextBytes(octets);
      position = 0;
    }
  }
}
