package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.UnrepresentableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // continuation alone
        "bf",
        "c0af", // overlong forms of '/'
        "e080af",
        "f08080af",
        "c1bf",
        "e09fbf",
        "f08fbfbf",
        "eda080", // surrogates
        "edbfbf",
        "eda080edb080",
        "f4908080", // above U+10FFFF
        "f5808080",
        "f8888080",
        "fe",
        "ff",
        "c3", // truncated
        "e6b0",
        "f09085",
        "c361", // continuation missing
        "e6b061",
        "f0908561"
      })
  void shouldFindIllFormedSequenceWhereverItStands(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    for (int before = 0; before < 20; before++) {
      for (int after = 0; after < 20; after++) {
        byte[] all = new byte[before + bad.length + after];
        java.util.Arrays.fill(all, (byte) 'a');
        System.arraycopy(bad, 0, all, before, bad.length);
        assertEquals(
            before, Utf8.firstInvalid(new UnsafeBuffer(all), 0, all.length), before + "/" + after);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"00", "7f", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080"})
  void shouldAcceptTheEdgesOfEveryLength(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    assertEquals(-1, Utf8.firstInvalid(new UnsafeBuffer(octets), 0, octets.length));
  }

  @Test
  void shouldAcceptTheHighestCodePoint() {
    byte[] octets = HexFormat.of().parseHex("f48fbfbf");
    assertEquals(-1, Utf8.firstInvalid(new UnsafeBuffer(octets), 0, octets.length));
  }

  @Test
  void shouldNotCountOctetsAfterTheRange() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[16]);
    buffer.setMemory(3, 13, (byte) 0xff);
    assertEquals(-1, Utf8.firstInvalid(buffer, 0, 3));
    assertEquals(3, Utf8.firstInvalid(buffer, 0, 4));
  }

  @Property
  void shouldAgreeWithTheJdkOnArbitraryOctets(
      @ForAll @Size(max = 40) byte[] octets, @ForAll @IntRange(max = 9) int before) {
    byte[] all = new byte[before + octets.length];
    System.arraycopy(octets, 0, all, before, octets.length);
    assertEquals(
        isValidForJdk(octets),
        Utf8.firstInvalid(new UnsafeBuffer(all), before, octets.length) == -1);
  }

  @Property
  void shouldAgreeWithTheJdkOnDamagedText(
      @ForAll String text, @ForAll @IntRange(max = 1000) int place, @ForAll byte octet) {
    byte[] octets = text.getBytes(UTF_8);
    if (octets.length > 0) {
      octets[place % octets.length] = octet;
    }
    assertEquals(
        isValidForJdk(octets), Utf8.firstInvalid(new UnsafeBuffer(octets), 0, octets.length) == -1);
  }

  @Property
  void shouldEncodeAsTheJdkDoes(@ForAll String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      assertThrows(UnrepresentableException.class, () -> Utf8.length(text));
      return;
    }
    byte[] expected = text.getBytes(UTF_8);
    byte[] actual = new byte[expected.length];
    assertEquals(expected.length, Utf8.length(text));
    assertEquals(expected.length, Utf8.encode(text, new UnsafeBuffer(actual), 0));
    assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(actual));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "12345678\udc00\ud800", "\ud800\ud800"})
  void shouldRefuseLoneSurrogate(String text) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    assertThrows(UnrepresentableException.class, () -> Utf8.length(text));
    assertThrows(UnrepresentableException.class, () -> Utf8.encode(text, buffer, 0));
  }

  private static boolean isValidForJdk(byte[] octets) {
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
