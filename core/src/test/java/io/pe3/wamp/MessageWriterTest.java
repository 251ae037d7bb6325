package io.pe3.wamp;

import static io.pe3.wamp.WampTesting.SESSIONS;
import static io.pe3.wamp.WampTesting.decode;
import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.message;
import static io.pe3.wamp.WampTesting.utf8;
import static io.pe3.wamp.WampTesting.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
  private static final int GUARD = 8;
  private static final PayloadKey TOPIC = PayloadKey.of("com.example.\u00e4\"");
  private static final long[] IDS = {
    0, 1, 23, 24, 127, 128, 255, 256, 65_535, 65_536, 0xffff_ffffL, 0x1_0000_0000L, 1L << 53
  };

  private final UnsafeBuffer output = new UnsafeBuffer(new byte[1 << 16]);

  private byte[] written(int length) {
    byte[] octets = new byte[length];
    output.getBytes(GUARD, octets);
    return octets;
  }

  private MessageWriter writer(Serializer serializer) {
    return new MessageWriter(serializer).wrap(output, GUARD, output.capacity() - GUARD);
  }

  @Test
  void shouldWriteWhatAnEncoderOfTheSerializerWrites() {
    UnsafeBuffer text = new UnsafeBuffer(utf8("k1"));
    for (Serializer serializer : SESSIONS) {
      OptionEntries entries = OptionEntries.of(serializer, map("a", 1, "b", List.of("x")));
      for (long id : IDS) {
        int length =
            writer(serializer)
                .start(MessageType.PUBLISH, 4)
                .id(id)
                .startOptions(4)
                .entries(entries)
                .entry(Attribute.ACKNOWLEDGE, true)
                .entry(Attribute.PPT_KEYID, text, 0, 2)
                .endOptions()
                .uri(TOPIC)
                .end();
        byte[] expected =
            message(
                serializer,
                16,
                id,
                map("a", 1, "b", List.of("x"), "acknowledge", true, "ppt_keyid", "k1"),
                TOPIC.text());
        assertArrayEquals(expected, written(length));
      }
    }
  }

  @Test
  void shouldWriteItemsOfEveryLengthClass() {
    for (Serializer serializer : SESSIONS) {
      for (Carrier carrier : List.of(Carrier.PPT, Carrier.ENC)) {
        for (int length : new int[] {0, 1, 2, 3, 23, 24, 255, 256, 257, 1000}) {
          byte[] payload = new byte[length];
          Arrays.fill(payload, (byte) 0xfb);
          MessageWriter writer = writer(serializer).start(MessageType.YIELD, 4).id(1);
          writer.startOptions(0).endOptions();
          int before = writer.length();
          int total = writer.item(carrier, new UnsafeBuffer(payload), 0, length).end();
          Object item = carrier == Carrier.PPT ? List.of(payload) : payload;
          assertArrayEquals(message(serializer, 70, 1, map(), item), written(total));
          int comma = serializer == Serializer.JSON ? 1 : 0;
          assertEquals(
              MessageWriter.itemLength(serializer, carrier, length), total - before - comma);
        }
      }
    }
  }

  @Test
  void shouldCloseItemsThatAreShorterThanAnnounced() {
    for (Serializer serializer : SESSIONS) {
      for (int announced : new int[] {5, 24, 256, 300, 65_536 / 2}) {
        for (int length : new int[] {0, 1, 4, 5}) {
          MessageWriter writer = writer(serializer).start(MessageType.YIELD, 4).id(1);
          int place = writer.startOptions(0).endOptions().startItem(Carrier.PPT, announced);
          byte[] payload = Arrays.copyOf(new byte[] {1, -1, 3, -1, 5}, length);
          output.putBytes(place, payload);
          int total = writer.endItem(length).end();
          assertArrayEquals(message(serializer, 70, 1, map(), List.of(payload)), written(total));
        }
      }
    }
  }

  @Test
  void shouldRefuseItemsThatAreLongerThanAnnounced() {
    for (Serializer serializer : SESSIONS) {
      for (Carrier carrier : List.of(Carrier.PPT, Carrier.ENC)) {
        for (int announced : new int[] {0, 5, 23, 255}) {
          MessageWriter writer = writer(serializer).start(MessageType.YIELD, 4).id(1);
          writer.startOptions(0).endOptions().startItem(carrier, announced);
          IllegalStateException e =
              assertThrows(IllegalStateException.class, () -> writer.endItem(announced + 1));
          assertTrue(e.getMessage().contains("length=" + (announced + 1)), e.getMessage());
          assertTrue(e.getMessage().contains("announced=" + announced), e.getMessage());
          assertThrows(IllegalStateException.class, () -> writer.endItem(-1));
        }
      }
    }
  }

  @Test
  void shouldRefuseToCloseAnItemThatWasNotStarted() {
    for (Serializer serializer : SESSIONS) {
      MessageWriter writer = writer(serializer).start(MessageType.YIELD, 4).id(1);
      assertThrows(IllegalStateException.class, () -> writer.endItem(0));
      writer.startItem(Carrier.PPT, 5);
      writer.endItem(5);
      assertThrows(IllegalStateException.class, () -> writer.endItem(5));
      writer.startItem(Carrier.PPT, 5);
      writer.wrap(output, GUARD, 100);
      assertThrows(IllegalStateException.class, () -> writer.endItem(5));
    }
  }

  @Test
  void shouldCopyCarrierAttributesAndOthersApart() {
    List<Map<String, Object>> carriers =
        List.of(
            map(),
            map("ppt_scheme", "wamp"),
            map("ppt_scheme", "wamp", "ppt_cipher", null, "e2ee_x", List.of(1L)),
            map("enc_algo", "x", "enc_key", "k"));
    List<Map<String, Object>> others =
        List.of(map(), map("a", 1L), map("a", 1L, "b", map("c", "d"), "progress", true));
    int run = 0;
    for (Serializer serializer : SESSIONS) {
      for (Map<String, Object> carrier : carriers) {
        for (Map<String, Object> other : others) {
          for (int turn = 0; turn < 4; turn++) {
            Map<String, Object> options = mixed(carrier, other, turn);
            MessageView view = view(serializer, 70, 1, options);
            MessageWriter writer = writer(serializer).start(MessageType.RESULT, 3).id(2);
            writer.startOptions(carrier.size()).carrierEntries(view).endOptions();
            assertEquals(List.of(50L, 2L, carrier), decode(serializer, written(writer.end())));
            writer = writer(serializer).start(MessageType.RESULT, 3).id(2);
            writer.startOptions(other.size()).otherEntries(view).endOptions();
            assertEquals(List.of(50L, 2L, other), decode(serializer, written(writer.end())));
            assertEquals(carrier.size(), view.options().carrierEntries());
            assertEquals(other.size(), view.options().otherEntries());
            run++;
          }
        }
      }
    }
    assertEquals(3 * 4 * 3 * 4, run);
  }

  /** Entries of both and a mark, in different orders, those of each in their own. */
  private static Map<String, Object> mixed(
      Map<String, Object> carrier, Map<String, Object> other, int turn) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (turn == 0) {
      options.put("x_pe3_sealed", true);
    }
    var first = carrier.entrySet().iterator();
    var second = other.entrySet().iterator();
    while (first.hasNext() || second.hasNext()) {
      if (first.hasNext() && (turn != 2 || !second.hasNext())) {
        var entry = first.next();
        options.put(entry.getKey(), entry.getValue());
      }
      if (turn == 1) {
        options.put("x_pe3_signer", "s");
      }
      if (second.hasNext() && (turn != 3 || !first.hasNext())) {
        var entry = second.next();
        options.put(entry.getKey(), entry.getValue());
      }
    }
    return options;
  }

  @Test
  void shouldStayInItsRange() {
    for (Serializer serializer : SESSIONS) {
      byte[] payload = new byte[40];
      byte[] whole = message(serializer, 70, 300, map("progress", true), List.of(payload));
      for (int room = 0; room <= whole.length; room++) {
        output.setMemory(0, output.capacity(), (byte) 0x5a);
        MessageWriter writer = new MessageWriter(serializer).wrap(output, GUARD, room);
        Runnable write =
            () ->
                writer
                    .start(MessageType.YIELD, 4)
                    .id(300)
                    .startOptions(1)
                    .entry(Attribute.PROGRESS, true)
                    .endOptions()
                    .item(Carrier.PPT, new UnsafeBuffer(payload), 0, 40)
                    .end();
        if (room < whole.length) {
          assertThrows(BufferTooSmallException.class, write::run, serializer + " " + room);
        } else {
          write.run();
          assertArrayEquals(whole, written(room));
        }
        for (int i = 0; i < GUARD; i++) {
          assertEquals(0x5a, output.getByte(i));
          assertEquals(0x5a, output.getByte(GUARD + room + i));
        }
      }
    }
  }

  @Test
  void shouldRefuseWhatWouldBeNoMessage() {
    MessageWriter writer = writer(Serializer.CBOR);
    assertThrows(IllegalArgumentException.class, () -> writer.start(MessageType.UNKNOWN, 1));
    assertThrows(IllegalArgumentException.class, () -> writer.start(MessageType.YIELD, 16));
    assertThrows(IllegalArgumentException.class, () -> writer.id(-1));
    assertThrows(IllegalArgumentException.class, () -> writer.id((1L << 53) + 1));
    assertThrows(IllegalArgumentException.class, () -> writer.startOptions(-1));
    assertThrows(IllegalArgumentException.class, () -> writer.startItem(Carrier.NONE, 1));
    UnsafeBuffer bad = new UnsafeBuffer(new byte[] {-1});
    assertThrows(MalformedException.class, () -> writer.uri(bad, 0, 1));
    OptionEntries json = OptionEntries.of(Serializer.JSON, map("a", 1));
    assertThrows(IllegalArgumentException.class, () -> writer.entries(json));
  }

  @Test
  void shouldTellWhichEntriesAreSpecial() {
    assertFalse(OptionEntries.of(Serializer.CBOR, map("a", 1)).hasSpecialEntries());
    for (String name : List.of("ppt_x", "e2ee_x", "enc_x", "x_pe3_sealed")) {
      assertTrue(OptionEntries.of(Serializer.CBOR, map(name, 1)).hasSpecialEntries());
    }
    Map<String, Object> large = map("a", "x".repeat(1 << 20));
    assertThrows(LimitExceededException.class, () -> OptionEntries.of(Serializer.CBOR, large));
    assertEquals(0, OptionEntries.of(Serializer.JSON, map()).length());
  }
}
