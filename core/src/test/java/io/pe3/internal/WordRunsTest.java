package io.pe3.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.Buffers;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class WordRunsTest {
  private static final int MARGIN = 16;
  private static final int LONGEST = 300;
  private static final int STEP = 64;

  private static UnsafeBuffer buffer(boolean direct, int length) {
    return direct ? Buffers.direct(length) : new UnsafeBuffer(new byte[length]);
  }

  private static byte[] ascii(int length, long seed) {
    byte[] octets = new byte[length];
    new Random(seed).nextBytes(octets);
    for (int i = 0; i < length; i++) {
      octets[i] &= 0x7f;
    }
    return octets;
  }

  /** A run with octets around it that are not ASCII. */
  private static UnsafeBuffer around(boolean direct, byte[] run) {
    UnsafeBuffer buffer = buffer(direct, run.length + 2 * MARGIN);
    buffer.setMemory(0, buffer.capacity(), (byte) 0xff);
    buffer.putBytes(MARGIN, run);
    return buffer;
  }

  private static long address(UnsafeBuffer buffer) {
    return buffer.addressOffset() + MARGIN;
  }

  @Property
  void shouldTakeAsciiWhateverStandsAround(
      @ForAll boolean direct, @ForAll @IntRange(min = 8, max = LONGEST) int length) {
    UnsafeBuffer buffer = around(direct, ascii(length, length));
    assertTrue(WordRuns.isAscii(buffer.byteArray(), address(buffer), length));
    assertEquals(length, WordRuns.asciiSteps(buffer.byteArray(), address(buffer), length));
  }

  @Test
  void shouldFindEveryOctetThatIsNotAscii() {
    for (int length = WordRuns.MIN_LENGTH; length <= 140; length++) {
      for (int other = 0; other < length; other++) {
        byte[] run = ascii(length, length);
        run[other] |= (byte) 0x80;
        UnsafeBuffer buffer = around(true, run);
        int steps = WordRuns.asciiSteps(null, address(buffer), length);
        assertEquals(other / STEP * STEP, steps, length + " " + other);
        assertFalse(WordRuns.isAscii(null, address(buffer), length));
      }
    }
  }

  @Property
  void shouldFindEqualRunsEqual(
      @ForAll boolean direct,
      @ForAll boolean otherDirect,
      @ForAll @IntRange(min = 8, max = LONGEST) int length,
      @ForAll long seed) {
    UnsafeBuffer one = around(direct, ascii(length, seed));
    UnsafeBuffer other = around(otherDirect, ascii(length, seed));
    other.putByte(MARGIN - 1, (byte) 1);
    other.putByte(MARGIN + length, (byte) 1);
    assertTrue(
        WordRuns.areEqual(
            one.byteArray(), address(one), other.byteArray(), address(other), length));
  }

  @Test
  void shouldFindEveryDifference() {
    for (int length = WordRuns.MIN_LENGTH; length <= 140; length++) {
      byte[] run = ascii(length, length);
      UnsafeBuffer one = around(true, run);
      for (int i = 0; i < length; i++) {
        byte[] changed = run.clone();
        changed[i] ^= 1;
        UnsafeBuffer other = around(false, changed);
        assertFalse(
            WordRuns.areEqual(null, address(one), other.byteArray(), address(other), length),
            length + " " + i);
      }
    }
  }

  @Property
  void shouldCopyNothingButTheRun(
      @ForAll boolean direct,
      @ForAll boolean otherDirect,
      @ForAll @IntRange(min = 8, max = WordRuns.MAX_COPIED) int length,
      @ForAll long seed) {
    byte[] run = ascii(length, seed);
    UnsafeBuffer from = around(direct, run);
    UnsafeBuffer to = around(otherDirect, new byte[length]);
    assertTrue(
        WordRuns.canCopy(from.byteArray(), address(from), to.byteArray(), address(to), length));
    WordRuns.copy(from.byteArray(), address(from), to.byteArray(), address(to), length);
    byte[] expected = new byte[length + 2 * MARGIN];
    Arrays.fill(expected, (byte) 0xff);
    System.arraycopy(run, 0, expected, MARGIN, length);
    byte[] found = new byte[expected.length];
    to.getBytes(0, found);
    assertArrayEquals(expected, found);
  }

  @Test
  void shouldCopyAsciiAndFindWhatIsNot() {
    for (int length = WordRuns.MIN_LENGTH; length <= 140; length++) {
      byte[] run = ascii(length, length);
      UnsafeBuffer to = around(true, new byte[length]);
      UnsafeBuffer from = around(false, run);
      assertTrue(WordRuns.copyAscii(from.byteArray(), address(from), null, address(to), length));
      byte[] found = new byte[to.capacity()];
      to.getBytes(0, found);
      byte[] expected = new byte[found.length];
      from.getBytes(0, expected);
      assertArrayEquals(expected, found);
      for (int other = 0; other < length; other++) {
        byte[] changed = run.clone();
        changed[other] |= (byte) 0x80;
        from = around(false, changed);
        assertFalse(
            WordRuns.copyAscii(from.byteArray(), address(from), null, address(to), length),
            length + " " + other);
      }
    }
  }

  @Property
  void shouldLeaveRunsThatOverlapToOthers(
      @ForAll @IntRange(min = 8, max = WordRuns.MAX_COPIED) int length,
      @ForAll @IntRange(min = 0, max = WordRuns.MAX_COPIED) int distance) {
    byte[] array = new byte[0];
    boolean apart = distance >= length;
    assertEquals(apart, WordRuns.canCopy(array, 1000, array, 1000 + distance, length));
    assertEquals(apart, WordRuns.canCopy(array, 1000 + distance, array, 1000, length));
    assertEquals(apart, WordRuns.canCopy(null, 1000, null, 1000 + distance, length));
  }

  @Test
  void shouldLeaveShortAndLongRunsToOthers() {
    assertFalse(WordRuns.canCopy(null, 0, null, 5000, WordRuns.MIN_LENGTH - 1));
    assertFalse(WordRuns.canCopy(null, 0, null, 5000, WordRuns.MAX_COPIED + 1));
    assertFalse(WordRuns.canCopy(null, 0, null, 5000, 0));
  }
}
