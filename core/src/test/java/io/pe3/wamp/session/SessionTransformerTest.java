package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.ProtectionBuilder;
import io.pe3.wamp.policy.SessionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type, session serializer, carrier and cipher, from one application to the other. */
class SessionTransformerTest {
  private static final List<Serializer> SESSIONS =
      List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON);
  private static final String TOPIC = "com.example.topic";
  private static final String PROCEDURE = "com.example.procedure";
  private static final String SECRET = "the quick brown fox";
  private static final List<Object> ARGS =
      List.of(SECRET, 1L, 1.5, true, List.of(), new byte[] {0, 1, 2});
  private static final String NAME = "whose name it is";
  private static final Map<String, Object> KWARGS = Map.of(NAME, Map.of("inner", SECRET));

  private final DataKey key = DataKey.generate();
  private final TransformerWorker worker = new TransformerWorker();

  @AfterEach
  void close() {
    worker.close();
    key.close();
  }

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Serializer from : SESSIONS) {
      for (Serializer to : SESSIONS) {
        for (boolean ppt : new boolean[] {true, false}) {
          for (PayloadScheme scheme : PayloadScheme.values()) {
            for (AeadCipher cipher : scheme.ciphers()) {
              for (boolean compressed : new boolean[] {false, true}) {
                pairs.add(Arguments.of(from, to, ppt, scheme, cipher, compressed));
              }
            }
          }
        }
      }
    }
    return pairs.stream();
  }

  private Session session(
      Serializer serializer,
      boolean ppt,
      PayloadScheme scheme,
      AeadCipher cipher,
      boolean compressed) {
    ProtectionBuilder protection = Protection.builder(key).scheme(scheme).cipher(cipher);
    if (compressed) {
      protection.compression(3);
    }
    SessionPolicy policy =
        SessionPolicy.builder()
            .protect(UriPattern.prefix("com.example."), protection.build())
            .build();
    Session session = new Session(worker, policy, serializer);
    return ppt ? session.openPpt() : session.openEnc();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldCarryEveryFlowFromApplicationToApplication(
      Serializer from,
      Serializer to,
      boolean ppt,
      PayloadScheme scheme,
      AeadCipher cipher,
      boolean compressed) {
    Session left = session(from, ppt, scheme, cipher, compressed);
    Session right = session(to, ppt, scheme, cipher, compressed);
    right.application(32, 1, Map.of(), TOPIC).router(33, 1, 77);
    right.application(64, 2, Map.of(), PROCEDURE).router(65, 2, 88);
    right.clear();
    for (Object[] tail : tails()) {
      left.application(message(List.of(16, 3, Map.of("exclude_me", false), TOPIC), tail));
      List<Object> publish = checkSent(left, ppt, scheme, 4);
      assertEquals(List.of(16L, 3L), publish.subList(0, 2));
      assertEquals(TOPIC, publish.get(3));
      assertEquals(false, ((Map<?, ?>) publish.get(2)).get("exclude_me"));
      right.router(Router.event(77, 9, publish, "publisher", 5));
      checkReceived(List.of(36L, 77L, 9L, Map.of("publisher", 5L)), tail, right.received());

      left.application(message(List.of(48, 4, Map.of("receive_progress", true), PROCEDURE), tail));
      List<Object> call = checkSent(left, ppt, scheme, 4);
      right.router(Router.invocation(10, 88, call, "receive_progress", true));
      checkReceived(
          List.of(68L, 10L, 88L, Map.of("receive_progress", true)), tail, right.received());

      right.application(message(List.of(70, 10, Map.of("progress", true)), tail));
      left.router(Router.result(4, checkSent(right, ppt, scheme, 3)));
      checkReceived(List.of(50L, 4L, Map.of("progress", true)), tail, left.received());

      right.application(message(List.of(70, 10, Map.of()), tail));
      left.router(Router.result(4, checkSent(right, ppt, scheme, 3)));
      checkReceived(List.of(50L, 4L, Map.of()), tail, left.received());

      left.application(message(List.of(48, 5, Map.of(), PROCEDURE), tail));
      right.router(Router.invocation(11, 88, checkSent(left, ppt, scheme, 4)));
      right.received();
      right.application(message(List.of(8, 68, 11, Map.of(), "com.example.failed"), tail));
      left.router(Router.error(5, checkSent(right, ppt, scheme, 5)));
      checkReceived(List.of(8L, 48L, 5L, Map.of(), "com.example.failed"), tail, left.received());
    }
    assertEquals(0, left.transformer.pendingRequests() + right.transformer.pendingRequests());
    assertTrue(left.refusals.isEmpty() && right.refusals.isEmpty());
  }

  private static List<Object[]> tails() {
    return List.of(
        new Object[] {},
        new Object[] {ARGS},
        new Object[] {ARGS, KWARGS},
        new Object[] {List.of(), KWARGS},
        new Object[] {List.of(SECRET.repeat(100)), Map.of()});
  }

  private static Object[] message(List<Object> head, Object[] tail) {
    List<Object> message = new ArrayList<>(head);
    message.addAll(List.of(tail));
    return message.toArray();
  }

  /** What goes to the router has one item and the carrier's attributes, and nothing in clear. */
  private List<Object> checkSent(Session session, boolean ppt, PayloadScheme scheme, int tail) {
    String text = new String(session.toRouter.getFirst(), StandardCharsets.ISO_8859_1);
    byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
    for (int skew = 0; skew < 3; skew++) {
      byte[] part = java.util.Arrays.copyOfRange(secret, skew, skew + 15);
      assertFalse(text.contains(Base64.getEncoder().encodeToString(part)));
    }
    // With spaces, which no base64 holds; random octets hold any four letters now and then.
    assertFalse(text.contains("quick brown") || text.contains(NAME));
    List<Object> sent = session.sent();
    assertEquals(tail + 1, sent.size());
    Map<?, ?> options = (Map<?, ?>) sent.get(sent.get(0).equals(8L) ? 3 : 2);
    if (ppt) {
      assertEquals(scheme.text(), options.get("ppt_scheme"));
      assertEquals("cbor", options.get("ppt_serializer"));
      assertEquals(key.id(), options.get("ppt_keyid"));
      assertEquals(1, ((List<?>) sent.get(tail)).size());
      assertTrue(((List<?>) sent.get(tail)).getFirst() instanceof byte[]);
    } else {
      assertTrue(
          ((String) options.get("enc_algo"))
              .startsWith(scheme == PayloadScheme.WAMP ? "x_wamp_" : "x_pe3_"));
      assertEquals("cbor", options.get("enc_serializer"));
      assertEquals(key.id(), options.get("enc_key"));
      assertTrue(sent.get(tail) instanceof byte[]);
    }
    return sent;
  }

  /** What an application gets is what the other sent, with empty arguments left out. */
  private static void checkReceived(List<Object> head, Object[] tail, List<Object> received) {
    List<Object> expected = new ArrayList<>(head);
    List<Object> rest = new ArrayList<>(List.of(tail));
    if (rest.size() == 2 && ((Map<?, ?>) rest.get(1)).isEmpty()) {
      rest.removeLast();
    }
    expected.addAll(rest);
    assertEquals(show(expected), show(received));
  }

  private static String show(Object value) {
    return switch (value) {
      case byte[] octets -> java.util.Arrays.toString(octets);
      case List<?> list -> list.stream().map(SessionTransformerTest::show).toList().toString();
      case Map<?, ?> map -> {
        Map<String, String> shown = new LinkedHashMap<>();
        map.forEach((name, item) -> shown.put(show(name), show(item)));
        yield shown.toString();
      }
      case Integer number -> Long.toString(number);
      default -> String.valueOf(value);
    };
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void shouldPassWhatNoRuleNamesOctetByOctet(Serializer serializer) {
    Session session = session(serializer, true, PayloadScheme.X_PE3, AeadCipher.AES256GCM, false);
    byte[] publish =
        Session.encode(
            serializer, List.of(16, 1, Map.of("ppt_scheme", "mqtt"), "org.other", List.of("x")));
    session.applicationSends(publish);
    assertArrayEquals(publish, session.toRouter.removeFirst());
    session.application(32, 2, Map.of(), "org.other").router(33, 2, 7);
    session.clear();
    byte[] event =
        Session.encode(serializer, List.of(36, 7, 8, Map.of("topic", "org.other"), List.of("x")));
    session.routerSends(event);
    assertArrayEquals(event, session.toApplication.removeFirst());
  }

  static List<Serializer> sessions() {
    return SESSIONS;
  }
}
