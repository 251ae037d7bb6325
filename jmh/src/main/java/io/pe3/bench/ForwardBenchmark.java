package io.pe3.bench;

import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.wire.ForwardedMessages;
import io.pe3.codec.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost a router to forward a protected message to one session of the same serializer,
 * octets in, octets out: into one buffer, as a header with the payload left where it stands, and by
 * decoding and encoding with Jackson? PUBLISH becomes EVENT, CALL becomes INVOCATION, YIELD becomes
 * RESULT; attributes of scheme {@code wamp}. Up to 64 messages in turn, no two of which are the
 * same in request, key and payload, with twelve forms of options among them.
 *
 * <p>Run: {@code ./pe3 bench --include ForwardBenchmark -- -p serializer=cbor -p size=256}
 */
@State(Scope.Thread)
public class ForwardBenchmark extends BenchmarkBase {

  /** Serializer of both sessions. */
  @Param({"cbor", "msgpack"})
  public String serializer;

  /** Octets of the protected item. */
  @Param({"64", "256", "1024", "16384", "1048576"})
  public int size;

  /** What comes in. */
  @Param({"publish", "call", "yield"})
  public String message;

  private ForwardedMessages forwarded;

  /** For JMH. */
  public ForwardBenchmark() {}

  /** Makes the messages and checks that all ways make the same of them. */
  @Setup
  public void setup() {
    forwarded = new ForwardedMessages(Serializer.of(serializer), message, size);
    Checks.require(forwarded.agrees(), "PE3 and Jackson forward the same");
  }

  /**
   * PE3, into one buffer.
   *
   * @return octets written
   */
  @Benchmark
  public int forward() {
    return forwarded.forward();
  }

  /**
   * PE3, the header alone.
   *
   * @return octets of header and payload together
   */
  @Benchmark
  public int forwardGather() {
    return forwarded.forwardGather();
  }

  /**
   * Jackson.
   *
   * @return the message
   */
  @Benchmark
  public byte[] forwardJackson() {
    return forwarded.forwardJackson();
  }
}
