package io.pe3.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.pe3.error.LimitExceededException;
import io.pe3.error.UnrepresentableException;
import java.io.IOException;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;

class PayloadKeyTest {
  @Test
  void shouldEncodeAsOtherImplementationsDoForEveryHeadLength() throws IOException {
    ObjectMapper cbor = new ObjectMapper(new CBORFactory());
    for (int length : new int[] {0, 1, 7, 8, 9, 23, 24, 31, 32, 255, 256, 65_535}) {
      String text = "k".repeat(length);
      PayloadKey key = PayloadKey.of(text);
      assertArrayEquals(text.getBytes(UTF_8), key.utf8().octets());
      assertEquals(text, cbor.readValue(key.cbor().octets(), String.class));
      try (var unpacker = MessagePack.newDefaultUnpacker(key.msgpack().octets())) {
        assertEquals(text, unpacker.unpackString());
        assertFalse(unpacker.hasNext());
      }
    }
    assertEquals(
        "7818", HexFormat.of().formatHex(PayloadKey.of("x".repeat(24)).cbor().octets(), 0, 2));
    assertEquals(
        "77", HexFormat.of().formatHex(PayloadKey.of("x".repeat(23)).cbor().octets(), 0, 1));
    assertEquals(
        "d920", HexFormat.of().formatHex(PayloadKey.of("x".repeat(32)).msgpack().octets(), 0, 2));
    assertEquals(
        "bf", HexFormat.of().formatHex(PayloadKey.of("x".repeat(31)).msgpack().octets(), 0, 1));
  }

  @Test
  void shouldEscapeInJsonOnlyWhatMustBe() throws IOException {
    String text = "a\"\\/\b\f\n\r\t\u0001\u001f\u007f\u00e9\u6c34\ud83d\ude00\0";
    byte[] json = PayloadKey.of(text).json().octets();
    assertEquals(text, new ObjectMapper().readValue(json, String.class));
    assertEquals(
        "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u00e9\u6c34\ud83d\ude00\\u0000\"",
        new String(json, UTF_8));
  }

  @Test
  void shouldHaveNoJsonFormWhenItWouldReadAsBytes() {
    assertThrows(UnrepresentableException.class, () -> PayloadKey.of("\0a").json());
  }

  @Test
  void shouldRefuseTooLongKey() {
    LimitExceededException refused =
        assertThrows(
            LimitExceededException.class, () -> PayloadKey.of("\u00e9".repeat(32_767) + "ab"));
    assertEquals(65_536, refused.facts().get("octets"));
  }

  @Test
  void shouldRefuseLoneSurrogate() {
    assertThrows(UnrepresentableException.class, () -> PayloadKey.of("a\ud800"));
  }

  @Test
  void shouldBeFoundInPlaceWhateverSurroundsIt() {
    for (int length = 0; length < 40; length++) {
      KeyForm form = PayloadKey.of("abcdefgh".repeat(5).substring(0, length)).utf8();
      for (int after = 0; after < 12; after++) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[3 + length + after]);
        buffer.setMemory(0, buffer.capacity(), (byte) 'z');
        form.copyTo(new UnsafeBuffer(buffer, 3, length), 0);
        assertTrue(form.isAt(buffer, 3, 3 + length));
        assertTrue(form.isAt(buffer, 3, 3 + length + after));
        if (length > 0) {
          assertFalse(form.isAt(buffer, 3, 2 + length));
        }
        for (int i = 0; i < length; i++) {
          buffer.putByte(3 + i, (byte) (buffer.getByte(3 + i) ^ 1));
          assertFalse(form.isAt(buffer, 3, 3 + length));
          buffer.putByte(3 + i, (byte) (buffer.getByte(3 + i) ^ 1));
        }
      }
    }
  }

  @Test
  void shouldCopyWithoutTouchingWhatStandsBefore() {
    for (int length = 0; length < 40; length++) {
      byte[] octets = "abcdefgh".repeat(5).substring(0, length).getBytes(UTF_8);
      KeyForm form = new KeyForm(octets);
      for (int room = length; room < length + 10; room++) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 + room]);
        form.copyTo(buffer, 2);
        byte[] copied = new byte[length];
        buffer.getBytes(2, copied);
        assertArrayEquals(octets, copied);
        assertEquals(0, buffer.getShort(0));
      }
    }
  }
}
