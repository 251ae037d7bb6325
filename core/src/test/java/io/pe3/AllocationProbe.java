package io.pe3;

import com.sun.management.ThreadMXBean;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.CborReader;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A program that measures what sealing and opening allocate on the Java heap and prints a line for
 * each way: octets per call and the way's name. Runs in a JVM without agents, since those allocate.
 */
final class AllocationProbe {
  private static final int WARM_UP = 60_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 10_000;
  private static final int[] SIZES = {64, 512, 2048};
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final PayloadKey[] FIELDS = {
    PayloadKey.of("id"), PayloadKey.of("value"), PayloadKey.of("unit"), PayloadKey.of("data")
  };

  private final CborReader reader = new CborReader();
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

  /** What was read, so that reading is not removed as useless. */
  private long sum;

  private AllocationProbe() {}

  public static void main(String[] args) {
    AllocationProbe probe = new AllocationProbe();
    try (DataKey key = DataKey.generate()) {
      for (AeadCipher cipher : AeadCipher.values()) {
        for (boolean direct : new boolean[] {true, false}) {
          for (int size : SIZES) {
            probe.octets(key, cipher, direct, size);
            probe.arguments(key, cipher, direct, size);
            if (PayloadScheme.X_PE3.ciphers().contains(cipher)) {
              probe.hardened(key, cipher, direct, size);
            }
          }
        }
      }
    }
    System.out.println("done " + probe.sum);
  }

  private void octets(DataKey key, AeadCipher cipher, boolean direct, int size) {
    UnsafeBuffer plain = buffer(direct, size);
    UnsafeBuffer sealed = buffer(direct, size + cipher.overhead());
    String what = cipher + (direct ? " direct " : " heap ") + size;
    try (Aead aead = Aead.builder(key).cipher(cipher).engine("sodium").build()) {
      measure("seal octets " + what, () -> aead.seal(plain, 0, size, sealed, 0));
      int length = aead.seal(plain, 0, size, sealed, 0);
      measure("open octets " + what, () -> aead.open(sealed, 0, length, plain, 0));
    }
  }

  private void arguments(DataKey key, AeadCipher cipher, boolean direct, int size) {
    UnsafeBuffer data = buffer(direct, size);
    UnsafeBuffer sealed = buffer(direct, size + 512);
    UnsafeBuffer body = buffer(direct, size + 512);
    PayloadContext context = PayloadContext.of("com.example.sensor");
    String what = cipher + (direct ? " direct " : " heap ") + size;
    try (PayloadSealer sealer =
            PayloadTesting.wampSealer(key).cipher(cipher).engine("sodium").build();
        PayloadOpener opener = PayloadTesting.wampOpener(key).engine("sodium").build()) {
      measure("seal arguments " + what, () -> seal(sealer, context, data, sealed));
      int length = seal(sealer, context, data, sealed);
      PayloadAttributes attributes = sealer.attributes();
      measure(
          "open arguments " + what, () -> open(opener, attributes, context, sealed, length, body));
      measure(
          "read arguments " + what, () -> read(opener, attributes, context, sealed, length, body));
    }
  }

  /** A payload opens once, so that each that is opened is sealed before. */
  private void hardened(DataKey key, AeadCipher cipher, boolean direct, int size) {
    UnsafeBuffer data = buffer(direct, size);
    UnsafeBuffer sealed = buffer(direct, size + 512);
    UnsafeBuffer body = buffer(direct, size + 512);
    PayloadContext context = PayloadContext.of("realm1", Flow.EVENT, "com.example.sensor");
    String what = cipher + (direct ? " direct " : " heap ") + size;
    try (PayloadSealer sealer =
            PayloadSealer.builder(key).cipher(cipher).engine("sodium").padding(true).build();
        PayloadOpener opener = PayloadOpener.builder(key).engine("sodium").build()) {
      measure("seal x_pe3 " + what, () -> seal(sealer, context, data, sealed));
      PayloadAttributes attributes = sealer.attributes();
      measure(
          "seal and open x_pe3 " + what,
          () -> {
            int length = seal(sealer, context, data, sealed);
            return open(opener, attributes, context, sealed, length, body);
          });
    }
  }

  private static int seal(
      PayloadSealer sealer, PayloadContext context, UnsafeBuffer data, UnsafeBuffer out) {
    PayloadWriter writer = sealer.begin(context, out, 0);
    writer.startArray(1).writeLong(42).endArray();
    writer = sealer.kwargs();
    writer
        .startMap(4)
        .writeKey(FIELDS[0])
        .writeLong(123_456)
        .writeKey(FIELDS[1])
        .writeDouble(21.53);
    writer.writeKey(FIELDS[2]).writeText("celsius");
    writer.writeKey(FIELDS[3]).writeBytes(data, 0, data.capacity()).endMap();
    return sealer.finish();
  }

  private int open(
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      UnsafeBuffer src,
      int length,
      UnsafeBuffer body) {
    int bodyLength = opener.open(attributes, context, src, 0, length, body, 0);
    readArgs(reader.wrap(body, opener.argsOffset(), opener.argsLength()));
    readKwargs(reader.wrap(body, opener.kwargsOffset(), opener.kwargsLength()));
    return bodyLength;
  }

  private int read(
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      UnsafeBuffer src,
      int length,
      UnsafeBuffer body) {
    readArgs(opener.begin(attributes, context, src, 0, length, body, 0));
    readKwargs(opener.kwargs());
    opener.finish();
    return length;
  }

  private void readArgs(PayloadReader values) {
    values.startArray();
    sum += values.readLong();
    values.endArray();
  }

  private void readKwargs(PayloadReader values) {
    values.startMap();
    int expected = 0;
    while (values.hasNext()) {
      int field = values.readKey(FIELDS, expected++);
      switch (field) {
        case 0 -> sum += values.readLong();
        case 1 -> sum += (long) values.readDouble();
        case 2 -> {
          values.readText(view);
          sum += view.capacity();
        }
        case 3 -> {
          values.readBytes(view);
          sum += view.capacity();
        }
        default -> throw new AssertionError("another field came out than went in");
      }
    }
    values.endMap();
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

  private static UnsafeBuffer buffer(boolean direct, int capacity) {
    return direct ? Buffers.direct(capacity) : Buffers.heap(capacity);
  }

  private interface Call {
    int run();
  }
}
