package io.pe3.bench;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.raw.RawMessage;
import io.pe3.bench.wire.WireSession;
import io.pe3.codec.Serializer;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to protect a whole PUBLISH as it goes out, and to open a whole EVENT as it
 * comes in, above the one cipher call that it takes? Octets in, octets out, through {@code
 * SessionTransformer}; scheme {@code wamp}, aes256gcm, payload in cbor. The baseline is one bare
 * call of libsodium on as many octets as are encrypted.
 *
 * <p>Run: {@code ./pe3 bench --include WireBenchmark -- -p serializer=cbor -p shape=opaque256}
 */
@State(Scope.Thread)
public class WireBenchmark extends BenchmarkBase {

  /** Serializer of the session. */
  @Param({"cbor", "msgpack", "json"})
  public String serializer;

  /** What is sent: one text of 245 octets, or the 13 fields of a sensor's reading. */
  @Param({"opaque256", "sensor"})
  public String shape;

  private WireSession session;
  private RawMessage message;

  /** For JMH. */
  public WireBenchmark() {}

  /**
   * Checks the whole way, then makes what is measured.
   *
   * @throws GeneralSecurityException when libsodium is not there
   */
  @Setup
  public void setup() throws GeneralSecurityException {
    session = new WireSession(Serializer.of(serializer), shape);
    Checks.require(session.isOpenedAsSent(), "what was protected opens as it was sent");
    Checks.require(!session.showsArguments(), "nothing of the arguments is left in clear");
    message = new RawMessage(AeadCipher.AES256GCM, BenchKey.octets(), session.encryptedLength());
  }

  /** Wipes the key. */
  @TearDown
  public void tearDown() {
    session.close();
  }

  /**
   * Protects a PUBLISH.
   *
   * @return octets of the protected message
   */
  @Benchmark
  public int protect() {
    return session.protect();
  }

  /**
   * Opens an EVENT.
   *
   * @return octets of the clear message
   */
  @Benchmark
  public int unprotect() {
    return session.unprotect();
  }

  /**
   * One bare call on as many octets.
   *
   * @return what libsodium returns, 0
   */
  @Benchmark
  public int aeadOnly() {
    return message.seal();
  }
}
