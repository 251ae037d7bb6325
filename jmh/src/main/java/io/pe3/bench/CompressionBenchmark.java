package io.pe3.bench;

import io.pe3.Buffers;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.corpus.Variations;
import io.pe3.bench.pipeline.Checks;
import io.pe3.compress.DictionaryRegistry;
import io.pe3.compress.ZstdCompressor;
import io.pe3.compress.ZstdDecompressor;
import io.pe3.compress.ZstdDictionary;
import io.pe3.compress.ZstdLimits;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does compression cost with and without a dictionary, and what does it save? Messages that
 * the dictionary was not trained on, one after another. What is saved is printed by each fork.
 *
 * <p>Run: {@code ./pe3 bench --include CompressionBenchmark -- -p shape=sensor}
 */
@State(Scope.Thread)
public class CompressionBenchmark extends BenchmarkBase {
  private static final int SAMPLES = 2000;
  private static final int SAMPLES_OF_LARGE = 200;
  private static final int MESSAGES = 64;

  /** Name of the payload. */
  @Param({"sensor", "tick", "chat", "rpc", "document"})
  public String shape;

  /** Whether a dictionary is used. */
  @Param({"without", "with"})
  public String dictionary;

  private final UnsafeBuffer[] messages = new UnsafeBuffer[MESSAGES];
  private final UnsafeBuffer[] frames = new UnsafeBuffer[MESSAGES];
  private UnsafeBuffer out;
  private ZstdCompressor compressor;
  private ZstdDecompressor decompressor;
  private int next;

  /** For JMH. */
  public CompressionBenchmark() {}

  /** Trains, compresses every message, checks that it comes back, and prints what was saved. */
  @Setup
  public void setup() {
    Shape payload = Shape.of(shape);
    DictionaryRegistry registry = new DictionaryRegistry();
    if (dictionary.equals("with")) {
      int samples = payload == Shape.DOCUMENT ? SAMPLES_OF_LARGE : SAMPLES;
      registry.use(
          ZstdDictionary.train(
              Variations.bodies(payload, samples, 1), ZstdDictionary.DEFAULT_TRAINED_OCTETS));
    }
    compressor = new ZstdCompressor(ZstdCompressor.DEFAULT_LEVEL, 0, ZstdLimits.DEFAULT, registry);
    decompressor = new ZstdDecompressor(ZstdLimits.DEFAULT, registry);
    List<byte[]> bodies = Variations.bodies(payload, MESSAGES, 2);
    int longest = bodies.stream().mapToInt(body -> body.length).max().orElseThrow();
    out = Buffers.direct(2 * longest + 1024);
    long plain = 0;
    long framed = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] body = bodies.get(i);
      messages[i] = Buffers.direct(body.length);
      messages[i].putBytes(0, body);
      int length = compressor.compress(messages[i], 0, body.length, out, 0, out.capacity());
      plain += body.length;
      framed += length < 0 ? body.length : length;
      frames[i] = length < 0 ? null : frame(length, body);
    }
    System.out.printf(
        "# %s %s dictionary: %d messages of %.1f octets, as frames %.1f%n",
        shape, dictionary, MESSAGES, (double) plain / MESSAGES, (double) framed / MESSAGES);
  }

  /** Frees the contexts. */
  @TearDown
  public void close() {
    compressor.close();
    decompressor.close();
  }

  /**
   * Compresses a message, or finds that it would not shrink.
   *
   * @return octets of the frame, or -1
   */
  @Benchmark
  public int compress() {
    UnsafeBuffer message = messages[next++ % MESSAGES];
    return compressor.compress(message, 0, message.capacity(), out, 0, out.capacity());
  }

  /**
   * Decompresses a frame; a message that did not shrink costs nothing.
   *
   * @return octets of the message
   */
  @Benchmark
  public int decompress() {
    UnsafeBuffer frame = frames[next++ % MESSAGES];
    return frame == null
        ? 0
        : decompressor.decompress(frame, 0, frame.capacity(), out, 0, out.capacity());
  }

  private UnsafeBuffer frame(int length, byte[] body) {
    UnsafeBuffer frame = Buffers.direct(length);
    frame.putBytes(0, out, 0, length);
    byte[] back = new byte[body.length];
    int restored = decompressor.decompress(frame, 0, length, out, 0, out.capacity());
    out.getBytes(0, back);
    Checks.require(restored == body.length && Arrays.equals(body, back), "the message comes back");
    return frame;
  }
}
