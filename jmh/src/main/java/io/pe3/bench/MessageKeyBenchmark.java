package io.pe3.bench;

import io.pe3.Buffers;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadSealer;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.replay.ReplayGuard;
import io.pe3.replay.ReplayState;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a key of its own for each message cost? {@link EnvelopeBenchmark} does the same under
 * one key for each sender: ready octets, direct buffers, no payload opened twice.
 *
 * <p>Run: {@code ./pe3 bench --include 'MessageKeyBenchmark|EnvelopeBenchmark' -- -p
 * cipher=aes256gcm -p size=64,1024 -f 3 -prof gc}
 */
@State(Scope.Thread)
public class MessageKeyBenchmark extends BenchmarkBase {
  private static final long SEED = 4711;

  /** Messages that are opened in turn; then another replay state takes over. */
  private static final int MESSAGES = 1 << 15;

  private static final int MAX_RING = 1 << 25;

  /** Name of the cipher. */
  @Param("aes256gcm")
  public String cipher;

  /** Octets of the body. */
  @Param({"64", "1024"})
  public int size;

  private final DataKey key = BenchKey.dataKey();
  private final PayloadContext context =
      PayloadContext.of("realm1", Flow.EVENT, "com.example.temperature");

  private PayloadSealer sealer;
  private PayloadOpener opener;
  private UnsafeBuffer body;
  private UnsafeBuffer sealed;
  private UnsafeBuffer ring;
  private int sealedLength;
  private int messages;
  private int next;

  /** For JMH. */
  public MessageKeyBenchmark() {}

  /** Seals what is opened, and checks that all of it opens to what was sealed. */
  @Setup
  public void setup() {
    sealer =
        PayloadSealer.builder(key)
            .cipher(AeadCipher.of(cipher))
            .serializer(Serializer.NATIVE)
            .messageKeys(true)
            .build();
    opener = PayloadOpener.builder(key).build();
    byte[] octets = new byte[size];
    new SplittableRandom(SEED).nextBytes(octets);
    UnsafeBuffer expected = new UnsafeBuffer(octets);
    sealedLength = sealer.maxSealedLength(size);
    messages = Math.min(MESSAGES, MAX_RING / sealedLength);
    body = Buffers.direct(sealedLength);
    body.putBytes(0, octets);
    sealed = Buffers.direct(sealedLength);
    ring = Buffers.direct(messages * sealedLength);
    for (int i = 0; i < messages; i++) {
      int length = sealer.seal(context, body, 0, size, ring, i * sealedLength);
      Checks.require(length == sealedLength, "every payload has the same length");
    }
    for (int i = 0; i < messages; i++) {
      body.setMemory(0, size, (byte) 0);
      Checks.require(open() == size, "what was sealed opens");
      Checks.require(
          expected.equals(new UnsafeBuffer(body, 0, size)), "it opens to what was sealed");
    }
  }

  /** Wipes the keys. */
  @TearDown
  public void tearDown() {
    sealer.close();
    opener.close();
    key.close();
  }

  /**
   * Seals under a key that is derived for this message alone.
   *
   * @return octets of the payload
   */
  @Benchmark
  public int seal() {
    return sealer.seal(context, body, 0, size, sealed, 0);
  }

  /**
   * Opens under a key that is derived for this message alone, no payload twice.
   *
   * @return octets of the body
   */
  @Benchmark
  public int open() {
    if (next == 0) {
      opener.replayGuard(new ReplayGuard(new ReplayState(1)));
    }
    int offset = next * sealedLength;
    next = next + 1 == messages ? 0 : next + 1;
    return opener.open(sealer.attributes(), context, ring, offset, sealedLength, body, 0);
  }
}
