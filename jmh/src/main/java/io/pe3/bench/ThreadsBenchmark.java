package io.pe3.bench;

import io.pe3.Buffers;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.raw.RawMessage;
import io.pe3.key.DataKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Do two sealers of one key on two threads slow each other? Messages per millisecond of both
 * together, beside those of one alone. {@code raw} is the bare call, which shares nothing: what two
 * threads of this machine can do at all, since two processors may be one core.
 *
 * <pre>
 *   one thread    sealer ──▶ buffer
 *   two threads   sealer ──▶ buffer   ┐ one DataKey
 *                 sealer ──▶ buffer   ┘
 * </pre>
 *
 * <p>Run: {@code ./pe3 bench --include ThreadsBenchmark}, several times with {@code -- -f 1} rather
 * than once with many forks, so that what else the machine does meets both sides.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ThreadsBenchmark extends BenchmarkBase {
  private static final long SEED = 4711;

  /** For JMH. */
  public ThreadsBenchmark() {}

  /** The key that all sealers share. */
  @State(Scope.Benchmark)
  public static class Shared {
    private DataKey key;

    /** For JMH. */
    public Shared() {}

    /** Makes it. */
    @Setup
    public void setup() {
      key = BenchKey.dataKey();
    }

    /** Wipes it. */
    @TearDown
    public void tearDown() {
      key.close();
    }
  }

  /** One thread's sealer. */
  @State(Scope.Thread)
  public static class Sealer {
    /** Name of the cipher. */
    @Param({"aes256gcm", "xsalsa20poly1305"})
    public String cipher;

    /** Octets of the message. */
    @Param({"64", "1024"})
    public int size;

    private Aead aead;
    private UnsafeBuffer message;
    private UnsafeBuffer sealed;

    /** For JMH. */
    public Sealer() {}

    /**
     * Checks that another engine opens what is sealed.
     *
     * @param shared has the key
     * @throws GeneralSecurityException when it does not
     */
    @Setup
    public void setup(Shared shared) throws GeneralSecurityException {
      AeadCipher sealing = AeadCipher.of(cipher);
      byte[] octets = new byte[size];
      new SplittableRandom(SEED).nextBytes(octets);
      aead = Aead.builder(shared.key).cipher(sealing).endpoints(1).build();
      message = Buffers.direct(size);
      message.putBytes(0, octets);
      sealed = Buffers.direct(size + sealing.overhead());
      byte[] payload = new byte[seal()];
      sealed.getBytes(0, payload);
      Checks.require(
          Arrays.equals(octets, Checks.openElsewhere(Pe3Engines.AUTO, sealing, payload)),
          "another engine opens the message");
    }

    int seal() {
      return aead.seal(message, 0, size, sealed, 0);
    }
  }

  /** One thread's bare call. */
  @State(Scope.Thread)
  public static class Raw {
    /** Name of the cipher. */
    @Param({"aes256gcm", "xsalsa20poly1305"})
    public String cipher;

    /** Octets of the message. */
    @Param({"64", "1024"})
    public int size;

    private RawMessage message;

    /** For JMH. */
    public Raw() {}

    /**
     * Checks that PE3 opens what is sealed.
     *
     * @throws GeneralSecurityException when it does not
     */
    @Setup
    public void setup() throws GeneralSecurityException {
      AeadCipher sealing = AeadCipher.of(cipher);
      message = new RawMessage(sealing, BenchKey.octets(), size);
      byte[] plain = message.plainOctets();
      Checks.require(message.seal() == 0, "libsodium seals");
      byte[] opened = Checks.openBy(Pe3Engines.AUTO, sealing, message.sealedOctets());
      Checks.require(Arrays.equals(plain, opened), "PE3 opens what libsodium sealed");
    }
  }

  /**
   * One sealer.
   *
   * @param sealer of the thread
   * @return octets sealed
   */
  @Benchmark
  @Threads(1)
  public int sealOneThread(Sealer sealer) {
    return sealer.seal();
  }

  /**
   * Two sealers.
   *
   * @param sealer of the thread
   * @return octets sealed
   */
  @Benchmark
  @Threads(2)
  public int sealTwoThreads(Sealer sealer) {
    return sealer.seal();
  }

  /**
   * One bare call.
   *
   * @param raw of the thread
   * @return what libsodium returns, 0
   */
  @Benchmark
  @Threads(1)
  public int rawOneThread(Raw raw) {
    return raw.message.seal();
  }

  /**
   * Two bare calls.
   *
   * @param raw of the thread
   * @return what libsodium returns, 0
   */
  @Benchmark
  @Threads(2)
  public int rawTwoThreads(Raw raw) {
    return raw.message.seal();
  }
}
