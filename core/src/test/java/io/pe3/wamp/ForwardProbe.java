package io.pe3.wamp;

import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.message;

import com.sun.management.ThreadMXBean;
import io.pe3.codec.Serializer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A program that measures what reading and forwarding allocate on the Java heap and prints a line
 * for each way: octets per call and the way's name. Runs in a JVM without agents, since those
 * allocate.
 */
final class ForwardProbe {
  private static final int WARM_UP = 60_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 10_000;
  private static final int PAYLOAD = 300;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final UnsafeBuffer output = new UnsafeBuffer(new byte[4096]);

  /** What was done, so that it is not removed as useless. */
  private long sum;

  private ForwardProbe() {}

  public static void main(String[] args) {
    ForwardProbe probe = new ForwardProbe();
    Map<String, Object> ppt =
        map("ppt_scheme", "wamp", "ppt_serializer", "cbor", "ppt_cipher", "aes256gcm");
    for (Serializer from : WampTesting.SESSIONS) {
      byte[] item = new byte[PAYLOAD];
      byte[] protectedOctets = message(from, 16, 1 << 20, ppt, "com.example", List.of(item));
      byte[] clear = message(from, 16, 1, map("a", 1), "com.example", List.of(1, "text", 1.5));
      for (Serializer to : WampTesting.SESSIONS) {
        probe.forward("protected", from, to, protectedOctets);
        probe.forward("clear", from, to, clear);
      }
      probe.read(from, protectedOctets);
    }
    System.out.println("done " + probe.sum);
  }

  private void forward(String what, Serializer from, Serializer to, byte[] octets) {
    UnsafeBuffer in = new UnsafeBuffer(octets);
    MessageView view = new MessageView(from);
    Forwarder forwarder = new Forwarder(to);
    OptionEntries details = OptionEntries.of(to, map("topic", "com.example"));
    measure(
        "forward " + what + " " + from + " to " + to,
        () -> {
          forwarder.prepare(view.wrap(in, 0, octets.length));
          return forwarder.forward(7, 8, details, output, 0);
        });
  }

  private void read(Serializer from, byte[] octets) {
    UnsafeBuffer in = new UnsafeBuffer(octets);
    UnsafeBuffer text = new UnsafeBuffer(0, 0);
    MessageView view = new MessageView(from);
    measure(
        "read " + from,
        () -> {
          view.wrap(in, 0, octets.length).uri(text);
          view.options().text(Attribute.PPT_CIPHER, text);
          return view.item().length() + text.capacity();
        });
  }

  private void measure(String what, Call call) {
    for (int i = 0; i < WARM_UP; i++) {
      sum += call.run();
    }
    long lowest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        sum += call.run();
      }
      lowest = Math.min(lowest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println((double) lowest / CALLS + " " + what);
  }

  private interface Call {
    int run();
  }
}
