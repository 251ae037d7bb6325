package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.replay.ReplayState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Octets under senders that nobody has heard of leave nothing behind. */
class UnknownSendersTest {
  private static final long SEED = 7;
  private static final int WARM_UP = 20_000;
  private static final int MESSAGES = 100_000;
  private static final long PAGE = 4096;
  private static final long MAX_HEAP_GROWTH = 2 << 20;

  /** A quarter of 704 octets for each message, the least that a prepared key takes. */
  private static final long MAX_RESIDENT_GROWTH = 16 << 20;

  private static final Path STATM = Path.of("/proc/self/statm");

  private final DataKey key = DataKey.generate();
  private final ReplayState state = new ReplayState();
  private final PayloadOpener opener = PayloadOpener.builder(key).replayState(state).build();
  private final PayloadSealer sealer = PayloadSealer.builder(key).build();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final UnsafeBuffer out = Buffers.direct(256);

  @AfterEach
  void close() {
    opener.close();
    sealer.close();
    key.close();
  }

  /**
   * In a JVM of its own whose heap is all there from the start, so that it is what grows. Its
   * second compiler is off: that takes up to 30 MiB, as it likes.
   */
  @Test
  void shouldKeepMemoryFlatHoweverManySendersAreMadeUp() throws Exception {
    String grew =
        ForkedJvm.run(
                Probe.class, "-XX:TieredStopAtLevel=1", "-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch")
            .strip();
    System.out.println("after " + MESSAGES + " made-up senders " + grew);
    String[] words = grew.split(" ", -1);
    assertTrue(Long.parseLong(words[1]) < MAX_HEAP_GROWTH, grew);
    assertTrue(Long.parseLong(words[3]) < MAX_RESIDENT_GROWTH, grew);
    assertEquals("0", words[5], grew);
  }

  /** A program that prints by how much heap and process grew, and how many senders are known. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] args) throws IOException {
      UnknownSendersTest test = new UnknownSendersTest();
      test.forge(WARM_UP);
      long heap = heapInUse();
      long resident = resident();
      test.forge(MESSAGES);
      System.out.println(
          "heap "
              + (heapInUse() - heap)
              + " process "
              + (resident() - resident)
              + " senders "
              + (test.state.size() + test.state.evictions()));
      test.close();
    }
  }

  @Test
  void shouldStillHearASenderThatIsKnown() {
    SealedPayload first = seal();
    open(first);
    forge(3000);
    assertEquals(1, state.size());
    SealedPayload next = seal();
    open(next);
    assertEquals(1, state.size());
  }

  @Test
  void shouldOpenNothingMoreOnceTheKeyIsClosed() {
    forge(1);
    SealedPayload sealed = seal();
    key.close();
    assertThrows(UnknownKeyException.class, () -> open(sealed));
  }

  private void forge(int count) {
    for (int i = 0; i < count; i++) {
      forge();
    }
  }

  /** Octets of the form of a payload, as whoever has not the key can make them. */
  private void forge() {
    byte[] payload =
        new byte[EnvelopeDescriptor.HEADER_LENGTH + 64 + AeadCipher.AES256GCM.tagLength()];
    random.nextBytes(payload);
    UnsafeBuffer buffer = new UnsafeBuffer(payload);
    long now = System.currentTimeMillis() / 1000;
    long high = now << Integer.SIZE | (random.nextInt() & 0xFFFF_FFFFL);
    int flags = random.nextInt(2) * EnvelopeDescriptor.MESSAGE_KEY;
    EnvelopeDescriptor.put(buffer, 0, flags, high, random.nextLong(), 1);
    assertThrows(
        AuthenticationFailedException.class,
        () ->
            opener.open(
                sealer.attributes(), PayloadTesting.EVENT, buffer, 0, buffer.capacity(), out, 0));
  }

  private SealedPayload seal() {
    return sealer.seal(PayloadTesting.EVENT, List.of(1L), Map.of());
  }

  private void open(SealedPayload sealed) {
    opener.open(sealed.attributes(), PayloadTesting.EVENT, sealed.payload());
  }

  private static long heapInUse() {
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      lowest =
          Math.min(lowest, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return lowest;
  }

  /** What the process has in memory; 0 where the system does not say. */
  private static long resident() throws IOException {
    return Files.exists(STATM)
        ? Long.parseLong(Files.readString(STATM).split(" ", -1)[1]) * PAGE
        : 0;
  }
}
