package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TransformerWorkerTest extends RuleTesting {
  @Test
  void shouldStayBoundedHoweverManyUrisAndKeysThereAre() {
    List<DataKey> keys = new ArrayList<>();
    try (TransformerWorker small = new TransformerWorker(4, 2)) {
      SessionPolicy.Builder policy = SessionPolicy.builder();
      for (int i = 0; i < 8; i++) {
        keys.add(DataKey.generate());
        policy.protect(UriPattern.exact("com." + i), Protection.builder(keys.get(i)).build());
      }
      Session publisher = new Session(small, policy.build(), Serializer.CBOR).openPpt();
      Session subscriber = new Session(small, policy.build(), Serializer.JSON).openPpt();
      for (int i = 0; i < 8; i++) {
        RuleTesting.subscribed(subscriber, 70 + i, "com." + i);
      }
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 8; i++) {
          List<Object> publish = publisher.application(16, i, Map.of(), "com." + i, ARGS).sent();
          subscriber.router(Router.event(70 + i, 9, publish));
          assertEquals(ARGS, subscriber.received().get(4));
        }
      }
    } finally {
      keys.forEach(DataKey::close);
    }
  }

  @Test
  void shouldRefuseASinkThatCallsBack() {
    SessionTransformer[] self = new SessionTransformer[1];
    MessageSink sink =
        new MessageSink() {
          @Override
          public void toRouter(DirectBuffer buffer, int offset, int length) {
            self[0].fromApplication(buffer, offset, length);
          }

          @Override
          public void toApplication(DirectBuffer buffer, int offset, int length) {}
        };
    self[0] =
        SessionTransformer.builder(worker, policy(protection().build()), Serializer.CBOR, sink)
            .build();
    byte[] hello = Session.encode(Serializer.CBOR, List.of(1, "r", Map.of()));
    UnsafeBuffer message = new UnsafeBuffer(hello);
    assertThrows(
        IllegalStateException.class, () -> self[0].fromApplication(message, 0, message.capacity()));
    // The worker goes on all the same.
    published(session());
  }

  @Test
  void shouldEndItsSessionsWhenItIsClosed() {
    Session session = session();
    worker.close();
    assertThrows(
        IllegalStateException.class, () -> session.application(16, 5, Map.of(), TOPIC, ARGS));
  }

  @Test
  void shouldHoldNoPlaintextAfterAMessage() {
    Session session = subscribed(session());
    session.router(Router.event(77, 9, published(session()))).received();
    UnsafeBuffer out = worker.lane(Serializer.CBOR).out().buffer();
    byte[] octets = Session.octets(out, 0, out.capacity());
    assertEquals(
        -1, OutboundRulesTest.indexOf(octets, Session.encode(Serializer.CBOR, "cleartext")));
  }

  @Test
  void shouldCarryArgumentsThatTakeMoreOctetsInThePayloadsFormat() {
    Protection json = protection().serializer(Serializer.JSON).build();
    for (Serializer serializer : List.of(Serializer.CBOR, Serializer.MSGPACK)) {
      Session publisher = new Session(worker, policy(json), serializer).openPpt();
      Session subscriber = subscribed(new Session(worker, policy(json), serializer).openPpt());
      List<Object> args = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        args.add(1.4297e-12);
        List<Object> publish = publisher.application(16, 5, Map.of(), TOPIC, args).sent();
        subscriber.router(Router.event(77, 9, publish));
        assertEquals(args, subscriber.received().get(4));
      }
    }
  }

  @Test
  void shouldCarryLongMessages() {
    for (Serializer serializer : List.of(Serializer.CBOR, Serializer.JSON)) {
      Session publisher = new Session(worker, policy(protection().build()), serializer).openPpt();
      Session subscriber =
          subscribed(new Session(worker, policy(protection().build()), serializer).openPpt());
      List<Object> args = List.of("x".repeat(200_000), new byte[100_000]);
      List<Object> publish = publisher.application(16, 5, Map.of(), TOPIC, args).sent();
      subscriber.router(Router.event(77, 9, publish));
      List<?> received = (List<?>) subscriber.received().get(4);
      assertEquals(args.getFirst(), received.getFirst());
    }
  }
}
