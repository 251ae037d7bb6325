package io.pe3.wamp.session;

import com.sun.management.ThreadMXBean;
import io.pe3.PayloadScheme;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.ProtectedItem;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A program that measures what whole messages allocate on the Java heap on their way through a
 * session, and prints a line for each way.
 */
final class SessionAllocationProbe implements MessageSink {
  private static final int WARM_UP = 40_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 5_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final UnsafeBuffer last = new UnsafeBuffer(new byte[4096]);
  private final SessionTransformer transformer;
  private final Serializer serializer;
  private final MessageView view;
  private int length;

  private SessionAllocationProbe(
      TransformerWorker worker, SessionPolicy policy, Serializer serializer) {
    this.serializer = serializer;
    this.transformer = SessionTransformer.builder(worker, policy, serializer, this).build();
    this.view = new MessageView(serializer);
  }

  public static void main(String[] args) {
    try (DataKey key = DataKey.generate()) {
      for (PayloadScheme scheme : PayloadScheme.values()) {
        SessionPolicy policy =
            SessionPolicy.builder()
                .protect(UriPattern.prefix("com."), Protection.builder(key).scheme(scheme).build())
                .build();
        for (Serializer serializer :
            List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON)) {
          try (TransformerWorker worker = new TransformerWorker()) {
            new SessionAllocationProbe(worker, policy, serializer).run(scheme + " " + serializer);
          }
        }
      }
    }
  }

  private void run(String what) {
    Map<String, Object> features = Map.of("features", Map.of("payload_passthru_mode", true));
    application(message(1, "realm1", Map.of("roles", Map.of("caller", Map.of()))));
    router(message(2, 1, Map.of("roles", Map.of("broker", features, "dealer", features))));
    application(message(32, 1, Map.of(), "com.topic"));
    router(message(33, 1, 1000));
    application(message(64, 2, Map.of(), "com.procedure"));
    router(message(65, 2, 1001));
    List<Object> args = List.of("hello", 1L, 2.5, List.of(true, false));
    Map<String, Object> kwargs = Map.of("name", "value");
    UnsafeBuffer publish = message(16, 3, Map.of(), "com.topic", args, kwargs);
    measure("publish " + what, () -> application(publish));
    UnsafeBuffer event = forwarded(36, 1000, 9, publish);
    UnsafeBuffer item = new UnsafeBuffer(new byte[1024]);
    measure(
        "event " + what,
        () -> {
          application(publish);
          patch(event, item);
          router(event);
        });
    UnsafeBuffer call = message(48, 4, Map.of(), "com.procedure", args, kwargs);
    UnsafeBuffer yield = message(70, 5, Map.of(), args, kwargs);
    UnsafeBuffer invocation = forwarded(68, 5, 1001, call);
    router(invocation);
    application(yield);
    UnsafeBuffer result = result();
    router(result);
    measure(
        "call " + what,
        () -> {
          application(call);
          patch(invocation, item);
          router(invocation);
          application(yield);
          patch(result, item);
          router(result);
        });
  }

  /** What a router makes of a message that was just protected. */
  private UnsafeBuffer forwarded(int type, long first, long second, UnsafeBuffer clear) {
    application(clear);
    byte[] octets = Session.octets(last, 0, length);
    List<Object> sent = Session.decode(serializer, octets);
    return message(type, first, second, Router.options(sent, 2), sent.get(4));
  }

  private UnsafeBuffer result() {
    List<Object> sent = Session.decode(serializer, Session.octets(last, 0, length));
    return message(Router.result(4, sent));
  }

  /** Puts the item of the message that went out last into another, which has one as long. */
  private void patch(UnsafeBuffer message, UnsafeBuffer copy) {
    ProtectedItem item = view.wrap(last, 0, length).item();
    int octets = item.length();
    copy.putBytes(0, item.octets(), 0, octets);
    int tail = serializer == Serializer.JSON ? 3 : 0;
    int raw = serializer == Serializer.JSON ? (octets + 2) / 3 * 4 : octets;
    message.putBytes(message.capacity() - tail - raw, last, length - tail - raw, raw);
  }

  private UnsafeBuffer message(Object... elements) {
    return new UnsafeBuffer(Session.encode(serializer, List.of(elements)));
  }

  private void application(UnsafeBuffer message) {
    transformer.fromApplication(message, 0, message.capacity());
  }

  private void router(UnsafeBuffer message) {
    transformer.fromRouter(message, 0, message.capacity());
  }

  private void measure(String what, Runnable way) {
    long handled = handled();
    for (int i = 0; i < WARM_UP; i++) {
      way.run();
    }
    if (handled() == handled || transformer.counters().refused() > 0) {
      throw new AssertionError("not what was to be measured: " + what);
    }
    long lowest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        way.run();
      }
      lowest = Math.min(lowest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println((double) lowest / CALLS + " octets for " + what);
  }

  private long handled() {
    return transformer.counters().sealed() + transformer.counters().opened();
  }

  @Override
  public void toRouter(DirectBuffer buffer, int offset, int octets) {
    take(buffer, offset, octets);
  }

  @Override
  public void toApplication(DirectBuffer buffer, int offset, int octets) {}

  private void take(DirectBuffer buffer, int offset, int octets) {
    length = octets;
    last.putBytes(0, buffer, offset, octets);
  }
}
