package io.pe3.bench;

import io.pe3.Buffers;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadSealer;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.AssociatedAead;
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
 * What does scheme x_pe3 add to the cipher: scope of key, sender and counter, binding, replay
 * state? The cipher alone does the same call with the same associated data. Ready octets, so that
 * no serializer is measured; direct buffers.
 *
 * <pre>
 *   seal   checks ─▶ counter ─▶ associated data ─▶ [ AEAD ] ─▶ header
 *   open   checks ─▶ replay? ─▶ associated data ─▶ [ AEAD ] ─▶ replay state
 * </pre>
 *
 * <p>Run: {@code ./pe3 bench --include EnvelopeBenchmark -- -p cipher=aes256gcm -p size=64 -f 3}
 */
@State(Scope.Thread)
public class EnvelopeBenchmark extends BenchmarkBase {
  private static final long SEED = 4711;

  /** Messages that are opened in turn; then another replay state takes over. */
  private static final int MESSAGES = 1 << 15;

  private static final int MAX_RING = 1 << 22;

  /** Replay states that are made before, each with a sender that it knows. */
  private static final int GUARDS = 8192;

  /** Name of the cipher. */
  @Param({"aes256gcm", "xchacha20poly1305", "aegis256"})
  public String cipher;

  /** Octets of the body. */
  @Param({"64", "256", "1024", "4096", "16384"})
  public int size;

  private final DataKey key = BenchKey.dataKey();
  private final PayloadContext context =
      PayloadContext.of("realm1", Flow.EVENT, "com.example.temperature");

  private PayloadSealer sealer;
  private PayloadOpener opener;
  private PayloadAttributes attributes;
  private AssociatedAead aead;
  private UnsafeBuffer body;
  private UnsafeBuffer sealed;
  private UnsafeBuffer ring;
  private int sealedLength;
  private int messages;
  private ReplayGuard[] guards;
  private int guard;
  private int next;

  /** For JMH. */
  public EnvelopeBenchmark() {}

  /** Seals what is opened, and checks that it opens. */
  @Setup
  public void setup() {
    AeadCipher sealing = AeadCipher.of(cipher);
    sealer = PayloadSealer.builder(key).cipher(sealing).serializer(Serializer.NATIVE).build();
    opener = PayloadOpener.builder(key).build();
    attributes = sealer.attributes();
    byte[] octets = new byte[size];
    new SplittableRandom(SEED).nextBytes(octets);
    sealedLength = sealer.maxSealedLength(size);
    messages = Math.min(MESSAGES, MAX_RING / sealedLength);
    body = Buffers.direct(sealedLength);
    body.putBytes(0, octets);
    sealed = Buffers.direct(sealedLength);
    ring = Buffers.direct(messages * sealedLength);
    for (int i = 0; i < messages; i++) {
      sealer.seal(context, body, 0, size, ring, i * sealedLength);
    }
    aead = new AssociatedAead(key, sealing, body, size, messages);
    Checks.require(aead.open() == size, "the cipher alone opens");
    Checks.require(openFirst() == size, "what was sealed opens");
    makeGuards();
  }

  private void makeGuards() {
    guards = new ReplayGuard[GUARDS];
    for (int i = 0; i < GUARDS; i++) {
      guards[i] = newGuard();
    }
  }

  /** A replay state that knows the sender, so that none has to be made while it is measured. */
  private ReplayGuard newGuard() {
    ReplayGuard made = new ReplayGuard(new ReplayState(1));
    opener.replayGuard(made);
    openFirst();
    return made;
  }

  /** Wipes the keys. */
  @TearDown
  public void tearDown() {
    aead.close();
    sealer.close();
    opener.close();
    key.close();
  }

  /**
   * Seals in scheme x_pe3.
   *
   * @return octets of the payload
   */
  @Benchmark
  public int seal() {
    return sealer.seal(context, body, 0, size, sealed, 0);
  }

  /**
   * Opens in scheme x_pe3, no payload twice.
   *
   * @return octets of the body
   */
  @Benchmark
  public int open() {
    if (next == 0) {
      opener.replayGuard(guard < GUARDS ? guards[guard++] : newGuard());
      next = 1;
    }
    int offset = next * sealedLength;
    next = next + 1 == messages ? 0 : next + 1;
    return opener.open(attributes, context, ring, offset, sealedLength, body, 0);
  }

  private int openFirst() {
    return opener.open(attributes, context, ring, 0, sealedLength, body, 0);
  }

  /**
   * Seals with the cipher and associated data alone.
   *
   * @return octets of ciphertext and tag
   */
  @Benchmark
  public int aeadOnlySeal() {
    return aead.seal();
  }

  /**
   * Opens with the cipher and associated data alone.
   *
   * @return octets of the body
   */
  @Benchmark
  public int aeadOnlyOpen() {
    return aead.open();
  }
}
