package io.pe3.bench;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.AeadSubject;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.raw.RawMessage;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How much faster than libsodium's own {@code crypto_secretbox_easy} is PE3's secretbox? It has the
 * subkey of a sealer's nonce prefix at hand and calls the stream cipher at lengths that it is fast
 * at.
 *
 * <p>Run: {@code ./pe3 bench --include SecretboxBenchmark}
 */
@State(Scope.Thread)
public class SecretboxBenchmark extends BenchmarkBase {

  /** Octets of the message. */
  @Param({"64", "115", "256", "1024", "4096", "16384"})
  public int size;

  private AeadSubject pe3;
  private RawMessage raw;

  /** For JMH. */
  public SecretboxBenchmark() {}

  /**
   * Checks that each opens what the other sealed.
   *
   * @throws GeneralSecurityException when it does not
   */
  @Setup
  public void setup() throws GeneralSecurityException {
    raw = new RawMessage(AeadCipher.XSALSA20POLY1305, BenchKey.octets(), size);
    byte[] message = raw.plainOctets();
    raw.seal();
    pe3 = AeadSubject.of(Pe3Engines.AUTO, AeadCipher.XSALSA20POLY1305, message);
    pe3.load(raw.sealedOctets());
    pe3.open();
    Checks.require(Arrays.equals(message, pe3.openedOctets()), "PE3 opens libsodium's secretbox");
    pe3.seal();
    Checks.require(
        Arrays.equals(message, raw.open(pe3.sealedOctets())), "libsodium opens PE3's secretbox");
  }

  /** Wipes the key. */
  @TearDown
  public void tearDown() {
    pe3.close();
  }

  /**
   * PE3.
   *
   * @return octets sealed
   * @throws GeneralSecurityException never
   */
  @Benchmark
  public int sealPe3() throws GeneralSecurityException {
    return pe3.seal();
  }

  /**
   * libsodium, bare.
   *
   * @return what it returns, 0
   */
  @Benchmark
  public int sealSecretboxEasy() {
    return raw.seal();
  }
}
