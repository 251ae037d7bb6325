package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdDictionary;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyRotation;
import io.pe3.key.KeyScope;
import io.pe3.key.RotationPolicy;
import io.pe3.wamp.policy.Protection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written for other implementations on request, and dictionaries. */
class WrittenAttributesTest extends RuleTesting {
  private static final String RPC = "e2ee_request_key_rpc";
  private static final String SAME = "e2ee_use_same_key";

  private static Map<?, ?> options(List<Object> message) {
    return (Map<?, ?>) message.get(message.getFirst().equals(8L) ? 3 : 2);
  }

  /** A PUBLISH, CALL, YIELD and ERROR of sessions with the protection. */
  private List<List<Object>> all(Protection protection) {
    Session session = session(protection);
    Session callee = registered(session(protection));
    callee.router(Router.invocation(10, 88, called(session, 6))).received();
    callee.router(Router.invocation(11, 88, called(session, 7))).received();
    return List.of(
        published(session),
        called(session, 8),
        callee.application(70, 10, Map.of(), ARGS).sent(),
        callee.application(8, 68, 11, Map.of(), "com.failed", ARGS).sent());
  }

  @Test
  void shouldWriteNeitherUnlessTheyAreAskedFor() {
    for (List<Object> message : all(protection().build())) {
      assertFalse(options(message).containsKey(RPC) || options(message).containsKey(SAME));
    }
  }

  @Test
  void shouldNameTheProcedureThatHandsOutTheKey() {
    String derived = "pe3.key." + key.id().toLowerCase(Locale.ROOT);
    for (List<Object> message : all(protection().nameKeyProcedure().build())) {
      assertEquals(derived, options(message).get(RPC));
    }
    for (List<Object> message : all(wamp().nameKeyProcedure("com.keys.get").build())) {
      assertEquals("com.keys.get", options(message).get(RPC));
    }
  }

  @Test
  void shouldNameTheProcedureOfTheKeyThatARotationHasAtTheTime() {
    try (KeyRing ring = new KeyRing()) {
      KeyRotation rotation =
          new KeyRotation(
              ring,
              RotationPolicy.NEVER.every(1),
              KeyScope.ANY,
              Duration.ofMinutes(5),
              KeyRotation.Listener.NONE);
      Session session = session(Protection.builder(rotation).nameKeyProcedure().build());
      for (int i = 0; i < 3; i++) {
        Map<?, ?> options = options(published(session));
        String id = (String) options.get("ppt_keyid");
        assertEquals("pe3.key." + id.toLowerCase(Locale.ROOT), options.get(RPC));
      }
    }
  }

  @Test
  void shouldNameNoProcedureOfAKeyWhoseIdIsOpaque() {
    try (DataKey opaque = DataKey.of("a key of ours", new byte[32])) {
      Session session = session(Protection.builder(opaque).nameKeyProcedure().build());
      assertFalse(options(published(session)).containsKey(RPC));
    }
  }

  @Test
  void shouldSayOnCallsAloneWhetherResultsUseTheSameKey() {
    for (boolean same : new boolean[] {true, false}) {
      List<List<Object>> all = all(protection().nameSameKey(same).build());
      for (int i = 0; i < all.size(); i++) {
        assertEquals(i == 1 ? same : null, options(all.get(i)).get(SAME));
      }
    }
  }

  @Test
  void shouldWriteThemInThePptCarrierAlone() {
    Protection protection = protection().nameKeyProcedure().nameSameKey(true).build();
    Session session = new Session(worker, policy(protection), Serializer.JSON).openEnc();
    for (List<Object> message : List.of(published(session), called(session, 6))) {
      assertTrue(options(message).containsKey("enc_algo"));
      assertFalse(options(message).containsKey(RPC) || options(message).containsKey(SAME));
    }
  }

  @Test
  void shouldOpenWhatCarriesThemAndTakeThemAway() {
    Protection protection = protection().nameKeyProcedure().nameSameKey(true).build();
    Session caller = session(protection);
    Session callee = registered(session(protection));
    List<Object> call = called(caller, 6);
    callee.router(68, 10, 88, call.get(2), call.get(4));
    assertEquals(List.of(68L, 10L, 88L, Map.of(), ARGS), callee.received());
    // Nobody believes them: a router may write there what it likes.
    List<Object> publish = published(caller);
    Object[] forged = Router.event(77, 9, publish, RPC, "com.evil", SAME, false);
    Session subscriber = subscribed(session(protection().build()));
    assertEquals(List.of(36L, 77L, 9L, Map.of(), ARGS), subscriber.router(forged).received());
  }

  @Test
  void shouldCompressWithADictionary() {
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      samples.add(reading(i).toString().getBytes(StandardCharsets.UTF_8));
    }
    DictionaryRegistry registry = DictionaryRegistry.of(ZstdDictionary.train(samples, 4096));
    Protection with = protection().compression(3, 32).dictionaries(registry).build();
    Protection without = protection().compression(3, 32).build();
    int plain = item(session(without).application(16, 1, Map.of(), TOPIC, reading(7)).sent());
    List<Object> publish = session(with).application(16, 1, Map.of(), TOPIC, reading(7)).sent();
    assertTrue(item(publish) < plain, item(publish) + " and without a dictionary " + plain);
    Session subscriber = subscribed(session(protection().dictionaries(registry).build()));
    assertEquals(reading(7), subscriber.router(Router.event(77, 9, publish)).received().get(4));
    Session stranger = subscribed(session(protection().build()));
    assertEquals("unknown_dictionary", stranger.router(Router.event(77, 9, publish)).dropped());
  }

  private static List<Object> reading(int number) {
    return List.of(
        "temperature of the sensor in the northern hall, floor two",
        (long) number,
        "degrees Celsius, calibrated in the last month by the manufacturer");
  }

  private static int item(List<Object> publish) {
    return ((byte[]) ((List<?>) publish.get(4)).getFirst()).length;
  }
}
