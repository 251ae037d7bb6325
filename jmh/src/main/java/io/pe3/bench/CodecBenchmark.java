package io.pe3.bench;

import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.PlainPayload;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.JacksonFields;
import io.pe3.bench.pipeline.Pe3Fields;
import java.io.IOException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does the codec cost by itself: writing the fields of a payload, walking over them to
 * validate what nobody reads, reading them all? Arguments and keyword arguments alone, in CBOR;
 * {@code sensor} is 13 fields in 115 octets, and one for the empty list of arguments. {@link
 * SerializeBenchmark} writes the payload map around them too.
 *
 * <p>Run: {@code ./pe3 bench --include CodecBenchmark -- -p shape=sensor}
 */
@State(Scope.Thread)
public class CodecBenchmark extends BenchmarkBase {

  /** Name of the payload. */
  @Param({"sensor", "tick", "chat", "rpc", "document", "binary"})
  public String shape;

  private Pe3Fields pe3;
  private JacksonFields jackson;
  private byte[] octets;

  /** For JMH. */
  public CodecBenchmark() {}

  /**
   * Checks that each side reads what the others wrote.
   *
   * @throws IOException when it does not
   */
  @Setup
  public void setup() throws IOException {
    ShapeCodec checked = Corpus.codec(Shape.of(shape));
    checked.keepFields();
    check(new Pe3Fields(checked), new JacksonFields(checked), checked);
    ShapeCodec codec = Corpus.codec(Shape.of(shape));
    pe3 = new Pe3Fields(codec);
    jackson = new JacksonFields(codec);
    octets = pe3.octets();
  }

  private static void check(Pe3Fields pe3, JacksonFields jackson, ShapeCodec codec)
      throws IOException {
    byte[] written = pe3.octets();
    pe3.read();
    Checks.fields(codec, "PE3");
    Checks.require(pe3.validate() == written.length, "PE3 walks to the end");
    checkJackson(jackson, codec, written);
    int length = jackson.writeStreaming();
    checkJackson(jackson, codec, Arrays.copyOf(jackson.output(), length));
    length = jackson.writeMapper();
    Checks.require(
        PlainPayload.sameValue(
            jackson.expected(), jackson.readMapper(Arrays.copyOf(jackson.output(), length))),
        "ObjectMapper reads what it wrote");
  }

  private static void checkJackson(JacksonFields jackson, ShapeCodec codec, byte[] written)
      throws IOException {
    jackson.readStreaming(written);
    Checks.fields(codec, "Jackson streaming");
    Checks.require(
        PlainPayload.sameValue(jackson.expected(), jackson.readMapper(written)),
        "ObjectMapper reads what was written");
    Checks.require(jackson.validateStreaming(written) > 0, "Jackson walks to the end");
  }

  /**
   * Writes with PE3.
   *
   * @return octets written
   */
  @Benchmark
  public int write() {
    return pe3.write();
  }

  /**
   * Writes with Jackson streaming.
   *
   * @return octets written
   * @throws IOException as Jackson raises it
   */
  @Benchmark
  public int writeJacksonStreaming() throws IOException {
    return jackson.writeStreaming();
  }

  /**
   * Writes with Jackson ObjectMapper.
   *
   * @return octets written
   * @throws IOException as Jackson raises it
   */
  @Benchmark
  public int writeJacksonMapper() throws IOException {
    return jackson.writeMapper();
  }

  /**
   * Walks over the fields with PE3.
   *
   * @return octets walked over
   */
  @Benchmark
  public int validate() {
    return pe3.validate();
  }

  /**
   * Walks over the tokens with Jackson streaming.
   *
   * @return how many there are
   * @throws IOException as Jackson raises it
   */
  @Benchmark
  public int validateJacksonStreaming() throws IOException {
    return jackson.validateStreaming(octets);
  }

  /**
   * Reads with PE3.
   *
   * @return the object that took the fields
   */
  @Benchmark
  public Object read() {
    return pe3.read();
  }

  /**
   * Reads with Jackson streaming.
   *
   * @return the object that took the fields
   * @throws IOException as Jackson raises it
   */
  @Benchmark
  public Object readJacksonStreaming() throws IOException {
    return jackson.readStreaming(octets);
  }

  /**
   * Reads with Jackson ObjectMapper.
   *
   * @return the object that it makes
   * @throws IOException as Jackson raises it
   */
  @Benchmark
  public Object readJacksonMapper() throws IOException {
    return jackson.readMapper(octets);
  }
}
