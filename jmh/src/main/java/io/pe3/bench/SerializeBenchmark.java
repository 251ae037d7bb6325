package io.pe3.bench;

import io.pe3.Buffers;
import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.PlainPayload;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.JacksonSide;
import io.pe3.bench.pipeline.PlainBody;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What of sealing from arguments is serializing? The same payloads as in {@link
 * ArgumentsBenchmark}, to the same octets, without encryption.
 *
 * <p>Run: {@code ./pe3 bench --include SerializeBenchmark -- -p shape=sensor}
 */
@State(Scope.Thread)
public class SerializeBenchmark extends BenchmarkBase {

  /** Name of the payload. */
  @Param({"sensor", "tick", "chat", "rpc", "document", "binary"})
  public String shape;

  private PlainBody pe3;
  private JacksonSide jackson;

  /** For JMH. */
  public SerializeBenchmark() {}

  /**
   * Checks that each side writes the same values.
   *
   * @throws IOException when it does not
   */
  @Setup
  public void setup() throws IOException {
    ShapeCodec codec = Corpus.codec(Shape.of(shape));
    byte[] octets = PlainBody.octets(codec);
    pe3 = new PlainBody(codec, Buffers.direct(octets.length));
    Checks.require(pe3.write() == octets.length, "PE3 writes the same length again");
    jackson = new JacksonSide(codec);
    Object expected = jackson.readMapper(octets, octets.length);
    int length = jackson.writeStreaming();
    Checks.require(
        PlainPayload.sameValue(expected, jackson.readMapper(jackson.output(), length)),
        "Jackson streaming writes what PE3 writes");
    length = jackson.writeMapper();
    Checks.require(
        PlainPayload.sameValue(expected, jackson.readMapper(jackson.output(), length)),
        "ObjectMapper writes what PE3 writes");
  }

  /**
   * PE3.
   *
   * @return octets written
   */
  @Benchmark
  public int pe3() {
    return pe3.write();
  }

  /**
   * Jackson streaming.
   *
   * @return octets written
   * @throws IOException as Jackson raises it
   */
  @Benchmark
  public int jacksonStreaming() throws IOException {
    return jackson.writeStreaming();
  }

  /**
   * Jackson ObjectMapper.
   *
   * @return octets written
   * @throws IOException as Jackson raises it
   */
  @Benchmark
  public int jacksonMapper() throws IOException {
    return jackson.writeMapper();
  }
}
