package io.pe3.wamp.session;

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

/**
 * A program that makes ten thousand sessions on one worker, has each subscribe, register, publish,
 * call and be called, lets them idle, and prints the heap that each takes.
 */
final class IdleSessionProbe implements MessageSink {
  private static final int SESSIONS = 10_000;

  private byte[] last = {};

  private IdleSessionProbe() {}

  public static void main(String[] args) throws InterruptedException {
    IdleSessionProbe probe = new IdleSessionProbe();
    try (DataKey key = DataKey.generate();
        TransformerWorker worker = new TransformerWorker()) {
      SessionPolicy policy =
          SessionPolicy.builder()
              .protect(UriPattern.prefix("com."), Protection.builder(key).build())
              .build();
      probe.session(worker, policy, 0);
      List<SessionTransformer> sessions = new ArrayList<>(SESSIONS);
      long before = used();
      for (int i = 0; i < SESSIONS; i++) {
        sessions.add(probe.session(worker, policy, i));
      }
      System.out.println((used() - before) / SESSIONS);
      if (sessions.stream().mapToInt(SessionTransformer::pendingRequests).sum() != 0) {
        throw new AssertionError("a session is not idle");
      }
    }
  }

  private SessionTransformer session(TransformerWorker worker, SessionPolicy policy, int number) {
    SessionTransformer session =
        SessionTransformer.builder(worker, policy, Serializer.CBOR, this).build();
    Map<String, Object> features = Map.of("features", Map.of("payload_passthru_mode", true));
    application(session, 1, "realm1", Map.of("roles", Map.of("caller", Map.of())));
    router(session, 2, 1, Map.of("roles", Map.of("broker", features, "dealer", features)));
    application(session, 32, 1, Map.of(), "com.topic." + number);
    router(session, 33, 1, 1000);
    application(session, 64, 2, Map.of(), "com.procedure." + number);
    router(session, 65, 2, 1001);
    application(session, 16, 3, Map.of(), "com.topic.x", List.of("hello"));
    application(session, 48, 4, Map.of(), "com.procedure." + number, List.of("hello"));
    List<Object> call = Session.decode(Serializer.CBOR, last);
    router(session, Router.invocation(5, 1001, call));
    application(session, 70, 5, Map.of(), List.of("hello"));
    router(session, Router.result(4, Session.decode(Serializer.CBOR, last)));
    return session;
  }

  private static void application(SessionTransformer session, Object... elements) {
    byte[] message = Session.encode(Serializer.CBOR, List.of(elements));
    session.fromApplication(new UnsafeBuffer(message), 0, message.length);
  }

  private static void router(SessionTransformer session, Object... elements) {
    byte[] message = Session.encode(Serializer.CBOR, List.of(elements));
    session.fromRouter(new UnsafeBuffer(message), 0, message.length);
  }

  private static long used() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Override
  public void toRouter(DirectBuffer buffer, int offset, int length) {
    last = Session.octets(buffer, offset, length);
  }

  @Override
  public void toApplication(DirectBuffer buffer, int offset, int length) {}
}
