package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.aead.EngineOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was given out cannot be found again in memory. */
class SodiumRandomOctetsTest {
  private static final int SEED = 32;
  private static final int END = 4096;
  private static final int LONGS = (END - SEED) / Long.BYTES;

  private final SodiumRandomOctets random =
      new SodiumRandomOctets(SodiumLoader.load(EngineOptions.defaults()));

  @AfterEach
  void close() {
    random.close();
  }

  @Test
  void shouldEraseWhatItGaveOut() {
    for (int i = 0; i < 10; i++) {
      random.nextLong();
    }
    random.next12();
    int given = 10 * Long.BYTES + 12;
    assertArrayEquals(new byte[given], octets(SEED, given));
    assertNotEquals(0, random.buffer.getLong(SEED + given));
  }

  @Test
  void shouldGiveWhatStoodInTheBuffer() {
    long first = random.buffer.getLong(SEED);
    assertEquals(first, random.nextLong());
    long second = random.buffer.getLong(SEED + Long.BYTES);
    int third = random.buffer.getInt(SEED + 2 * Long.BYTES);
    assertEquals(second, random.next12());
    assertEquals(third, random.high());
  }

  @Test
  void shouldChangeItsSeedWithEachExpansionAndKeepNoCopy() {
    Set<String> seeds = new HashSet<>();
    for (int expansion = 0; expansion < 300; expansion++) {
      seeds.add(Arrays.toString(octets(0, SEED)));
      assertArrayEquals(new byte[SEED], octets(END, SEED));
      for (int i = expansion == 0 ? 0 : 1; i < LONGS; i++) {
        random.nextLong();
      }
      assertArrayEquals(new byte[END - SEED], octets(SEED, END - SEED));
      random.nextLong();
    }
    assertEquals(300, seeds.size());
  }

  @Test
  void shouldDrawAnewWhenToldTo() {
    byte[] before = octets(0, END);
    random.reseed();
    byte[] after = octets(0, END);
    assertFalse(Arrays.equals(Arrays.copyOf(before, SEED), Arrays.copyOf(after, SEED)));
    assertFalse(Arrays.equals(before, after));
  }

  @Test
  void shouldNotBeUsableOnceClosed() {
    random.close();
    assertThrows(IllegalStateException.class, random::nextLong);
    assertThrows(IllegalStateException.class, random::next12);
  }

  @Test
  void shouldNotRepeat() {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      seen.add(random.nextLong());
    }
    assertEquals(200_000, seen.size());
  }

  private byte[] octets(int offset, int length) {
    byte[] octets = new byte[length];
    random.buffer.getBytes(offset, octets);
    return octets;
  }
}
