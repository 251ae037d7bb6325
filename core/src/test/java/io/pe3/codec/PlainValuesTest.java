package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PlainValuesTest {
  private static String write(Object value) {
    return CborTesting.hex(CborTesting.write(value));
  }

  private static Object read(String hex) {
    return CborTesting.read(CborTesting.hex(hex));
  }

  @Test
  void shouldWriteEveryNumberAndTextClass() {
    Object[] values = {
      (byte) -1, (short) 2, 3, 4L, 1.5f, 1.5, CharBuffer.wrap("a"), new byte[] {1}, null
    };
    assertEquals("892002" + "0304f93e00f93e0061614101f6", write(Arrays.asList(values)));
    assertEquals("420102", write(new UnsafeBuffer(new byte[] {1, 2})));
  }

  @Test
  void shouldRefuseOtherClassesByName() {
    UnrepresentableException refused =
        assertThrows(UnrepresentableException.class, () -> write(List.of(new Object())));
    assertEquals("java.lang.Object", refused.facts().get("class"));
  }

  @Test
  void shouldRefuseValueThatContainsItself() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThrows(LimitExceededException.class, () -> write(list));
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    assertThrows(LimitExceededException.class, () -> write(map));
  }

  @Test
  void shouldKeepTheLastOfEqualKeys() {
    assertEquals(Map.of("a", 2L), read("a2616101616102"));
  }

  @Test
  void shouldKeepFloatsFloats() {
    assertEquals(1.0, read("f93c00"));
    assertEquals(1L, read("01"));
  }

  @Test
  void shouldRefuseWhatHasNoPlainObject() {
    assertThrows(UnrepresentableException.class, () -> read("e0"));
    assertThrows(UnrepresentableException.class, () -> read("a1" + "80" + "00"));
    assertThrows(UnrepresentableException.class, () -> read("a1" + "a0" + "00"));
  }

  @Test
  void shouldFindEmptyInputMalformed() {
    assertThrows(MalformedException.class, () -> read(""));
  }

  @Test
  void shouldBoundMapsWithKeysOfSeveralTypes() {
    Map<Object, Object> mixed = new HashMap<>();
    for (long i = 0; i < 127; i++) {
      mixed.put(i, i);
    }
    mixed.put("text", 0L);
    assertEquals(mixed, read(write(mixed)));
    mixed.put(127L, 0L);
    assertThrows(LimitExceededException.class, () -> read(write(mixed)));
  }

  @Test
  void shouldNotBoundMapsWithKeysOfOneType() {
    Map<Object, Object> map = new HashMap<>();
    for (long i = 0; i < 1000; i++) {
      map.put(i, i);
    }
    assertEquals(map, read(write(map)));
  }
}
