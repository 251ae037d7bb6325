package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.AeadCipher;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys come and go while openers run. */
class KeyRingChangesTest {
  private static final int CHANGES = 400;
  private static final String CHANGING = "com.example.changing";

  @Test
  @Timeout(120)
  void shouldOpenOrSayThatTheKeyIsUnknown() throws Exception {
    byte[] octets = new byte[DataKey.OCTETS];
    octets[9] = 1;
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch untilBothSawBoth = new CountDownLatch(2);
    try (KeyRing ring = new KeyRing();
        DataKey changing = DataKey.of(CHANGING, octets);
        ExecutorService executor = Executors.newFixedThreadPool(2)) {
      DataKey steady = DataKey.generate();
      ring.add(steady);
      byte[] ofSteady = sealed(steady, "steady");
      byte[] ofChanging = sealed(changing, "changing");
      Callable<int[]> opening =
          () -> {
            int[] counts = new int[2];
            boolean sawBoth = false;
            try (PayloadOpener opener = PayloadTesting.wampOpener(ring).build()) {
              while (!done.get()) {
                assertEquals(List.of("steady"), open(opener, steady.id(), ofSteady));
                try {
                  assertEquals(List.of("changing"), open(opener, CHANGING, ofChanging));
                  counts[0]++;
                } catch (UnknownKeyException e) {
                  counts[1]++;
                }
                if (!sawBoth && counts[0] > 0 && counts[1] > 0) {
                  sawBoth = true;
                  untilBothSawBoth.countDown();
                }
              }
            }
            return counts;
          };
      List<Future<int[]>> openers = new ArrayList<>();
      openers.add(executor.submit(opening));
      openers.add(executor.submit(opening));
      // On a busy machine openers may start when all changes are over.
      for (int i = 0; i < CHANGES || isAwaited(untilBothSawBoth, openers); i++) {
        ring.add(DataKey.of(CHANGING, octets));
        Thread.sleep(0, 500_000);
        ring.remove(CHANGING);
        if (i % 4 == 0) {
          Thread.sleep(0, 200_000);
        }
      }
      done.set(true);
      for (Future<int[]> opener : openers) {
        int[] counts = opener.get();
        assertTrue(counts[0] > 0 && counts[1] > 0, () -> counts[0] + " " + counts[1]);
      }
    }
  }

  private static boolean isAwaited(CountDownLatch latch, List<Future<int[]>> openers) {
    return latch.getCount() > 0 && openers.stream().noneMatch(Future::isDone);
  }

  private static byte[] sealed(DataKey key, String text) {
    byte[] body = PayloadTesting.cbor(Map.of("args", List.of(text)));
    return PayloadTesting.seal(key, AeadCipher.AES256GCM, body);
  }

  private static List<Object> open(PayloadOpener opener, String id, byte[] payload) {
    PayloadAttributes attributes = new PayloadAttributes("wamp", "cbor", "aes256gcm", id, null);
    return opener.open(attributes, PayloadTesting.TOPIC, payload).args();
  }
}
