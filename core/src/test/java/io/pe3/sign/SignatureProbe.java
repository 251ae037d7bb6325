package io.pe3.sign;

import com.sun.management.ThreadMXBean;
import io.pe3.Buffers;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A program that measures what signing and checking with libsodium allocate on the Java heap, and
 * prints a line for each way: octets per payload, nanoseconds per payload, and the way's name.
 */
final class SignatureProbe {
  private static final int WARM_UP = 12_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 1_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private SignatureProbe() {}

  public static void main(String[] args) {
    try (SessionKey key = SessionKey.generate();
        PayloadSignatures signatures = PayloadSignatures.create()) {
      for (boolean direct : new boolean[] {true, false}) {
        UnsafeBuffer associatedData = buffer(direct, 58);
        UnsafeBuffer content = buffer(direct, PayloadSignatures.OCTETS + 256);
        String where = direct ? " direct" : " heap";
        measure(
            "sign" + where,
            () ->
                signatures.sign(
                    key,
                    associatedData,
                    0,
                    58,
                    null,
                    content,
                    PayloadSignatures.OCTETS,
                    256,
                    content,
                    0));
        measure(
            "verify" + where,
            () -> signatures.verify(associatedData, 0, 58, null, content, 0, content.capacity()));
      }
    }
    System.out.println("done");
  }

  private static void measure(String what, Runnable call) {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    long lowest = Long.MAX_VALUE;
    long quickest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      quickest = Math.min(quickest, System.nanoTime() - start);
      lowest = Math.min(lowest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println((double) lowest / CALLS + " " + (double) quickest / CALLS + " ns " + what);
  }

  private static UnsafeBuffer buffer(boolean direct, int capacity) {
    return direct ? Buffers.direct(capacity) : Buffers.heap(capacity);
  }
}
