package io.pe3.bench;

import io.pe3.Buffers;
import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.pipeline.PlainBody;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What would a payload's octets cost if they were only copied? The floor below everything that
 * moves them.
 *
 * <p>Run: {@code ./pe3 bench --include CopyBenchmark}
 */
@State(Scope.Thread)
public class CopyBenchmark extends BenchmarkBase {

  /** Name of the payload. */
  @Param({"sensor", "tick", "chat", "rpc", "document", "binary"})
  public String shape;

  private UnsafeBuffer source;
  private UnsafeBuffer target;
  private int length;

  /** For JMH. */
  public CopyBenchmark() {}

  /** Fills the source. */
  @Setup
  public void setup() {
    byte[] octets = PlainBody.octets(Corpus.codec(Shape.of(shape)));
    length = octets.length;
    source = Buffers.direct(length);
    target = Buffers.direct(length);
    source.putBytes(0, octets);
  }

  /**
   * Copies.
   *
   * @return the octets copied
   */
  @Benchmark
  public UnsafeBuffer copy() {
    target.putBytes(0, source, 0, length);
    return target;
  }
}
