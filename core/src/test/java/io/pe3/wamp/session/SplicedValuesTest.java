package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.wamp.policy.Protection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that one format alone has: they pass where it is used from end to end. */
class SplicedValuesTest extends RuleTesting {
  private static final String PLACE = "_place_";

  /** A PUBLISH whose one argument is a value given as octets. */
  private static byte[] publish(Serializer serializer, byte[] value) {
    byte[] place = Session.encode(serializer, PLACE);
    byte[] message =
        Session.encode(
            serializer, List.of(16, 5, Map.of("acknowledge", true), TOPIC, List.of(PLACE)));
    return OutboundRulesTest.replace(message, place, value);
  }

  @ParameterizedTest
  @CsvSource({
    "CBOR, f7",
    "CBOR, e0",
    "CBOR, c11a514b67b0",
    "CBOR, d9d9f701",
    "CBOR, d81e820103",
    "MSGPACK, d40000",
    "MSGPACK, d6ff514b67b0",
    "MSGPACK, c7030001ff02"
  })
  void shouldPassWithinAFormatAndBeRefusedByAnother(Serializer serializer, String hex) {
    byte[] value = HexFormat.of().parseHex(hex);
    Protection same = protection().serializer(serializer).build();
    Session publisher = new Session(worker, policy(same), serializer).openPpt();
    Session subscriber = subscribed(new Session(worker, policy(same), serializer).openPpt());
    List<Object> sent = publisher.applicationSends(publish(serializer, value)).sent();
    subscriber.router(Router.event(77, 9, sent));
    assertTrue(OutboundRulesTest.indexOf(subscriber.toApplication.getFirst(), value) > 0);

    Protection json = protection().serializer(Serializer.JSON).build();
    Session other = new Session(worker, policy(json), serializer).openPpt();
    other.applicationSends(publish(serializer, value));
    assertEquals(List.of(8L, 16L, 5L, Map.of(), "pe3.error.unrepresentable"), other.received());
    Session reader = subscribed(new Session(worker, policy(same), Serializer.JSON).openPpt());
    reader.router(Router.event(77, 9, sent));
    assertEquals("unrepresentable", reader.dropped());
  }
}
