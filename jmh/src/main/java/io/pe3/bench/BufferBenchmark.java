package io.pe3.bench;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.AeadSubject;
import io.pe3.bench.pipeline.Checks;
import java.security.GeneralSecurityException;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does the kind of buffer cost? Every side, peers too, is given its input and wants its output
 * on buffers of one kind, and whatever it has to copy for that counts.
 *
 * <p>PE3 copies what its engines do not take. A peer on direct buffers copies through arrays that
 * are used again and again: the JCA's own way of taking direct {@code ByteBuffer}s makes such
 * copies too, in pieces and partly in new arrays, and takes longer.
 *
 * <p>Run: {@code ./pe3 bench --include BufferBenchmark -- -p size=4096,16384 -p buffer=direct -f 3}
 */
@State(Scope.Thread)
public class BufferBenchmark extends BenchmarkBase {
  private static final long SEED = 4711;

  /** Name of the cipher. With the others PE3 uses one engine for every length. */
  @Param("aes256gcm")
  public String cipher;

  /** Octets of the message. */
  @Param({"64", "1024", "4096", "16384", "65536", "1048576"})
  public int size;

  /** Name of the engine. */
  @Param({
    "auto",
    "sodium",
    "jca:SunJCE",
    "jca:AmazonCorrettoCryptoProvider",
    "jca:Conscrypt",
    "bouncycastle",
    "tink"
  })
  public String engine;

  /** Where input and output are. */
  @Param({"heap", "direct"})
  public String buffer;

  private AeadSubject subject;

  /** For JMH. */
  public BufferBenchmark() {}

  /**
   * Checks that what is sealed opens, here and elsewhere.
   *
   * @throws GeneralSecurityException when it does not
   */
  @Setup
  public void setup() throws GeneralSecurityException {
    byte[] message = new byte[size];
    new SplittableRandom(SEED).nextBytes(message);
    AeadCipher sealing = AeadCipher.of(cipher);
    subject = AeadSubject.of(engine, sealing, message, AeadSubject.kind(buffer));
    Checks.subject(subject, engine, sealing, message);
  }

  /** Wipes the key. */
  @TearDown
  public void tearDown() {
    subject.close();
  }

  /**
   * Seals under a new nonce.
   *
   * @return octets sealed
   * @throws GeneralSecurityException as a peer raises it
   */
  @Benchmark
  public int seal() throws GeneralSecurityException {
    return subject.seal();
  }

  /**
   * Opens.
   *
   * @return octets opened
   * @throws GeneralSecurityException as a peer raises it
   */
  @Benchmark
  public int open() throws GeneralSecurityException {
    return subject.open();
  }
}
