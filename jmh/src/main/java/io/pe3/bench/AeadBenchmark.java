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
 * How long does it take to seal and open octets that are there already? Every side has the buffers
 * on which it is fastest: the peers heap arrays; PE3 ({@code auto}, {@code sodium}) direct buffers,
 * but heap arrays for lengths that {@code auto} hands on to a JCA engine, which for {@code
 * aes256gcm} are those from 4 KiB on. What the other kind of buffer costs is the question of {@link
 * BufferBenchmark}.
 *
 * <p>Run: {@code ./pe3 bench --include AeadBenchmark -- -p cipher=aes256gcm -p size=64,1024 -f 3}
 */
@State(Scope.Thread)
public class AeadBenchmark extends BenchmarkBase {
  private static final long SEED = 4711;

  /** Name of the cipher. */
  @Param({"aes256gcm", "xsalsa20poly1305", "xchacha20poly1305", "aegis256"})
  public String cipher;

  /** Octets of the message. */
  @Param({"64", "115", "256", "1024", "4096", "16384", "65536", "1048576"})
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

  private AeadSubject subject;

  /** For JMH. */
  public AeadBenchmark() {}

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
    subject = AeadSubject.of(engine, sealing, message);
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
