package io.pe3.routers.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.routers.link.Link;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A WAMP session that sends what it is told and hands out, in order, what arrives. It knows nothing
 * of PE3; what protects it is the link that it is joined on. For one thread.
 */
public final class TestSession implements AutoCloseable, Link.Receiver {
  /** Reason of the ABORT that stands for a link that ended without one. */
  public static final String LINK_ENDED = "link.ended";

  private static final long RECEIVE_SECONDS = 10;
  private static final List<String> FEATURES =
      List.of(
          "payload_passthru_mode",
          "payload_transparency",
          "progressive_call_results",
          "progressive_call_invocations",
          "call_canceling",
          "pattern_based_subscription",
          "pattern_based_registration");

  private final SessionSerializer serializer;
  private final BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
  private Link link;
  private Message welcome;
  private long lastRequest;

  private TestSession(SessionSerializer serializer) {
    this.serializer = serializer;
  }

  /** Joins a realm with every feature announced that the tests use. */
  public static TestSession join(
      Link.Connector connector, SessionSerializer serializer, String realm) {
    return join(connector, serializer, realm, FEATURES);
  }

  /** Joins a realm with these features announced for every role. */
  public static TestSession join(
      Link.Connector connector,
      SessionSerializer serializer,
      String realm,
      List<String> announced) {
    TestSession session = new TestSession(serializer);
    session.link = connector.connect(session);
    Map<String, Object> features = new LinkedHashMap<>();
    announced.forEach(feature -> features.put(feature, true));
    Map<String, Object> roles = new HashMap<>();
    for (String role : List.of("publisher", "subscriber", "caller", "callee")) {
      roles.put(role, Map.of("features", features));
    }
    session.send(MessageType.HELLO, realm, Map.of("roles", roles));
    session.welcome = session.receive(MessageType.WELCOME);
    return session;
  }

  /** What the router said of itself. */
  public Message welcome() {
    return welcome;
  }

  /** Whether the WELCOME announces a feature for {@code broker} or {@code dealer}. */
  public boolean announces(String role, String feature) {
    Map<?, ?> roles = (Map<?, ?>) welcome.map(2).get("roles");
    Map<?, ?> features = (Map<?, ?>) ((Map<?, ?>) roles.get(role)).get("features");
    return features != null && Boolean.TRUE.equals(features.get(feature));
  }

  /** The id for the next request. */
  public long nextRequest() {
    lastRequest++;
    return lastRequest;
  }

  /** Sends a message. */
  public void send(Object... items) {
    sendOctets(serializer.encode(Arrays.asList(items)));
  }

  /** Sends the octets of a message as they are. */
  public void sendOctets(byte[] message) {
    link.send(message);
  }

  /** Subscribes and returns the subscription's id. */
  public long subscribe(String topic, Map<String, ?> options) {
    long request = nextRequest();
    send(MessageType.SUBSCRIBE, request, options, topic);
    Message answer = receive(MessageType.SUBSCRIBED);
    assertEquals(request, answer.number(1));
    return answer.number(2);
  }

  /** Registers and returns the registration's id. */
  public long register(String procedure, Map<String, ?> options) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(RECEIVE_SECONDS);
    while (true) {
      long request = nextRequest();
      send(MessageType.REGISTER, request, options, procedure);
      Message answer = receive();
      if (!isTaken(answer) || System.nanoTime() > end) {
        assertEquals(MessageType.REGISTERED, answer.type(), () -> "instead there was " + answer);
        assertEquals(request, answer.number(1));
        return answer.number(2);
      }
    }
  }

  /** A router may not have noticed yet that the session of the test before is gone. */
  private static boolean isTaken(Message answer) {
    return answer.type() == MessageType.ERROR
        && answer.text(4).equals("wamp.error.procedure_already_exists");
  }

  /** Takes the next message, whatever it is. */
  public Message receive() {
    Message message = poll(Duration.ofSeconds(RECEIVE_SECONDS));
    if (message == null) {
      throw new AssertionError("nothing arrived within " + RECEIVE_SECONDS + " s");
    }
    return message;
  }

  /** Takes the next message, which must be of this type. */
  public Message receive(int type) {
    Message message = receive();
    assertEquals(type, message.type(), () -> "instead there was " + message);
    return message;
  }

  /** Takes the next message, or null when none arrives in time. */
  public Message poll(Duration time) {
    try {
      return arrived.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a message", e);
    }
  }

  @Override
  public void message(byte[] octets) {
    arrived.add(new Message(serializer.decode(octets)));
  }

  /** Shows the end of the link as an ABORT of the session, so that nobody waits for it in vain. */
  @Override
  public void ended(String why) {
    arrived.add(new Message(List.of(MessageType.ABORT, Map.of("message", why), LINK_ENDED)));
  }

  @Override
  public void close() {
    link.close();
  }
}
