package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.Buffers;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.EngineOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long refusing a tag takes does not tell where it differs. A statistical test: tags that
 * differ in their first octet and in their last one are refused in turn, and the quicker rounds of
 * both are compared, since above the quarter there are some that other programs held up.
 *
 * <p>Of libsodium only: the other engines refuse by an exception, which takes a hundred times as
 * long as what is looked for.
 */
class TagComparisonTest {
  private static final int LENGTH = 32;
  private static final int ROUNDS = 101;
  private static final int CALLS = 500;
  private static final int ATTEMPTS = 7;

  /** Between what chance makes of one tag and what a comparison makes that ends early. */
  private static final double LIMIT = 0.05;

  private final Engine engine = SodiumEngine.load(EngineOptions.defaults());

  @ParameterizedTest
  @EnumSource(AeadCipher.class)
  void shouldTakeAsLongWhereverTheTagDiffers(AeadCipher cipher) {
    try (Arena arena = Arena.ofConfined();
        EngineKey key = engine.newKey(cipher, arena.allocate(AeadCipher.KEY_LENGTH))) {
      assertTrue(isOnceWithin(cipher, key, LIMIT), cipher + " tells where a tag differs");
    }
  }

  /** What is looked for is found where it is. */
  @Test
  void shouldFindAComparisonThatEndsAtTheFirstDifference() {
    AeadCipher cipher = AeadCipher.AES256GCM;
    try (Arena arena = Arena.ofConfined();
        EngineKey key =
            new Leaking(cipher, engine.newKey(cipher, arena.allocate(AeadCipher.KEY_LENGTH)))) {
      double largest = 0;
      for (int attempt = 0; attempt < ATTEMPTS && largest < LIMIT; attempt++) {
        largest = Math.max(largest, difference(cipher, key));
      }
      assertTrue(largest > LIMIT, "late takes longer than early by " + largest);
    }
  }

  private static boolean isOnceWithin(AeadCipher cipher, EngineKey key, double limit) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (Math.abs(difference(cipher, key)) < limit) {
        return true;
      }
    }
    return false;
  }

  /** By which part refusing a tag takes longer that differs in the last octet. */
  private static double difference(AeadCipher cipher, EngineKey key) {
    UnsafeBuffer plain = Buffers.direct(LENGTH);
    UnsafeBuffer first = sealed(cipher, key, plain);
    UnsafeBuffer last = sealed(cipher, key, plain);
    int tag = cipher.tagFirst() ? 0 : LENGTH;
    flip(first, tag);
    flip(last, tag + cipher.tagLength() - 1);
    double[] early = new double[ROUNDS];
    double[] late = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      early[round] = time(key, first, plain);
      late[round] = time(key, last, plain);
    }
    Arrays.sort(early);
    Arrays.sort(late);
    return late[ROUNDS / 4] / early[ROUNDS / 4] - 1;
  }

  private static UnsafeBuffer sealed(AeadCipher cipher, EngineKey key, UnsafeBuffer plain) {
    UnsafeBuffer sealed = Buffers.direct(LENGTH + cipher.tagLength());
    plain.setMemory(0, LENGTH, (byte) 1);
    key.seal(1, 2, 3, 4, 0, plain, 0, LENGTH, sealed, 0);
    return sealed;
  }

  private static void flip(UnsafeBuffer octets, int index) {
    octets.putByte(index, (byte) (octets.getByte(index) ^ 1));
  }

  private static double time(EngineKey key, UnsafeBuffer sealed, UnsafeBuffer plain) {
    int opened = 0;
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      opened += key.open(1, 2, 3, 4, 0, sealed, 0, sealed.capacity(), plain, 0) ? 1 : 0;
    }
    long time = System.nanoTime() - start;
    assertEquals(0, opened);
    return time;
  }

  /** Compares a tag that was refused once more, octet by octet, up to the first that differs. */
  private static final class Leaking extends EngineKey {
    private final EngineKey key;
    private final byte[] tag;
    private int equal;

    Leaking(AeadCipher cipher, EngineKey key) {
      super(cipher);
      this.key = key;
      this.tag = new byte[cipher.tagLength()];
      sealed(cipher, key, Buffers.direct(LENGTH)).getBytes(LENGTH, tag);
    }

    @Override
    public UnsafeBuffer associatedData() {
      return key.associatedData();
    }

    @Override
    public void seal(
        long nonce0,
        long nonce1,
        long nonce2,
        long nonce3,
        int associatedDataLength,
        DirectBuffer src,
        int srcOffset,
        int length,
        MutableDirectBuffer dst,
        int dstOffset) {
      key.seal(
          nonce0,
          nonce1,
          nonce2,
          nonce3,
          associatedDataLength,
          src,
          srcOffset,
          length,
          dst,
          dstOffset);
    }

    @Override
    public boolean open(
        long nonce0,
        long nonce1,
        long nonce2,
        long nonce3,
        int associatedDataLength,
        DirectBuffer src,
        int srcOffset,
        int length,
        MutableDirectBuffer dst,
        int dstOffset) {
      boolean opened =
          key.open(
              nonce0,
              nonce1,
              nonce2,
              nonce3,
              associatedDataLength,
              src,
              srcOffset,
              length,
              dst,
              dstOffset);
      int at = srcOffset + length - tag.length;
      for (int i = 0; i < tag.length && src.getByte(at + i) == tag[i]; i++) {
        equal++;
      }
      return opened;
    }

    @Override
    public void replaceKey(MemorySegment octets) {
      key.replaceKey(octets);
    }

    @Override
    public void wipeKey() {
      key.wipeKey();
    }

    @Override
    public void close() {
      key.close();
    }

    @Override
    public String toString() {
      return "Leaking[equal=" + equal + "]";
    }
  }
}
