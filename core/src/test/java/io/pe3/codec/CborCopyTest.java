package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.Buffers;
import io.pe3.error.MalformedException;
import io.pe3.internal.CborCopy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The walk over a value, in the reader, says what is valid; copying must never take more. */
final class CborCopyTest {
  private static final int MARGIN = 16;
  private static final int ARRAY = 0x80;
  private static final int MAP = 0xA0;
  private static final int CONTAINERS = 8;

  private static UnsafeBuffer buffer(boolean direct, int length) {
    return direct ? Buffers.direct(length) : new UnsafeBuffer(new byte[length]);
  }

  private static UnsafeBuffer around(boolean direct, byte[] octets) {
    UnsafeBuffer buffer = buffer(direct, octets.length + 2 * MARGIN);
    buffer.setMemory(0, buffer.capacity(), (byte) 0x61);
    buffer.putBytes(MARGIN, octets);
    return buffer;
  }

  private static long address(UnsafeBuffer buffer) {
    return buffer.addressOffset() + MARGIN;
  }

  /** Copies, and checks what has to hold whatever it says. */
  private static boolean copy(
      int major, byte[] octets, boolean direct, boolean toDirect, int most) {
    UnsafeBuffer from = around(direct, octets);
    UnsafeBuffer to = around(toDirect, new byte[octets.length]);
    boolean copied =
        CborCopy.copy(
            major,
            from.byteArray(),
            address(from),
            octets.length,
            to.byteArray(),
            address(to),
            most);
    byte[] found = new byte[to.capacity()];
    to.getBytes(0, found);
    byte[] margin = new byte[MARGIN];
    Arrays.fill(margin, (byte) 0x61);
    assertArrayEquals(margin, Arrays.copyOf(found, MARGIN), "before");
    int behind = MARGIN + octets.length + CborCopy.OVERHANG;
    assertArrayEquals(
        Arrays.copyOf(margin, found.length - behind),
        Arrays.copyOfRange(found, behind, found.length),
        "behind");
    if (copied) {
      assertArrayEquals(octets, Arrays.copyOfRange(found, MARGIN, MARGIN + octets.length));
      CborReader reader = CborTesting.reader(octets).maxDepth(Math.max(1, most));
      reader.skipValue();
      reader.endOfInput();
      assertEquals(major, octets[0] & 0xE0);
    }
    return copied;
  }

  private static boolean copy(byte[] octets) {
    return copy(octets[0] & 0xE0, octets, true, true, CONTAINERS);
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            PlainValueArbitraries.texts().map(text -> text),
            PlainValueArbitraries.longs().map(number -> number),
            Arbitraries.doubles().map(number -> number),
            Arbitraries.of(true, false),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(octets -> octets));
    Arbitrary<Object> lists = leaves.list().ofMaxSize(30).map(list -> list);
    Arbitrary<Object> maps =
        Arbitraries.maps(PlainValueArbitraries.texts(), Arbitraries.oneOf(leaves, lists))
            .ofMaxSize(12)
            .map(map -> map);
    return Arbitraries.oneOf(
        leaves, lists, maps, Arbitraries.oneOf(lists, maps).list().ofMaxSize(6));
  }

  @Property
  void shouldCopyOnlyWhatIsValid(
      @ForAll("values") Object value, @ForAll boolean direct, @ForAll boolean toDirect) {
    byte[] octets = CborTesting.write(value);
    copy(octets[0] & 0xE0, octets, direct, toDirect, CONTAINERS);
  }

  @Property(tries = 3000)
  void shouldTakeNothingThatIsDamaged(@ForAll("values") Object value, @ForAll long seed) {
    byte[] octets = CborTesting.write(value);
    Random random = new Random(seed);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    copy(octets);
    copy(Arrays.copyOf(octets, Math.max(1, octets.length - 1 - random.nextInt(3))));
    copy(Arrays.copyOf(octets, octets.length + 1 + random.nextInt(3)));
  }

  @Property(tries = 3000)
  void shouldAgreeWithTheWalkOnRandomOctets(
      @ForAll @IntRange(min = 1, max = 80) int length, @ForAll long seed) {
    byte[] octets = new byte[length];
    Random random = new Random(seed);
    random.nextBytes(octets);
    octets[0] = (byte) ((random.nextBoolean() ? ARRAY : MAP) | random.nextInt(6));
    copy(octets);
  }

  @Test
  void shouldTakeWhatMessagesConsistOf() {
    Object sensor =
        Map.of(
            "temperature",
            21.5,
            "unit",
            "celsius",
            "count",
            1_234_567L,
            "ok",
            true,
            "history",
            List.of(1, 2, 300, -70_000, Long.MAX_VALUE),
            "place",
            Map.of("name", "a".repeat(300), "floor", -1));
    assertTrue(copy(CborTesting.write(sensor)));
    for (int length = 0; length < 400; length++) {
      byte[] octets = CborTesting.write(List.of("x".repeat(length), 1L, "abcdefg"));
      assertTrue(copy(octets), "text of " + length);
      assertFalse(copy(MAP, octets, true, true, CONTAINERS), "a list is no map");
    }
  }

  @Test
  void shouldFindEveryOctetThatIsNotAscii() {
    for (int length = 0; length < 140; length++) {
      byte[] octets = CborTesting.write(List.of("x".repeat(length), "abcdefgh"));
      int text = octets.length - 9 - length;
      for (int i = 0; i < length; i++) {
        byte[] changed = octets.clone();
        changed[text + i] = (byte) 0xC3;
        assertFalse(copy(changed), length + " " + i);
      }
    }
  }

  @Test
  void shouldCountContainers() {
    for (int depth = 1; depth < CONTAINERS + 4; depth++) {
      Object value = List.of("abcdefgh");
      for (int i = 1; i < depth; i++) {
        value = List.of(value);
      }
      assertEquals(depth <= CONTAINERS, copy(CborTesting.write(value)), "depth " + depth);
    }
    assertTrue(copy(CborTesting.write(Collections.nCopies(CONTAINERS - 1, List.of(1, 2)))));
    assertFalse(copy(CborTesting.write(Collections.nCopies(CONTAINERS, List.of(1, 2)))));
  }

  @Test
  void shouldLeaveWhatOverlapsToOthers() {
    byte[] octets = CborTesting.write(List.of("x".repeat(50)));
    UnsafeBuffer memory = new UnsafeBuffer(new byte[300]);
    int at = 100;
    for (int distance = -80; distance <= 80; distance++) {
      memory.putBytes(at, octets);
      boolean copied =
          CborCopy.copy(
              ARRAY,
              memory.byteArray(),
              memory.addressOffset() + at,
              octets.length,
              memory.byteArray(),
              memory.addressOffset() + at + distance,
              CONTAINERS);
      boolean apart = distance >= octets.length || distance <= -octets.length - CborCopy.OVERHANG;
      assertEquals(apart, copied, "distance " + distance);
    }
  }

  @Test
  void shouldSayNothingOfWhatTheWalkRefuses() {
    for (String hex :
        List.of(
            "9f0102030405060708ff",
            "81c1fb40091eb851eb851f",
            "825818000102030405060708090a0b0c0d0e0f1011121314151617",
            "81f81f0000000000000000",
            "8378")) {
      assertFalse(copy(CborTesting.hex(hex)), hex);
    }
    assertFalse(copy(CborTesting.hex("8101")), "shorter than a word");
  }

  @Test
  void shouldBeTheWalkThatSaysWhatIsWrong() {
    byte[] octets = CborTesting.hex("8278ff6162636465666768");
    assertFalse(copy(octets));
    assertThrows(MalformedException.class, () -> CborTesting.validate(octets));
  }
}
