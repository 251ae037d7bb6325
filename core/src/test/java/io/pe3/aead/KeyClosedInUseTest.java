package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys are closed by one thread while others use them: who uses them gets one error, and nothing
 * was sealed under anything but the key.
 */
@Timeout(120)
@SuppressWarnings("try") // closing in the middle is what is tested
class KeyClosedInUseTest {
  private static final int ROUNDS = 60;
  private static final int LENGTH = 1000;
  private static final int KEPT = 50;

  private final byte[] plaintext = AeadTesting.plaintext(LENGTH);

  @ParameterizedTest
  @MethodSource("io.pe3.aead.AeadTesting#ciphersAndEngines")
  void shouldSealUnderTheKeyOrNotAtAll(AeadCipher cipher, String engine) throws Exception {
    try (DataKey same = AeadTesting.key(3);
        Aead checker = AeadTesting.aead(same, cipher, AeadEngines.AUTO);
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        List<byte[]> payloads =
            closeDuring(executor, round, (key, started) -> sealLoop(key, cipher, engine, started));
        assertFalse(payloads.isEmpty());
        for (byte[] payload : payloads) {
          byte[] opened = new byte[LENGTH];
          checker.open(new UnsafeBuffer(payload), 0, payload.length, new UnsafeBuffer(opened), 0);
          assertArrayEquals(plaintext, opened);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.pe3.aead.AeadTesting#ciphersAndEngines")
  void shouldOpenUnderTheKeyOrNotAtAll(AeadCipher cipher, String engine) throws Exception {
    byte[] payload = new byte[LENGTH + cipher.overhead()];
    try (DataKey same = AeadTesting.key(3);
        Aead sealer = AeadTesting.aead(same, cipher, AeadEngines.AUTO);
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      sealer.seal(new UnsafeBuffer(plaintext), 0, LENGTH, new UnsafeBuffer(payload), 0);
      for (int round = 0; round < ROUNDS; round++) {
        int opened =
            closeDuring(
                executor, round, (key, started) -> openLoop(key, cipher, engine, payload, started));
        assertFalse(opened == 0);
      }
    }
  }

  @Test
  void shouldRefuseASecondThreadAndNeverRepeatANonce() throws Exception {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).cipher(AeadCipher.XCHACHA20POLY1305).build();
        ExecutorService executor = Executors.newFixedThreadPool(2)) {
      Callable<List<Long>> sealing =
          () -> {
            List<Long> counters = new ArrayList<>();
            UnsafeBuffer in = new UnsafeBuffer(new byte[64]);
            UnsafeBuffer out = new UnsafeBuffer(new byte[128]);
            for (int i = 0; i < 200_000; i++) {
              try {
                aead.seal(in, 0, 64, out, 0);
                counters.add(out.getLong(16, ByteOrder.BIG_ENDIAN));
              } catch (IllegalStateException e) {
                Thread.onSpinWait();
              }
            }
            return counters;
          };
      Future<List<Long>> one = executor.submit(sealing);
      Future<List<Long>> other = executor.submit(sealing);
      List<Long> all = new ArrayList<>(one.get());
      all.addAll(other.get());
      assertEquals(all.size(), all.stream().distinct().count());
    }
  }

  @Test
  void shouldRefuseTheUseOfWhatWasClosed() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    DataKey key = DataKey.generate();
    Aead aead = Aead.builder(key).build();
    aead.close();
    aead.close();
    assertThrows(IllegalStateException.class, () -> aead.seal(buffer, 0, 1, buffer, 20));
    Aead closedByKey = Aead.builder(key).build();
    key.close();
    assertThrows(UnknownKeyException.class, () -> closedByKey.seal(buffer, 0, 1, buffer, 20));
    assertThrows(UnknownKeyException.class, () -> Aead.builder(key).build());
  }

  /** Closes a key while a task uses it, a little later in each round. */
  private static <T> T closeDuring(ExecutorService executor, int round, Task<T> task)
      throws Exception {
    DataKey key = AeadTesting.key(3);
    CountDownLatch started = new CountDownLatch(1);
    Future<T> running = executor.submit(() -> task.run(key, started));
    started.await();
    LockSupport.parkNanos(1_000L * round);
    key.close();
    return running.get();
  }

  private List<byte[]> sealLoop(
      DataKey key, AeadCipher cipher, String engine, CountDownLatch started) {
    List<byte[]> payloads = new ArrayList<>();
    UnsafeBuffer in = new UnsafeBuffer(plaintext);
    UnsafeBuffer out = AeadTesting.buffer(true, LENGTH + cipher.overhead());
    Aead aead = AeadTesting.aead(key, cipher, engine);
    while (true) {
      try {
        int length = aead.seal(in, 0, LENGTH, out, 0);
        if (payloads.size() == KEPT) {
          payloads.removeFirst();
        }
        payloads.add(AeadTesting.octets(out, 0, length));
        started.countDown();
      } catch (UnknownKeyException e) {
        return payloads;
      } finally {
        started.countDown();
      }
    }
  }

  private int openLoop(
      DataKey key, AeadCipher cipher, String engine, byte[] payload, CountDownLatch started) {
    UnsafeBuffer in = new UnsafeBuffer(payload);
    byte[] opened = new byte[LENGTH];
    UnsafeBuffer out = new UnsafeBuffer(opened);
    Aead aead = AeadTesting.aead(key, cipher, engine);
    int count = 0;
    while (true) {
      try {
        aead.open(in, 0, payload.length, out, 0);
        assertArrayEquals(plaintext, opened);
        count++;
        started.countDown();
      } catch (UnknownKeyException e) {
        return count;
      } finally {
        started.countDown();
      }
    }
  }

  private interface Task<T> {
    T run(DataKey key, CountDownLatch started);
  }
}
