package io.pe3.bench.allocation;

import com.sun.management.ThreadMXBean;
import io.pe3.Buffers;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.key.DataKey;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A program that measures what sealing and opening with a JCA engine allocate on the Java heap and
 * prints a line for each size: octets per sealing, octets per opening, size. Runs in a JVM without
 * agents, since those allocate.
 */
final class JcaAllocationProbe {
  private static final int WARM_UP = 60_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 10_000;
  private static final int[] SIZES = {64, 1024, 4096, 16_384};
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What came back, so that calls are not removed as useless. */
  private long sum;

  private JcaAllocationProbe() {}

  /**
   * Runs it.
   *
   * @param args the engine's name
   */
  public static void main(String[] args) {
    JcaAllocationProbe probe = new JcaAllocationProbe();
    try (DataKey key = DataKey.generate()) {
      for (int size : SIZES) {
        probe.measure(key, args[0], size);
      }
    }
    System.out.println("done " + probe.sum);
  }

  private void measure(DataKey key, String engine, int size) {
    AeadCipher cipher = AeadCipher.AES256GCM;
    UnsafeBuffer plain = Buffers.heap(size);
    UnsafeBuffer sealed = Buffers.heap(size + cipher.overhead());
    try (Aead aead = Aead.builder(key).cipher(cipher).engine(engine).build()) {
      double sealing = octetsPerCall(() -> aead.seal(plain, 0, size, sealed, 0));
      int length = aead.seal(plain, 0, size, sealed, 0);
      double opening = octetsPerCall(() -> aead.open(sealed, 0, length, plain, 0));
      System.out.println("measured " + sealing + " " + opening + " " + size);
    }
  }

  private double octetsPerCall(Call call) {
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
    return (double) lowest / CALLS;
  }

  private interface Call {
    int run();
  }
}
