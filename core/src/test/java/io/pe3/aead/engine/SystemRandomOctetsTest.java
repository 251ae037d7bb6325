package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
        seen.add((long) random.nextInt() << 32 | (random.nextInt() & 0xFFFF_FFFFL));
      }
    }
    assertEquals(200_000, seen.size());
  }
}
