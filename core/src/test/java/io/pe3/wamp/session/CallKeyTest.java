package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.PayloadScheme;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyRotation;
import io.pe3.key.KeyScope;
import io.pe3.key.RotationPolicy;
import io.pe3.key.UriPattern;
import io.pe3.wamp.policy.PolicyRule;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoints with more than one key: callers who each have their own, and keys that change. */
class CallKeyTest extends RuleTesting {
  private final KeyRing ring = new KeyRing();
  private final DataKey other = DataKey.generate();

  CallKeyTest() {
    ring.add(key).add(other);
  }

  @AfterEach
  void closeRing() {
    ring.close();
  }

  private Session callerWith(DataKey own, PayloadScheme scheme) {
    return session(Protection.builder(own).scheme(scheme).build());
  }

  private Session callee(PayloadScheme scheme) {
    return registered(session(Protection.builder(ring).scheme(scheme).build()));
  }

  private static Object keyId(List<Object> message) {
    return ((Map<?, ?>) message.get(message.getFirst().equals(8L) ? 3 : 2)).get("ppt_keyid");
  }

  private KeyRotation rotation(RotationPolicy policy) {
    return new KeyRotation(
        ring, policy, KeyScope.ANY, Duration.ofMinutes(5), KeyRotation.Listener.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void shouldAnswerUnderTheKeyOfTheCall(PayloadScheme scheme) {
    Session callee = callee(scheme);
    for (DataKey own : List.of(key, other, key)) {
      Session caller = callerWith(own, scheme);
      call(caller, 6, callee, 10);
      List<Object> part = callee.application(70, 10, Map.of("progress", true), ARGS).sent();
      List<Object> last = callee.application(70, 10, Map.of(), ARGS).sent();
      assertEquals(List.of(own.id(), own.id()), List.of(keyId(part), keyId(last)));
      assertEquals(ARGS, caller.router(Router.result(6, part)).received().get(3));
      assertEquals(ARGS, caller.router(Router.result(6, last)).received().get(3));
      call(caller, 7, callee, 11);
      List<Object> error = callee.application(8, 68, 11, Map.of(), "com.failed", ARGS).sent();
      assertEquals(own.id(), keyId(error));
      assertEquals(ARGS, caller.router(Router.error(7, error)).received().get(5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAnAnswerUnderAnotherKeyThanTheCalls(PayloadScheme scheme) {
    // A caller who also opens others' events has their keys, and they may not answer its calls.
    Session caller = session(Protection.builder(key).openingKeys(ring).scheme(scheme).build());
    call(caller, 6, callee(scheme), 10);
    call(caller, 7, callee(scheme), 10);
    Session forger = callee(scheme);
    forger.router(Router.invocation(10, 88, called(callerWith(other, scheme), 6))).received();
    List<Object> yield = forger.application(70, 10, Map.of(), ARGS).sent();
    caller.router(Router.result(6, yield));
    assertEquals(List.of(8L, 48L, 6L, Map.of(), "pe3.error.policy_refused"), caller.received());
    caller.router(8, 48, 7, yield.get(2), "com.failed", yield.get(3));
    assertEquals(List.of(8L, 48L, 7L, Map.of(), "pe3.error.policy_refused"), caller.received());
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAPartOfACallUnderAnotherKey(PayloadScheme scheme) {
    Session callee = callee(scheme);
    Map<String, Object> more = Map.of("progress", true);
    List<Object> first = callerWith(key, scheme).application(48, 6, more, PROCEDURE, ARGS).sent();
    List<Object> forged =
        callerWith(other, scheme).application(48, 6, more, PROCEDURE, ARGS).sent();
    callee.router(Router.invocation(10, 88, first)).received();
    callee.router(Router.invocation(10, 88, forged));
    assertEquals("policy_refused", callee.refusal());
  }

  @Test
  void shouldUseAnotherKeyWhereThePolicyNamesOne() {
    UriPattern pattern = UriPattern.exact(PROCEDURE);
    SessionPolicy policy =
        SessionPolicy.builder()
            .rule(PolicyRule.protect(pattern, protection().build()).forFlows(Flow.CALL, Flow.ERROR))
            .rule(
                PolicyRule.protect(pattern, Protection.builder(other).build())
                    .forFlows(Flow.RESULT))
            .build();
    Session caller = new Session(worker, policy, Serializer.CBOR).openPpt();
    Session callee = registered(new Session(worker, policy, Serializer.CBOR).openPpt());
    call(caller, 6, callee, 10);
    List<Object> yield = callee.application(70, 10, Map.of(), ARGS).sent();
    assertEquals(other.id(), keyId(yield));
    assertEquals(ARGS, caller.router(Router.result(6, yield)).received().get(3));
  }

  @Test
  void shouldRefuseToPublishAndCallWithKeysThatOnlyOpen() {
    Session session = session(Protection.builder(ring).build());
    session.application(16, 5, Map.of("acknowledge", true), TOPIC, ARGS);
    assertEquals(List.of(8L, 16L, 5L, Map.of(), "pe3.error.unknown_key"), session.received());
    session.application(48, 6, Map.of(), PROCEDURE, ARGS);
    assertEquals(List.of(8L, 48L, 6L, Map.of(), "pe3.error.unknown_key"), session.received());
  }

  @Test
  void shouldSealPublicationsUnderTheKeysOfARotation() {
    Protection protection = Protection.builder(rotation(RotationPolicy.NEVER.every(3))).build();
    Session publisher = session(protection);
    Session subscriber = subscribed(session(protection));
    List<Object> ids = new ArrayList<>();
    for (long i = 0; i < 12; i++) {
      List<Object> args = List.of(i);
      List<Object> publish = publisher.application(16, i, Map.of(), TOPIC, args).sent();
      ids.add(keyId(publish));
      assertEquals(args, subscriber.router(Router.event(77, i, publish)).received().get(4));
    }
    assertEquals(4, Set.copyOf(ids).size());
    assertEquals(1, Set.copyOf(ids.subList(3, 6)).size());
  }

  @Test
  void shouldGiveEachUriAKeyOfItsOwn() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER.everyUri());
    Session session = session(Protection.builder(rotation).build());
    Set<Object> ids = new HashSet<>();
    for (int i = 0; i < 600; i++) {
      ids.add(keyId(session.application(16, i, Map.of(), TOPIC + "." + i % 300, ARGS).sent()));
    }
    assertEquals(300, ids.size());
  }

  @Test
  void shouldGiveEachMessageAKeyOfItsOwnWhereTheRotationSaysSo() {
    KeyRotation rotation = rotation(RotationPolicy.NEVER.everyMessage());
    Protection protection = Protection.builder(rotation).build();
    List<Object> publish = published(session(protection));
    byte[] item = (byte[]) ((List<?>) publish.get(4)).getFirst();
    assertEquals(0x08, item[1] & 0x08);
    assertEquals(
        ARGS,
        subscribed(session(protection)).router(Router.event(77, 9, publish)).received().get(4));
  }

  @Test
  void shouldKeepToTheKeyOfACallThatIsReplacedMeanwhile() {
    Protection protection = Protection.builder(rotation(RotationPolicy.NEVER.every(1))).build();
    Session caller = session(protection);
    Session callee = registered(session(protection));
    Object first = null;
    for (int part = 0; part < 3; part++) {
      Map<String, Object> options = part < 2 ? Map.of("progress", true) : Map.of();
      List<Object> call = caller.application(48, 6, options, PROCEDURE, ARGS).sent();
      first = first == null ? keyId(call) : first;
      assertEquals(first, keyId(call));
      if (part == 0) {
        callee.router(Router.invocation(10, 88, call));
      } else {
        // As nexus hands it on: without the key's id.
        callee.router(68, 10, 88, options, call.get(4));
      }
      assertEquals(ARGS, callee.received().get(4));
      assertNotEquals(first, keyId(published(caller)));
    }
    List<Object> yield = callee.application(70, 10, Map.of(), ARGS).sent();
    assertEquals(first, keyId(yield));
    assertEquals(ARGS, caller.router(Router.result(6, yield)).received().get(3));
  }

  @Test
  void shouldStayBoundedHoweverManyCallersThereAre() {
    Session callee = callee(PayloadScheme.X_PE3);
    for (int i = 0; i < 300; i++) {
      DataKey own = DataKey.generate();
      ring.add(own);
      call(callerWith(own, PayloadScheme.X_PE3), 6, callee, 10);
      assertEquals(own.id(), keyId(callee.application(70, 10, Map.of(), ARGS).sent()));
      if (i % 2 == 0) {
        ring.remove(own.id());
      }
    }
    assertTrue(callee.refusals.isEmpty());
  }

  @Test
  void shouldAnswerTheDealerWhenTheKeyOfACallIsGone() {
    Session callee = callee(PayloadScheme.X_PE3);
    call(callerWith(other, PayloadScheme.X_PE3), 6, callee, 10);
    ring.remove(other.id());
    callee.application(70, 10, Map.of(), ARGS);
    assertEquals(List.of(8L, 68L, 10L, Map.of(), "pe3.error.unknown_key"), callee.sent());
  }
}
