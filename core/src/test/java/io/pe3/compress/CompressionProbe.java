package io.pe3.compress;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A program that measures what compressing and decompressing allocate on the Java heap, and prints
 * a line for each way: octets per call and the way's name.
 */
final class CompressionProbe {
  private static final int WARM_UP = 60_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 10_000;
  private static final int SIZE = 1000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private CompressionProbe() {}

  public static void main(String[] args) {
    DictionaryRegistry registry = DictionaryRegistry.of(Samples.dictionary(1));
    byte[] random = new byte[SIZE];
    new Random(1).nextBytes(random);
    UnsafeBuffer noise = direct(random);
    for (DictionaryRegistry one : List.of(new DictionaryRegistry(), registry)) {
      boolean plain = one.current() == null;
      String what = plain ? "" : " with a dictionary";
      UnsafeBuffer text = direct(plain ? Frames.text(SIZE) : Samples.of(1, 7).getFirst());
      int size = text.capacity();
      UnsafeBuffer packed = direct(new byte[2 * SIZE]);
      UnsafeBuffer result = direct(new byte[SIZE]);
      try (ZstdCompressor compressor = new ZstdCompressor(3, 0, ZstdLimits.DEFAULT, one);
          ZstdDecompressor decompressor = new ZstdDecompressor(ZstdLimits.DEFAULT, one)) {
        int length = compressor.compress(text, 0, size, packed, 0, 2 * SIZE);
        UnsafeBuffer frame = direct(new byte[length]);
        frame.putBytes(0, packed, 0, length);
        measure("compress" + what, () -> compressor.compress(text, 0, size, packed, 0, 2 * SIZE));
        measure(
            "compress in vain" + what,
            () -> compressor.compress(noise, 0, SIZE, packed, 0, 2 * SIZE));
        measure(
            "decompress" + what, () -> decompressor.decompress(frame, 0, length, result, 0, SIZE));
      }
    }
    System.out.println("done");
  }

  private static void measure(String what, Runnable call) {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    long lowest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      lowest = Math.min(lowest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println((double) lowest / CALLS + " " + what);
  }

  private static UnsafeBuffer direct(byte[] octets) {
    UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(octets.length));
    buffer.putBytes(0, octets);
    return buffer;
  }
}
