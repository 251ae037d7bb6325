package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemRandomOctetsTest {
  /** Few of the JDK's generators support reseed; after a restart that must not be an error. */
  @Test
  void shouldDrawAnewWithTheGeneratorOfThisJdk() {
    try (SystemRandomOctets random = new SystemRandomOctets()) {
      long before = random.nextLong();
      random.reseed();
      assertNotEquals(before, random.nextLong());
    }
  }

  @Test
  void shouldNotRepeat() {
    Set<Long> seen = new HashSet<>();
    try (SystemRandomOctets random = new SystemRandomOctets()) {
      for (int i = 0; i < 100_000; i++) {
        seen.add(random.nextLong());
        seen.add(random.next12());
      }
    }
    assertEquals(200_000, seen.size());
  }

  /** The same property as libsodium's source has: what was given out is nowhere any more. */
  @Test
  void shouldEraseWhatItGaveOutAndChangeItsSeed() {
    try (SystemRandomOctets random = new SystemRandomOctets()) {
      byte[] seed = new byte[RandomOctets.SEED_LENGTH];
      random.buffer.getBytes(0, seed);
      int longs = (RandomOctets.BUFFER_LENGTH - RandomOctets.SEED_LENGTH) / Long.BYTES;
      for (int i = 0; i < longs; i++) {
        random.nextLong();
      }
      for (int i = RandomOctets.SEED_LENGTH; i < RandomOctets.BUFFER_LENGTH; i++) {
        assertEquals(0, random.buffer.getByte(i));
      }
      random.nextLong();
      byte[] next = new byte[RandomOctets.SEED_LENGTH];
      random.buffer.getBytes(0, next);
      assertNotEquals(Arrays.toString(seed), Arrays.toString(next));
      byte[] copy = new byte[RandomOctets.SEED_LENGTH];
      random.buffer.getBytes(RandomOctets.SEED_COPY_OFFSET, copy);
      assertArrayEquals(new byte[RandomOctets.SEED_LENGTH], copy);
    }
  }
}
