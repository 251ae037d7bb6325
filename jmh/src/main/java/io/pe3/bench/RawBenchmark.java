package io.pe3.bench;

import io.pe3.aead.AeadCipher;
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

/**
 * Where is the limit? One bare call of libsodium with a prepared key and everything in native
 * memory: no checks, no random nonce, no message count.
 *
 * <p>Run: {@code ./pe3 bench --include RawBenchmark -- -p cipher=aes256gcm -p size=64}
 */
@State(Scope.Thread)
public class RawBenchmark extends BenchmarkBase {

  /** Name of the cipher. */
  @Param({"aes256gcm", "xsalsa20poly1305", "xchacha20poly1305", "aegis256"})
  public String cipher;

  /** Octets of the message. */
  @Param({"64", "115", "256", "1024", "4096", "16384", "65536", "1048576"})
  public int size;

  private RawMessage message;

  /** For JMH. */
  public RawBenchmark() {}

  /**
   * Checks that another engine opens what is sealed.
   *
   * @throws GeneralSecurityException when it does not
   */
  @Setup
  public void setup() throws GeneralSecurityException {
    AeadCipher sealing = AeadCipher.of(cipher);
    message = new RawMessage(sealing, BenchKey.octets(), size);
    byte[] plain = message.plainOctets();
    Checks.require(message.seal() == 0, "libsodium seals");
    byte[] sealed = message.sealedOctets();
    byte[] opened = Checks.openBy(Pe3Engines.AUTO, sealing, sealed);
    Checks.require(Arrays.equals(plain, opened), "PE3 opens what libsodium sealed");
    Checks.require(message.open() == 0, "libsodium opens");
  }

  /**
   * Seals.
   *
   * @return what libsodium returns, 0
   */
  @Benchmark
  public int seal() {
    return message.seal();
  }

  /**
   * Opens.
   *
   * @return what libsodium returns, 0
   */
  @Benchmark
  public int open() {
    return message.open();
  }
}
