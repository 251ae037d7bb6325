package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.codec.Serializer;
import io.pe3.error.Pe3Exception;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.WampTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.Test;

/**
 * What a worker remembers of publications and events changes no verdict: a session whose worker has
 * seen other messages does the same with one as a session of a fresh worker.
 */
class MemoryTest extends RuleTesting {
  private static final String OTHER = "com.secret.other";
  private static final int MESSAGES = 30;
  private static final List<Attribute> CARRIED =
      List.of(
          Attribute.PPT_SCHEME,
          Attribute.PPT_SERIALIZER,
          Attribute.PPT_CIPHER,
          Attribute.PPT_KEYID);

  @Property(tries = 25)
  void shouldOpenAnEventWhateverCameBefore(@ForAll long seed) {
    Random random = new Random(seed);
    List<byte[]> events = events();
    Session used = receiver(worker);
    for (int i = 0; i < MESSAGES; i++) {
      byte[] event = changed(events.get(random.nextInt(events.size())), random);
      try (TransformerWorker fresh = new TransformerWorker()) {
        assertEquals(came(receiver(fresh), event), came(used, event));
      }
    }
    long opened = used.transformer.counters().opened();
    came(used, events.getFirst());
    assertEquals(opened + 1, used.transformer.counters().opened());
  }

  @AfterProperty
  void closeAfterProperty() {
    close();
  }

  private Session receiver(TransformerWorker of) {
    Session session = new Session(of, policy(wamp().build()), Serializer.CBOR).openPpt();
    subscribed(session, 77, TOPIC);
    session.application(32, 3, Map.of("match", "prefix"), "com.secret.").router(33, 3, 79);
    session.clear();
    return subscribed(session, 78, OTHER);
  }

  /** Events of one topic, which a router delivers with other Details and under other ids. */
  private List<byte[]> events() {
    Session sender = new Session(worker, policy(wamp().build()), Serializer.CBOR).openPpt();
    List<byte[]> events = new ArrayList<>();
    for (List<Object> args : List.<List<Object>>of(List.of(), ARGS, List.of("x".repeat(300)))) {
      for (Map<String, Object> kwargs : List.<Map<String, Object>>of(Map.of(), Map.of("a", 1L))) {
        List<Object> sent = sender.application(16, 5, Map.of(), TOPIC, args, kwargs).sent();
        for (long subscription : new long[] {77, 78, 79, 80}) {
          events.add(encode(Router.event(subscription, 1 << 20, sent)));
          events.add(encode(Router.event(subscription, 9, sent, "topic", TOPIC)));
          events.add(encode(Router.event(subscription, 9, sent, "topic", OTHER)));
          events.add(encode(Router.event(subscription, 9, sent, "publisher", 4711L)));
        }
      }
    }
    return events;
  }

  @Property(tries = 25)
  void shouldProtectAPublicationWhateverCameBefore(@ForAll long seed) {
    Random random = new Random(seed);
    List<byte[]> messages = publications();
    Session used = new Session(worker, policy(wamp().build()), Serializer.CBOR).openPpt();
    Session receiver = receiver(worker);
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = changed(messages.get(random.nextInt(messages.size())), random);
      try (TransformerWorker fresh = new TransformerWorker()) {
        Session other = new Session(fresh, policy(wamp().build()), Serializer.CBOR).openPpt();
        assertEquals(went(other, receiver, message), went(used, receiver, message));
      }
    }
  }

  private static List<byte[]> publications() {
    List<byte[]> messages = new ArrayList<>();
    for (String uri : List.of(TOPIC, OTHER, PLAIN)) {
      for (Map<String, Object> options :
          List.<Map<String, Object>>of(
              Map.of(), Map.of("acknowledge", true), Map.of("ppt_scheme", "wamp"))) {
        messages.add(encode(16, 1, options, uri));
        messages.add(encode(16, 1 << 20, options, uri, ARGS));
        messages.add(encode(16, 300, options, uri, List.of(), Map.of("k", "v".repeat(40))));
      }
    }
    return messages;
  }

  @Test
  void shouldOpenEventsOfOneTopicForSessionsThatSubscribedDifferently() {
    List<Object> sent = published(session(wamp().build()));
    Session exact = subscribed(session(wamp().build()));
    Session other = subscribed(session(wamp().build()), 77, OTHER);
    for (int i = 0; i < 3; i++) {
      assertEquals(ARGS, exact.router(Router.event(77, 9, sent)).received().get(4));
      assertEquals("uri_mismatch", other.router(Router.event(77, 9, sent)).dropped());
    }
    exact.application(34, 9, 77).router(35, 9);
    exact.clear();
    assertEquals("policy_refused", exact.router(Router.event(77, 9, sent)).dropped());
  }

  private static byte[] encode(Object... elements) {
    return Session.encode(Serializer.CBOR, List.of(elements));
  }

  private static byte[] changed(byte[] message, Random random) {
    byte[] octets = message.clone();
    if (random.nextBoolean()) {
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return octets;
  }

  /** What came of a message from the router. */
  private static List<Object> came(Session session, byte[] message) {
    session.routerSends(message);
    List<Object> verdict = new ArrayList<>();
    for (byte[] octets : session.toApplication) {
      verdict.add(Arrays.equals(octets, message) ? "passed" : HexFormat.of().formatHex(octets));
    }
    session.toRouter.forEach(octets -> verdict.add(session.decode(octets)));
    return finish(session, verdict);
  }

  /** What came of a message of the application, with what was protected opened. */
  private static List<Object> went(Session session, Session receiver, byte[] message) {
    session.applicationSends(message);
    List<Object> verdict = new ArrayList<>();
    session.toApplication.forEach(octets -> verdict.add(session.decode(octets)));
    for (byte[] octets : session.toRouter) {
      if (Arrays.equals(octets, message)) {
        verdict.add("passed");
        continue;
      }
      MessageView view = WampTesting.view(Serializer.CBOR, octets);
      byte[] head = Arrays.copyOf(octets, octets.length - view.tailLength());
      verdict.add(HexFormat.of().formatHex(head) + " and " + view.tailLength());
      Map<String, Object> details = new LinkedHashMap<>();
      for (Attribute attribute : CARRIED) {
        details.put(attribute.toString(), view.options().text(attribute));
      }
      details.put("topic", view.uri());
      byte[] item = WampTesting.octets(view.item());
      for (long subscription : new long[] {77, 78, 79}) {
        verdict.add(came(receiver, encode(36, subscription, 1, details, List.of(item))));
      }
    }
    return finish(session, verdict);
  }

  private static List<Object> finish(Session session, List<Object> verdict) {
    for (Pe3Exception refusal : session.refusals) {
      verdict.add(refusal.code()); // the place in the message may be told in another way
    }
    session.clear();
    return verdict;
  }
}
