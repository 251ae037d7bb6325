package io.pe3.wamp;

import static io.pe3.wamp.WampTesting.SESSIONS;
import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.octets;
import static io.pe3.wamp.WampTesting.utf8;
import static io.pe3.wamp.WampTesting.view;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.error.CleartextException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CarrierTest {
  private static final byte[] PAYLOAD = HexFormat.of().parseHex("fbff00c0ffee0102");
  private static final String BASE64 = Base64.getEncoder().encodeToString(PAYLOAD);
  private static final Map<String, Object> PPT =
      map("ppt_scheme", "wamp", "ppt_serializer", "cbor", "ppt_cipher", "aes256gcm");
  private static final Map<String, Object> ENC = map("enc_algo", "x_wamp_aes256gcm");

  @Test
  void shouldFindTheItemOfEachCarrierInEachForm() {
    int run = 0;
    for (Serializer serializer : SESSIONS) {
      for (Object form : new Object[] {PAYLOAD, BASE64, "\0" + BASE64}) {
        if (serializer == Serializer.JSON && form instanceof String text && text.startsWith("\0")) {
          continue; // there it is the same as the binary form
        }
        for (MessageType type : MessageType.values()) {
          if (type.carriesPayload()) {
            MessageView ppt = view(serializer, elements(type, PPT, List.of(form)));
            assertSame(Carrier.PPT, ppt.options().carrier());
            assertArrayEquals(PAYLOAD, octets(ppt.item()));
            MessageView enc = view(serializer, elements(type, ENC, form));
            assertSame(Carrier.ENC, enc.options().carrier());
            assertTrue(enc.hasBareItem());
            assertArrayEquals(PAYLOAD, octets(enc.item()));
            assertArrayEquals(PAYLOAD, octets(enc.bareItem()));
            run++;
          }
        }
      }
    }
    assertEquals((3 + 3 + 2) * 7, run);
  }

  private static Object[] elements(MessageType type, Object options, Object... tail) {
    Object[] elements = new Object[1 + type.elements() + tail.length];
    elements[0] = type.code();
    for (int i = 0; i < type.elements(); i++) {
      elements[i + 1] =
          switch (type.element(i)) {
            case MessageType.ID -> 5;
            case MessageType.OPTIONS -> options;
            default -> "com.example";
          };
    }
    System.arraycopy(tail, 0, elements, 1 + type.elements(), tail.length);
    return elements;
  }

  private static MessageView publish(Serializer serializer, Object options, Object... tail) {
    return view(serializer, elements(MessageType.PUBLISH, options, tail));
  }

  @Test
  void shouldTakeAnEmptyMapBesideTheItemAndNothingElse() {
    for (Serializer serializer : SESSIONS) {
      assertArrayEquals(PAYLOAD, octets(publish(serializer, PPT, List.of(PAYLOAD), map()).item()));
      for (MessageView wrong :
          List.of(
              publish(serializer, PPT, List.of(PAYLOAD), map("k", 1)),
              publish(serializer, PPT, List.of(PAYLOAD, PAYLOAD)),
              publish(serializer, PPT, List.of(PAYLOAD, 1)),
              publish(serializer, PPT, List.of()),
              publish(serializer, PPT),
              publish(serializer, PPT, PAYLOAD),
              publish(serializer, PPT, List.of(1)),
              publish(serializer, PPT, List.of(List.of(PAYLOAD))),
              publish(serializer, ENC, List.of(PAYLOAD)),
              publish(serializer, ENC),
              publish(serializer, ENC, List.of(251, 255, 0)))) {
        assertThrows(MalformedException.class, wrong::item);
      }
      assertThrows(CleartextException.class, publish(serializer, map(), List.of(PAYLOAD))::item);
      assertThrows(MalformedException.class, publish(serializer, ENC, List.of(PAYLOAD))::bareItem);
    }
  }

  @Test
  void shouldRefuseTextThatIsNoCanonicalBase64() {
    for (Serializer serializer : SESSIONS) {
      for (String text :
          List.of("x", "AB==", "AAA=A", "AAAA\n", " AAAA", "AA=", "A===", "-_8A", "\u00e4AAA")) {
        MessageView ppt = publish(serializer, PPT, List.of(text));
        assertThrows(MalformedException.class, ppt::item, text);
        if (serializer != Serializer.JSON) {
          MessageView marked = publish(serializer, PPT, List.of("\0" + text));
          assertThrows(MalformedException.class, marked::item, text);
        }
      }
    }
    MessageView json =
        view(Serializer.JSON, utf8("[16,1,{\"ppt_scheme\":\"wamp\"},\"t\",[\"\\u0000AB==\"]]"));
    assertThrows(MalformedException.class, json::item);
  }

  @Test
  void shouldTakeBase64WhoseSlashesAreEscaped() {
    String escaped = "\\u0000" + BASE64.replace("/", "\\/");
    MessageView json =
        view(Serializer.JSON, utf8("[16,1,{\"ppt_scheme\":\"wamp\"},\"t\",[\"" + escaped + "\"]]"));
    assertArrayEquals(PAYLOAD, octets(json.item()));
  }

  @Test
  void shouldRefuseAttributesOfBothCarriers() {
    for (Serializer serializer : SESSIONS) {
      for (Map<String, Object> options :
          List.of(
              map("ppt_scheme", "wamp", "enc_algo", "x_wamp_aes256gcm"),
              map("ppt_scheme", "wamp", "enc_key", "k"),
              map("enc_algo", "cryptobox", "ppt_foo", 1),
              map("enc_foo", 1, "ppt_scheme", "wamp"),
              map("enc_algo", "cryptobox", "e2ee_use_same_key", true))) {
        MessageView view = publish(serializer, options, List.of(PAYLOAD));
        assertThrows(MalformedException.class, view.options()::carrier, "" + options);
      }
    }
  }

  @Test
  void shouldRefuseAttributesWithoutTheirScheme() {
    for (Serializer serializer : SESSIONS) {
      for (Map<String, Object> options :
          List.of(
              map("ppt_cipher", "aes256gcm"),
              map("ppt_foo", "x"),
              map("e2ee_use_same_key", true),
              map("enc_key", "k"),
              map("enc_serializer", "cbor"),
              map("ppt_scheme", "", "ppt_cipher", "aes256gcm"),
              map("ppt_scheme", null, "ppt_cipher", "aes256gcm"),
              map("ppt_scheme", 1),
              map("enc_algo", true))) {
        MessageView view = publish(serializer, options, List.of(PAYLOAD));
        assertThrows(MalformedException.class, view.options()::carrier, "" + options);
      }
    }
  }

  @Test
  void shouldRefuseRepeatedAttributes() {
    for (String entries :
        List.of(
            "\"ppt_scheme\":\"wamp\",\"ppt_scheme\":\"wamp\"",
            "\"ppt_scheme\":null,\"ppt_scheme\":\"wamp\"",
            "\"ppt_scheme\":\"wamp\",\"ppt_\\u0073cheme\":\"wamp\"",
            "\"ppt_scheme\":\"wamp\",\"ppt_a\":1,\"ppt_b\":2,\"ppt_\\u0061\":1",
            "\"enc_algo\":\"x_wamp_aes256gcm\",\"enc_key\":\"a\",\"enc_key\":\"b\"",
            "\"ppt_scheme\":\"wamp\",\"e2ee_x\":\"a\",\"e2ee_x\":\"b\"")) {
      MessageView view = view(Serializer.JSON, utf8("[16,1,{" + entries + "},\"t\",[\"\"]]"));
      assertThrows(MalformedException.class, view.options()::carrier, entries);
    }
    MessageView cbor =
        view(
            Serializer.CBOR,
            HexFormat.of().parseHex("841001a267656e635f6b65796161" + "67656e635f6b657961616174"));
    assertThrows(MalformedException.class, cbor.options()::carrier);
  }

  @Test
  void shouldNotMindOtherRepeatedNames() {
    MessageView view =
        view(
            Serializer.JSON,
            utf8("[16,1,{\"a\":1,\"acknowledge\":true,\"a\":2,\"acknowledge\":false},\"t\"]"));
    assertSame(Carrier.NONE, view.options().carrier());
    assertTrue(view.options().isTrue(Attribute.ACKNOWLEDGE));
    assertEquals(4, view.options().entries());
    assertTrue(view.options().isRepeated(Attribute.ACKNOWLEDGE));
    assertFalse(view.options().isRepeated(Attribute.PROGRESS));
  }

  @Test
  void shouldTakeUndefinedAndExtensionsForAbsent() {
    // {ppt_scheme: undefined, ppt_cipher: undefined, acknowledge: true}
    byte[] cbor =
        HexFormat.of()
            .parseHex(
                "851001a36a7070745f736368656d65f76a7070745f636970686572f7"
                    + "6b61636b6e6f776c65646765f561748101");
    // The same, with an extension of type 0 in the place of undefined.
    byte[] msgpack =
        HexFormat.of()
            .parseHex(
                "95100183aa7070745f736368656d65d40000aa7070745f636970686572d40000"
                    + "ab61636b6e6f776c65646765c3a1749101");
    for (MessageView view :
        List.of(view(Serializer.CBOR, cbor), view(Serializer.MSGPACK, msgpack))) {
      assertSame(Carrier.NONE, view.options().carrier());
      assertFalse(view.options().has(Attribute.PPT_SCHEME));
      assertEquals(null, view.options().text(Attribute.PPT_CIPHER));
      assertTrue(view.options().isTrue(Attribute.ACKNOWLEDGE));
      assertEquals(3, view.options().entries());
      assertEquals(2, view.options().carrierEntries());
      view.options().validateOptions();
    }
  }

  @Test
  void shouldTakeAnEmptySchemeAloneForNone() {
    for (Serializer serializer : SESSIONS) {
      for (String name : List.of("ppt_scheme", "enc_algo")) {
        assertSame(Carrier.NONE, publish(serializer, map(name, "")).options().carrier());
      }
    }
  }

  @Test
  void shouldRefuseAttributesThatAreNoText() {
    for (Serializer serializer : SESSIONS) {
      MessageOptions options =
          publish(serializer, map("ppt_scheme", "wamp", "ppt_cipher", 5)).options();
      assertSame(Carrier.PPT, options.carrier());
      assertThrows(MalformedException.class, () -> options.text(Attribute.PPT_CIPHER));
      assertFalse(options.isTrue(Attribute.PPT_CIPHER));
    }
  }

  @Test
  void shouldBoundHowManyCarrierAttributesThereAre() {
    for (Serializer serializer : SESSIONS) {
      Map<String, Object> options = new LinkedHashMap<>(PPT);
      while (options.size() < OptionsIndex.MAX_SPECIAL) {
        options.put("ppt_" + options.size(), 1);
      }
      assertSame(Carrier.PPT, publish(serializer, options).options().carrier());
      options.put("enc_1", 1);
      assertThrows(LimitExceededException.class, publish(serializer, options).options()::carrier);
      MessageView view = publish(serializer, map("ppt_" + "x".repeat(2000), 1));
      assertThrows(LimitExceededException.class, view.options()::carrier);
    }
  }

  @Test
  void shouldRefuseNamesThatAreNoText() {
    for (String hex : List.of("841001a101f56174", "841001a14161f56174", "841001a1f6f56174")) {
      MessageView view = view(Serializer.CBOR, HexFormat.of().parseHex(hex));
      assertThrows(MalformedException.class, view.options()::entries);
    }
  }
}
