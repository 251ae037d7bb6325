package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A key of an engine that works on Java arrays. Heap buffers are handed to it in place, direct ones
 * are copied through arrays that are reused, and wiped because they held plaintext.
 */
abstract class ArrayKey extends EngineKey {
  private static final int MIN_SCRATCH = 4096;
  private static final int WIPED_AT_ONCE = 8192;

  private final boolean opensInPlace;
  private final byte[] nonce;
  private final UnsafeBuffer nonceWords;
  private final byte[] associatedDataOctets = new byte[MAX_ASSOCIATED_DATA];
  private final UnsafeBuffer associatedData = new UnsafeBuffer(associatedDataOctets);
  private byte[] scratchIn = {};
  private byte[] scratchOut = {};

  ArrayKey(AeadCipher cipher, boolean opensInPlace) {
    super(cipher);
    this.opensInPlace = opensInPlace;
    nonce = new byte[cipher.nonceLength()];
    nonceWords = new UnsafeBuffer(nonce);
  }

  @Override
  public final UnsafeBuffer associatedData() {
    return associatedData;
  }

  /** Seals; the output is {@code length + tagLength} octets, its range may begin with the input. */
  abstract void sealArray(
      byte[] nonce,
      byte[] associatedData,
      int associatedDataLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset);

  /** Opens {@code length} octets with the tag; false when it does not verify. */
  abstract boolean openArray(
      byte[] nonce,
      byte[] associatedData,
      int associatedDataLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset);

  @Override
  public final void seal(
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
    putNonce(nonce0, nonce1, nonce2, nonce3);
    if (Linkage.isHeap(src) && Linkage.isHeap(dst)) {
      sealArray(
          nonce,
          associatedDataOctets,
          associatedDataLength,
          src.byteArray(),
          src.wrapAdjustment() + srcOffset,
          length,
          dst.byteArray(),
          dst.wrapAdjustment() + dstOffset);
      return;
    }
    int sealedLength = length + cipher().tagLength();
    scratchIn = reserved(scratchIn, sealedLength);
    byte[] text = scratchIn;
    int textOffset = cipher().ciphertextOffset() - cipher().nonceLength();
    boolean sealed = false;
    try {
      src.getBytes(srcOffset, text, textOffset, length);
      sealArray(
          nonce, associatedDataOctets, associatedDataLength, text, textOffset, length, text, 0);
      dst.putBytes(dstOffset, text, 0, sealedLength);
      sealed = true;
    } finally {
      // What was sealed is ciphertext now and no secret any more.
      if (!sealed) {
        Arrays.fill(text, 0, sealedLength, (byte) 0);
      }
    }
  }

  @Override
  public final boolean open(
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
    putNonce(nonce0, nonce1, nonce2, nonce3);
    byte[] in = src.byteArray();
    int inOffset = 0;
    if (in != null) {
      inOffset = src.wrapAdjustment() + srcOffset;
    } else {
      scratchIn = reserved(scratchIn, length);
      in = scratchIn;
      src.getBytes(srcOffset, in, 0, length);
    }
    if (Linkage.isHeap(dst)) {
      return openArray(
          nonce,
          associatedDataOctets,
          associatedDataLength,
          in,
          inOffset,
          length,
          dst.byteArray(),
          dst.wrapAdjustment() + dstOffset);
    }
    int plainLength = length - cipher().tagLength();
    byte[] out = scratchFor(plainLength, Linkage.isDirect(src));
    int wiped = 0;
    try {
      boolean opened =
          openArray(
              nonce, associatedDataOctets, associatedDataLength, in, inOffset, length, out, 0);
      while (opened && wiped < plainLength) {
        wiped = moveOn(out, wiped, plainLength, dst, dstOffset);
      }
      return opened;
    } finally {
      Arrays.fill(out, wiped, plainLength, (byte) 0);
    }
  }

  /** Where the ciphertext stands if it is in scratch, and the engine makes no array for that. */
  private byte[] scratchFor(int plainLength, boolean copied) {
    if (opensInPlace && copied) {
      return scratchIn;
    }
    scratchOut = reserved(scratchOut, plainLength);
    return scratchOut;
  }

  /**
   * Moves the next of the plaintext out and wipes it while the processor's nearest cache has it.
   */
  private static int moveOn(
      byte[] from, int index, int length, MutableDirectBuffer dst, int dstOffset) {
    int end = Math.min(index + WIPED_AT_ONCE, length);
    dst.putBytes(dstOffset + index, from, index, end - index);
    Arrays.fill(from, index, end, (byte) 0);
    return end;
  }

  @Override
  public void close() {
    Arrays.fill(associatedDataOctets, (byte) 0);
    Arrays.fill(scratchIn, (byte) 0);
    Arrays.fill(scratchOut, (byte) 0);
  }

  private void putNonce(long nonce0, long nonce1, long nonce2, long nonce3) {
    nonceWords.putLong(0, nonce0, ByteOrder.LITTLE_ENDIAN);
    if (nonce.length == Long.BYTES + Integer.BYTES) {
      nonceWords.putInt(Long.BYTES, (int) nonce1, ByteOrder.LITTLE_ENDIAN);
      return;
    }
    nonceWords.putLong(Long.BYTES, nonce1, ByteOrder.LITTLE_ENDIAN);
    nonceWords.putLong(2 * Long.BYTES, nonce2, ByteOrder.LITTLE_ENDIAN);
    if (nonce.length > 3 * Long.BYTES) {
      nonceWords.putLong(3 * Long.BYTES, nonce3, ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static byte[] reserved(byte[] scratch, int length) {
    return scratch.length < length ? new byte[grown(length)] : scratch;
  }

  private static int grown(int length) {
    return length <= MIN_SCRATCH
        ? MIN_SCRATCH
        : (int) Math.min(Integer.MAX_VALUE - 8L, Long.highestOneBit(2L * length - 1));
  }
}
