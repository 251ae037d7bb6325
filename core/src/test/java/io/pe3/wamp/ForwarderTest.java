package io.pe3.wamp;

import static io.pe3.wamp.WampTesting.SESSIONS;
import static io.pe3.wamp.WampTesting.decode;
import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.message;
import static io.pe3.wamp.WampTesting.utf8;
import static io.pe3.wamp.WampTesting.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import io.pe3.internal.Allocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ForwarderTest {
  private static final byte[] PAYLOAD = HexFormat.of().parseHex("fbff00c0ffee0102");
  private static final Map<String, Object> PPT =
      map("ppt_scheme", "wamp", "ppt_serializer", "cbor", "ppt_cipher", "aes256gcm", "e2ee_x", 1L);
  private static final Map<String, Object> ENC =
      map("enc_algo", "x_wamp_aes256gcm", "enc_key", "k");
  private static final Map<String, Object> DETAILS = map("topic", "com.example", "publisher", 9L);

  private final UnsafeBuffer output = new UnsafeBuffer(new byte[1 << 18]);

  private byte[] forward(MessageView view, Serializer to, long first, long second) {
    Forwarder forwarder = new Forwarder(to).prepare(view);
    OptionEntries details = OptionEntries.of(to, DETAILS);
    int length = forwarder.forward(first, second, details, output, 3);
    byte[] whole = new byte[length];
    output.getBytes(3, whole);
    assertTrue(length <= forwarder.maxLength(details));
    int header = forwarder.header(first, second, details, output, 0);
    assertTrue(header <= forwarder.maxHeaderLength(details));
    byte[] gathered = new byte[header + forwarder.tailLength()];
    output.getBytes(0, gathered, 0, header);
    forwarder
        .tailBuffer()
        .getBytes(forwarder.tailOffset(), gathered, header, forwarder.tailLength());
    assertArrayEquals(whole, gathered);
    return whole;
  }

  @Test
  void shouldForwardEveryTypeOfEveryCarrierBetweenAllSerializers() {
    int run = 0;
    for (Serializer from : SESSIONS) {
      for (Serializer to : SESSIONS) {
        for (MessageType type :
            List.of(MessageType.PUBLISH, MessageType.CALL, MessageType.YIELD, MessageType.ERROR)) {
          for (Map<String, Object> carrier : List.of(PPT, ENC, Map.<String, Object>of())) {
            for (boolean progress : new boolean[] {false, true}) {
              check(from, to, type, carrier, progress);
              run++;
            }
          }
        }
      }
    }
    assertEquals(3 * 3 * 4 * 3 * 2, run);
  }

  private void check(
      Serializer from,
      Serializer to,
      MessageType type,
      Map<String, Object> carrier,
      boolean progress) {
    Object item = carrier.containsKey("enc_algo") ? PAYLOAD : List.of(PAYLOAD);
    for (List<Object> tail :
        carrier.isEmpty()
            ? List.of(
                List.<Object>of(),
                List.<Object>of(List.of("a", 1L)),
                List.<Object>of(List.of(), map("k", 2L)),
                Arrays.<Object>asList(null, map("k", 2L)))
            : List.of(List.of(item))) {
      Map<String, Object> options = new LinkedHashMap<>();
      options.put("acknowledge", true);
      options.putAll(carrier);
      options.put("x_pe3_sealed", "forged");
      if (progress) {
        options.put("progress", true);
      }
      options.put("timeout", 5L);
      MessageView view = view(from, sent(type, options, tail).toArray());
      long second = type == MessageType.YIELD ? Forwarder.NO_ID : 12;
      byte[] octets = forward(view, to, 11, second);
      Map<String, Object> details = new LinkedHashMap<>(DETAILS);
      details.putAll(carrier);
      if (progress) {
        details.put("progress", true);
      }
      assertArrayEquals(encode(to, expected(type, details, tail)), octets);
    }
  }

  private static byte[] encode(Serializer to, List<Object> elements) {
    return message(to, elements.toArray());
  }

  private static List<Object> sent(MessageType type, Object options, List<Object> tail) {
    List<Object> elements = new ArrayList<>();
    elements.add((long) type.code());
    for (int i = 0; i < type.elements(); i++) {
      elements.add(
          switch (type.element(i)) {
            case MessageType.ID -> 68L;
            case MessageType.OPTIONS -> options;
            default -> "com.example.\u00e4";
          });
    }
    elements.addAll(tail);
    return elements;
  }

  private static List<Object> expected(MessageType type, Object details, List<Object> tail) {
    List<Object> elements = new ArrayList<>();
    elements.add((long) Forwarder.target(type).code());
    elements.add(11L);
    if (type != MessageType.YIELD) {
      elements.add(12L);
    }
    elements.add(details);
    if (type == MessageType.ERROR) {
      elements.add("com.example.\u00e4");
    }
    elements.addAll(tail);
    return elements;
  }

  @Test
  void shouldNotCopyAPayloadThatNeedsNoRecoding() {
    for (Serializer from : SESSIONS) {
      MessageView view = view(from, 16, 1, PPT, "t", List.of(PAYLOAD));
      Forwarder same = new Forwarder(from).prepare(view);
      assertSame(view.buffer(), same.tailBuffer());
      assertEquals(view.tailOffset(), same.tailOffset());
    }
    MessageView cbor = view(Serializer.CBOR, 16, 1, PPT, "t", List.of(PAYLOAD));
    Forwarder msgpack = new Forwarder(Serializer.MSGPACK).prepare(cbor);
    assertEquals(
        cbor.buffer().addressOffset() + cbor.tailOffset() + 2,
        msgpack.tailBuffer().addressOffset() + msgpack.tailOffset());
    assertEquals(PAYLOAD.length, msgpack.tailLength());
  }

  @Test
  void shouldPassOnWhatClientsWriteForAbsentValues() {
    // [YIELD, 1, {ppt_scheme: undefined, ppt_cipher: ""}, [1]]
    byte[] cbor =
        HexFormat.of()
            .parseHex("84184601a26a7070745f736368656d65f76a7070745f63697068657260" + "8101");
    byte[] same = forward(view(Serializer.CBOR, cbor), Serializer.CBOR, 2, Forwarder.NO_ID);
    String hex = HexFormat.of().formatHex(same);
    assertTrue(hex.contains("6a7070745f736368656d65f7"), hex);
    assertEquals(
        Arrays.asList(50L, 2L, joined(map("ppt_cipher", "")), List.of(1L)),
        decode(
            Serializer.JSON,
            forward(view(Serializer.CBOR, cbor), Serializer.JSON, 2, Forwarder.NO_ID)));
    byte[] msgpack = HexFormat.of().parseHex("94460182aa7070745f736368656d65d40000a1610191" + "01");
    same = forward(view(Serializer.MSGPACK, msgpack), Serializer.MSGPACK, 2, Forwarder.NO_ID);
    hex = HexFormat.of().formatHex(same);
    assertTrue(hex.contains("aa7070745f736368656d65d40000"), hex);
    assertEquals(
        List.of(50L, 2L, DETAILS, List.of(1L)),
        decode(
            Serializer.CBOR,
            forward(view(Serializer.MSGPACK, msgpack), Serializer.CBOR, 2, Forwarder.NO_ID)));
  }

  private static Map<String, Object> joined(Map<String, Object> more) {
    Map<String, Object> joined = new LinkedHashMap<>(DETAILS);
    joined.putAll(more);
    return joined;
  }

  @Test
  void shouldMakeJsonsBinaryFormOfItsText() {
    String base64 = Base64.getEncoder().encodeToString(PAYLOAD);
    for (Serializer from : List.of(Serializer.CBOR, Serializer.MSGPACK)) {
      MessageView view = view(from, 70, 1, PPT, List.of("\0" + base64));
      byte[] json = forward(view, Serializer.JSON, 2, Forwarder.NO_ID);
      assertArrayEquals(message(Serializer.JSON, 50, 2, joined(PPT), List.of(PAYLOAD)), json);
      // A text without the mark may be another scheme's and stays what it is.
      view = view(from, 70, 1, PPT, List.of(base64));
      json = forward(view, Serializer.JSON, 2, Forwarder.NO_ID);
      assertArrayEquals(message(Serializer.JSON, 50, 2, joined(PPT), List.of(base64)), json);
      MessageView other = view(from, 70, 1, PPT, List.of("\0!"));
      assertThrows(MalformedException.class, () -> new Forwarder(Serializer.JSON).prepare(other));
      MessageView two = view(from, 70, 1, map(), List.of("\0AAAA", 1));
      assertThrows(
          UnrepresentableException.class, () -> new Forwarder(Serializer.JSON).prepare(two));
    }
  }

  @Test
  void shouldKeepIndefiniteListsClosed() {
    byte[] octets =
        HexFormat.of().parseHex("9f184601bf6a7070745f736368656d656477616d70ff9f41aaffff");
    byte[] same = forward(view(Serializer.CBOR, octets), Serializer.CBOR, 2, Forwarder.NO_ID);
    Object expected = decode(Serializer.CBOR, message(Serializer.CBOR, List.of()));
    MessageView result = view(Serializer.CBOR, same);
    assertTrue(result.isIndefinite());
    assertArrayEquals(new byte[] {(byte) 0xaa}, WampTesting.octets(result.item()));
    byte[] json = forward(view(Serializer.CBOR, octets), Serializer.JSON, 2, Forwarder.NO_ID);
    assertArrayEquals(
        message(
            Serializer.JSON,
            50,
            2,
            joined(map("ppt_scheme", "wamp")),
            List.of(new byte[] {(byte) 0xaa})),
        json);
    assertEquals(List.of(List.of()), expected);
  }

  @Test
  void shouldNotPassOnWhatBreaksOrForgesRecipientsMessages() {
    // Behind the message a separator of batched JSON, and an EVENT that no broker made.
    MessageView forged =
        view(
            Serializer.JSON,
            utf8("[16,1,{\"ppt_scheme\":\"wamp\"},\"t\",[\"\"]]\u001e[36,1,1,{},[\"x\"]]"));
    assertThrows(MalformedException.class, () -> new Forwarder(Serializer.JSON).prepare(forged));
    MessageView truncated =
        view(Serializer.CBOR, HexFormat.of().parseHex("851001a06174" + "8158ffaa"));
    assertThrows(MalformedException.class, () -> new Forwarder(Serializer.CBOR).prepare(truncated));
    MessageView repeated =
        view(Serializer.JSON, utf8("[16,1,{\"ppt_a\":1,\"ppt_\\u0061\":2},\"t\"]"));
    assertThrows(MalformedException.class, () -> new Forwarder(Serializer.JSON).prepare(repeated));
    assertThrows(MalformedException.class, () -> new Forwarder(Serializer.CBOR).prepare(repeated));
  }

  @Test
  void shouldRefuseMessagesThatAreNotForwarded() {
    for (MessageType type : MessageType.values()) {
      if (Forwarder.target(type) == MessageType.UNKNOWN && type != MessageType.UNKNOWN) {
        MessageView view = view(Serializer.CBOR, sent(type, map(), List.of()).toArray());
        assertThrows(MalformedException.class, () -> new Forwarder(Serializer.CBOR).prepare(view));
      }
    }
    Forwarder forwarder = new Forwarder(Serializer.CBOR);
    assertThrows(IllegalStateException.class, forwarder::type);
    OptionEntries none = OptionEntries.of(Serializer.CBOR, map());
    assertThrows(IllegalStateException.class, () -> forwarder.forward(1, 2, none, output, 0));
  }

  @Test
  void shouldRefuseDetailsThatComeFromTheMessage() {
    MessageView view = view(Serializer.CBOR, 48, 1, map("progress", true), "p");
    Forwarder forwarder = new Forwarder(Serializer.CBOR).prepare(view);
    for (String name : List.of("ppt_scheme", "enc_algo", "e2ee_x", "x_pe3_sealed", "progress")) {
      OptionEntries details = OptionEntries.of(Serializer.CBOR, map(name, "x"));
      assertThrows(
          IllegalArgumentException.class, () -> forwarder.forward(1, 2, details, output, 0));
    }
    OptionEntries none = OptionEntries.of(Serializer.CBOR, map());
    assertThrows(
        IllegalArgumentException.class,
        () -> forwarder.forward(1, Forwarder.NO_ID, none, output, 0));
  }

  @Test
  void shouldRefuseMessagesThatTheRecipientDoesNotTake() {
    MessageView view = view(Serializer.CBOR, 16, 1, PPT, "t", List.of(new byte[600]));
    OptionEntries details = OptionEntries.of(Serializer.CBOR, DETAILS);
    int length = new Forwarder(Serializer.CBOR).prepare(view).forward(1, 2, details, output, 0);
    Forwarder exact = new Forwarder(Serializer.CBOR).maxMessageLength(length).prepare(view);
    assertEquals(length, exact.forward(1, 2, details, output, 0));
    Forwarder tooSmall = new Forwarder(Serializer.CBOR).maxMessageLength(length - 1).prepare(view);
    LimitExceededException error =
        assertThrows(LimitExceededException.class, () -> tooSmall.header(1, 2, details, output, 0));
    assertEquals("message", error.facts().get("limit"));
    assertEquals(length - 1, error.facts().get("maximum"));
    assertThrows(LimitExceededException.class, () -> tooSmall.forward(1, 2, details, output, 0));
    assertThrows(IllegalArgumentException.class, () -> tooSmall.maxMessageLength(0));
  }

  @Test
  void shouldTellWhenTheBufferIsTooSmall() {
    MessageView view = view(Serializer.CBOR, 16, 1, PPT, "t", List.of(PAYLOAD));
    OptionEntries details = OptionEntries.of(Serializer.CBOR, DETAILS);
    Forwarder forwarder = new Forwarder(Serializer.CBOR).prepare(view);
    int length = forwarder.forward(1, 2, details, output, 0);
    for (int capacity = 0; capacity < length; capacity++) {
      UnsafeBuffer small = new UnsafeBuffer(new byte[capacity]);
      assertThrows(BufferTooSmallException.class, () -> forwarder.forward(1, 2, details, small, 0));
    }
  }

  @Test
  void shouldGrowScratchForTextsThatJsonEscapes() {
    MessageView view =
        view(
            Serializer.CBOR,
            48,
            1,
            map("ppt_x", "\u0001".repeat(500)),
            "p",
            List.of("\u0001".repeat(5000)));
    byte[] json = forward(view, Serializer.JSON, 2, 3);
    assertArrayEquals(
        message(
            Serializer.JSON,
            68,
            2,
            3,
            joined(map("ppt_x", "\u0001".repeat(500))),
            List.of("\u0001".repeat(5000))),
        json);
  }

  @Test
  void shouldKeepMemoryFlatForTenThousandSubscribers() throws ReflectiveOperationException {
    Allocation allocation = new Allocation();
    for (Serializer from : SESSIONS) {
      for (Serializer to : SESSIONS) {
        MessageView view = view(from, 16, 1, PPT, "t", List.of(new byte[4096]));
        Forwarder forwarder = new Forwarder(to);
        OptionEntries details = OptionEntries.of(to, DETAILS);
        fanOut(forwarder, view, details);
        long before = allocation.octets();
        fanOut(forwarder, view, details);
        long octets = allocation.octets() - before;
        assertTrue(octets < 100_000, from + " to " + to + ": " + octets + " octets");
      }
    }
  }

  private void fanOut(Forwarder forwarder, MessageView view, OptionEntries details) {
    forwarder.prepare(view);
    int length = 0;
    for (int i = 0; i < 10_000; i++) {
      length = forwarder.forward(i, 1L << 52, details, output, 0);
    }
    assertTrue(length > 4096);
  }
}
