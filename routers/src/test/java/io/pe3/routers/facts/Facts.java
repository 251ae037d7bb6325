package io.pe3.routers.facts;

import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.ERROR;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.routers.session.Message;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Facts that hold for both routers. */
final class Facts {
  private static final HexFormat HEX = HexFormat.of();

  private Facts() {}

  /** Three subscriptions of one session get one publication three times, with the same item. */
  static void assertDeliveredPerSubscription(
      TestSession from, TestSession to, Map<String, Object> attributes, Object arguments) {
    Set<Long> subscriptions = new HashSet<>();
    subscriptions.add(to.subscribe("com.example.facts.fan.out", Map.of()));
    subscriptions.add(to.subscribe("com.example.facts.fan", Map.of("match", "prefix")));
    subscriptions.add(to.subscribe("com.example..fan.out", Map.of("match", "wildcard")));
    from.send(PUBLISH, from.nextRequest(), attributes, "com.example.facts.fan.out", arguments);
    Set<Long> publications = new HashSet<>();
    Set<String> forms = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      Message event = to.receive(EVENT);
      assertTrue(subscriptions.remove(event.number(1)), event::toString);
      publications.add(event.number(2));
      Object item = event.items().get(4);
      forms.add(ProtectedItem.formOf(item instanceof List<?> list ? list.getFirst() : item));
    }
    assertEquals(1, publications.size());
    assertEquals(Set.of("binary"), forms);
  }

  /** Where a pattern was subscribed or registered, Details say what matched it. */
  static void assertNamesWhatAPatternMatched(TestSession from, TestSession to) {
    to.subscribe("com.example.facts.names", Map.of("match", "prefix"));
    from.send(PUBLISH, from.nextRequest(), Map.of(), "com.example.facts.names.this", List.of());
    assertEquals("com.example.facts.names.this", to.receive(EVENT).map(3).get("topic"));
    to.register("com.example..names", Map.of("match", "wildcard"));
    from.send(CALL, from.nextRequest(), Map.of(), "com.example.facts.names");
    assertEquals("com.example.facts.names", to.receive(INVOCATION).map(3).get("procedure"));
  }

  /** The router answers itself, with no attribute of a carrier. */
  static void assertClearNoSuchProcedure(
      TestSession caller, Map<String, Object> attributes, Object arguments) {
    caller.send(CALL, caller.nextRequest(), attributes, "com.example.facts.nobody", arguments);
    Message error = caller.receive(ERROR);
    assertEquals("wamp.error.no_such_procedure", error.text(4));
    assertEquals(Map.of(), ProtectedItem.attributesOf(error.map(3)));
  }

  /** The router can't read the arguments of a call that is for itself. */
  static void assertMetaCallFails(
      TestSession caller, Map<String, Object> attributes, Object arguments) {
    caller.send(CALL, caller.nextRequest(), attributes, "wamp.subscription.get", arguments);
    assertEquals(ERROR, caller.receive().type());
  }

  /** [16, 1, {"acknowledge": true, "exclude": …}, topic], where real clients put such values. */
  static Stream<Arguments> oddOptions() {
    String cborUndefined = "f7";
    String msgPackExtension = "d40000";
    return Stream.of(
        Arguments.of(SessionSerializer.CBOR, publish("84", "a2", 0x60, "f5", cborUndefined)),
        Arguments.of(SessionSerializer.MSGPACK, publish("94", "82", 0xa0, "c3", msgPackExtension)));
  }

  private static byte[] publish(String list, String map, int text, String yes, String odd) {
    String acknowledge = text(text, "acknowledge") + yes;
    String exclude = text(text, "exclude") + odd;
    String topic = text(text, "com.example.topic");
    return HEX.parseHex(list + "1001" + map + acknowledge + exclude + topic);
  }

  /** Both formats have the length of a short text in the octet before it. */
  private static String text(int type, String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return HEX.toHexDigits((byte) (type + octets.length)) + HEX.formatHex(octets);
  }
}
