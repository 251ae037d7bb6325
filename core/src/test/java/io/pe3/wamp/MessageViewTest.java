package io.pe3.wamp;

import static io.pe3.wamp.WampTesting.SESSIONS;
import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.message;
import static io.pe3.wamp.WampTesting.part;
import static io.pe3.wamp.WampTesting.utf8;
import static io.pe3.wamp.WampTesting.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageViewTest {
  private static final Map<String, Object> OPTIONS = map("acknowledge", true, "n", 1L);

  @Test
  void shouldReadEveryTypeInEverySerializer() {
    int run = 0;
    for (Serializer serializer : SESSIONS) {
      for (MessageType type : MessageType.values()) {
        if (type == MessageType.UNKNOWN) {
          continue;
        }
        List<Object> elements = new ArrayList<>();
        elements.add((long) type.code());
        long id = 7;
        for (int i = 0; i < type.elements(); i++) {
          elements.add(
              switch (type.element(i)) {
                case MessageType.ID -> id++;
                case MessageType.OPTIONS -> OPTIONS;
                default -> "com.example.\u00e4";
              });
        }
        check(type, view(serializer, elements.toArray()), elements);
        if (type.hasArguments()) {
          elements.add(List.of("a", 1L));
          check(type, view(serializer, elements.toArray()), elements);
          elements.add(map("k", List.of()));
          check(type, view(serializer, elements.toArray()), elements);
        }
        run++;
      }
    }
    assertEquals(3 * 24, run);
  }

  private static void check(MessageType type, MessageView view, List<Object> elements) {
    assertSame(type, view.type());
    assertEquals(type.code(), view.code());
    int at = 1;
    int ids = 0;
    for (int i = 0; i < type.elements(); i++, at++) {
      switch (type.element(i)) {
        case MessageType.ID -> assertEquals(elements.get(at), view.id(ids++));
        case MessageType.OPTIONS -> {
          assertEquals(elements.get(at), part(view, view.optionsOffset(), view.optionsLength()));
          assertTrue(view.options().isTrue(Attribute.ACKNOWLEDGE));
        }
        default -> {
          assertEquals(elements.get(at), view.uri());
          assertTrue(view.isUri(PayloadKey.of("com.example.\u00e4")));
          assertEquals(elements.get(at), part(view, view.uriOffset(), view.uriLength()));
        }
      }
    }
    assertEquals(ids, view.idCount());
    int tail = elements.size() - at;
    assertEquals(tail, view.tailElements());
    assertEquals(tail > 0, view.argsLength() > 0);
    assertEquals(tail > 1, view.kwargsLength() > 0);
    if (tail > 0) {
      assertEquals(elements.get(at), part(view, view.argsOffset(), view.argsLength()));
    }
    if (tail > 1) {
      assertEquals(elements.get(at + 1), part(view, view.kwargsOffset(), view.kwargsLength()));
    }
    assertEquals(view.offset() + view.length(), view.tailOffset() + view.tailLength());
  }

  @Test
  void shouldTellWhichRequestAMessageBelongsTo() {
    assertEquals(9, view(Serializer.CBOR, 8, 48, 9, map(), "e.x").requestId());
    assertEquals(48, view(Serializer.CBOR, 8, 48, 9, map(), "e.x").id(0));
    assertEquals(3, view(Serializer.CBOR, 68, 3, 4, map()).requestId());
    assertEquals(0, view(Serializer.CBOR, 67, 0, map("registration", 5)).requestId());
    assertEquals(
        5,
        view(Serializer.CBOR, 67, 0, map("registration", 5)).options().id(Attribute.REGISTRATION));
    assertEquals(0, view(Serializer.CBOR, 1, "realm", map()).requestId());
  }

  @Test
  void shouldPassOverTypesThatItDoesNotKnow() {
    for (Serializer serializer : SESSIONS) {
      MessageView view = view(serializer, 4711, "x", 1.5, List.of(map("y", null)));
      assertSame(MessageType.UNKNOWN, view.type());
      assertEquals(4711, view.code());
      assertEquals(0, view.idCount());
      assertNull(view.uri());
      assertSame(Carrier.NONE, view.options().carrier());
      assertEquals(3, view.tailElements());
    }
  }

  @Test
  void shouldReadTheTypeOfAMessageThatIsBrokenBehindIt() {
    byte[] octets = HexFormat.of().parseHex("85101a0e49c1afa0");
    MessageView view = view(Serializer.CBOR, octets);
    assertSame(MessageType.PUBLISH, view.type());
    assertThrows(MalformedException.class, view::uri);
    assertThrows(IllegalStateException.class, view::uri);
  }

  @Test
  void shouldJudgeArgumentsOnlyWhenAsked() {
    MessageView view = view(Serializer.CBOR, HexFormat.of().parseHex("851001a06161811c"));
    assertEquals("a", view.uri());
    assertThrows(MalformedException.class, view::argsLength);
  }

  @Test
  void shouldReadIdsThatClientsWriteAsFloats() {
    for (Serializer serializer : SESSIONS) {
      assertEquals(1L << 53, view(serializer, 34, 1, 0x1p53).id(1));
      for (Object wrong : new Object[] {1.5, -1, 0x1p54, (1L << 53) + 1, "1", null, List.of()}) {
        assertThrows(
            MalformedException.class, () -> view(serializer, 34, 1, wrong).id(1), "" + wrong);
      }
    }
  }

  @Test
  void shouldRefuseIdsBeyond64Bits() {
    MessageView cbor = view(Serializer.CBOR, HexFormat.of().parseHex("831822011bffffffffffffffff"));
    assertThrows(MalformedException.class, () -> cbor.id(1));
    MessageView json = view(Serializer.JSON, utf8("[34,1,99999999999999999999999]"));
    assertThrows(MalformedException.class, () -> json.id(1));
  }

  @Test
  void shouldRefuseWhatIsNoMessage() {
    for (Serializer serializer : SESSIONS) {
      for (Object wrong : new Object[] {null, 16, "x", map("a", 1), List.of(), List.of("x", 1)}) {
        assertThrows(
            MalformedException.class,
            () -> view(serializer, WampTesting.encode(serializer, wrong)),
            "" + wrong);
      }
      assertThrows(MalformedException.class, () -> view(serializer, new byte[0]));
    }
  }

  @Test
  void shouldRefuseElementsOfOtherTypes() {
    for (Serializer serializer : SESSIONS) {
      assertThrows(MalformedException.class, () -> view(serializer, 16, 1, List.of(), "t").uri());
      assertThrows(MalformedException.class, () -> view(serializer, 16, 1, map(), 5).uri());
      assertThrows(MalformedException.class, () -> view(serializer, 16, map(), map(), "t").uri());
      assertThrows(MalformedException.class, () -> view(serializer, 16, 1, map()).uri());
      for (Object wrong : new Object[] {1, true, map("a", 1)}) {
        assertThrows(
            MalformedException.class,
            () -> view(serializer, 16, 1, map(), "t", wrong).argsLength());
      }
      assertThrows(
          MalformedException.class,
          () -> view(serializer, 16, 1, map(), "t", List.of(), List.of()).argsLength());
      assertThrows(
          MalformedException.class,
          () -> view(serializer, 16, 1, map(), "t", List.of(), map(), 1).argsLength());
      assertThrows(
          MalformedException.class,
          () -> view(serializer, 16, 1, map(), "t", new byte[1], map()).argsLength());
    }
  }

  @Test
  void shouldRefuseOctetsBehindTheMessage() {
    for (Serializer serializer : SESSIONS) {
      byte[] one = message(serializer, 16, 1, map(), "t", List.of());
      byte[] two = Arrays.copyOf(one, one.length + 1);
      two[one.length] = (byte) (serializer == Serializer.JSON ? 0x1e : 1);
      assertEquals("t", view(serializer, two).uri());
      assertThrows(MalformedException.class, () -> view(serializer, two).argsLength());
    }
  }

  @Test
  void shouldTakeNullForAbsentArguments() {
    for (Serializer serializer : SESSIONS) {
      MessageView view = view(serializer, 16, 1, map(), "t", null, map("k", 1L));
      assertEquals(0, view.argsLength());
      assertEquals(map("k", 1L), part(view, view.kwargsOffset(), view.kwargsLength()));
      assertEquals(2, view.tailElements());
      assertFalse(view.hasBareItem());
    }
  }

  @Test
  void shouldReadOtherEncodingsThanTheShortest() {
    String indefinite = "9f1900101b0000000000000001bf63616263f5ff7f61616061626162ff9f01ffbfffff";
    MessageView view = view(Serializer.CBOR, HexFormat.of().parseHex(indefinite));
    assertTrue(view.isIndefinite());
    assertEquals(1, view.id(0));
    assertEquals("abb", view.uri());
    assertEquals(1, view.options().entries());
    assertEquals(List.of(1L), part(view, view.argsOffset(), view.argsLength()));
    assertEquals(Map.of(), part(view, view.kwargsOffset(), view.kwargsLength()));
    MessageView json =
        view(Serializer.JSON, utf8(" [ 16 , 1.0 , { } , \"\\u0061\\/b\" , [ 1 ] , { } ] \n"));
    assertEquals(1, json.id(0));
    assertEquals("a/b", json.uri());
    assertEquals(List.of(1L), part(json, json.argsOffset(), json.argsLength()));
  }

  @Test
  void shouldShowTextsInPlace() {
    UnsafeBuffer text = new UnsafeBuffer(0, 0);
    for (Serializer serializer : SESSIONS) {
      MessageView view = view(serializer, 36, 1, 2, map("topic", "com.x", "ppt_keyid", "k"));
      assertFalse(view.uri(text));
      assertTrue(view.options().text(Attribute.TOPIC, text));
      assertEquals("com.x", text.getStringWithoutLengthUtf8(0, text.capacity()));
      assertFalse(view.options().text(Attribute.PROCEDURE, text));
      assertEquals("k", view.options().text(Attribute.PPT_KEYID));
      assertTrue(view.options().is(Attribute.PPT_KEYID, PayloadKey.of("k")));
      assertFalse(view.options().is(Attribute.PPT_KEYID, PayloadKey.of("kk")));
      int offset = view.options().valueOffset(Attribute.TOPIC);
      assertEquals("com.x", part(view, offset, view.options().valueLength(Attribute.TOPIC)));
      assertEquals(0, view.options().valueLength(Attribute.RETAINED));
    }
  }
}
