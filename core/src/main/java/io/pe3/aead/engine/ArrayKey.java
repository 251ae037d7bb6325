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

  private final byte[] nonce;
  private final UnsafeBuffer nonceWords;
  private final byte[] associatedDataOctets = new byte[MAX_ASSOCIATED_DATA];
  private final UnsafeBuffer associatedData = new UnsafeBuffer(associatedDataOctets);
  private byte[] scratchIn = {};
  private byte[] scratchOut = {};

  ArrayKey(AeadCipher cipher) {
    super(cipher);
    nonce = new byte[cipher.nonceLength()];
    nonceWords = new UnsafeBuffer(nonce);
  }

  @Override
  public final MutableDirectBuffer associatedData() {
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
    int sealedLength = length + cipher().tagLength();
    byte[] in = in(src, srcOffset, length);
    byte[] out = out(dst, sealedLength);
    int outOffset = offset(dst, dstOffset);
    try {
      sealArray(
          nonce,
          associatedDataOctets,
          associatedDataLength,
          in,
          offset(src, srcOffset),
          length,
          out,
          outOffset);
      if (!Linkage.isHeap(dst)) {
        dst.putBytes(dstOffset, out, 0, sealedLength);
      }
    } finally {
      wipe(!Linkage.isHeap(src), length, !Linkage.isHeap(dst), sealedLength);
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
    int plainLength = length - cipher().tagLength();
    byte[] in = in(src, srcOffset, length);
    byte[] out = out(dst, plainLength);
    try {
      boolean opened =
          openArray(
              nonce,
              associatedDataOctets,
              associatedDataLength,
              in,
              offset(src, srcOffset),
              length,
              out,
              offset(dst, dstOffset));
      if (opened && !Linkage.isHeap(dst)) {
        dst.putBytes(dstOffset, out, 0, plainLength);
      }
      return opened;
    } finally {
      wipe(!Linkage.isHeap(src), length, !Linkage.isHeap(dst), plainLength);
    }
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

  private byte[] in(DirectBuffer src, int srcOffset, int length) {
    byte[] array = src.byteArray();
    if (array != null) {
      return array;
    }
    if (scratchIn.length < length) {
      scratchIn = new byte[grown(length)];
    }
    src.getBytes(srcOffset, scratchIn, 0, length);
    return scratchIn;
  }

  private byte[] out(MutableDirectBuffer dst, int length) {
    byte[] array = dst.byteArray();
    if (array != null) {
      return array;
    }
    if (scratchOut.length < length) {
      scratchOut = new byte[grown(length)];
    }
    return scratchOut;
  }

  private static int offset(DirectBuffer buffer, int offset) {
    return buffer.byteArray() == null ? 0 : buffer.wrapAdjustment() + offset;
  }

  private static int grown(int length) {
    return length <= MIN_SCRATCH
        ? MIN_SCRATCH
        : (int) Math.min(Integer.MAX_VALUE - 8L, Long.highestOneBit(2L * length - 1));
  }

  private void wipe(boolean in, int inLength, boolean out, int outLength) {
    if (in) {
      Arrays.fill(scratchIn, 0, inLength, (byte) 0);
    }
    if (out) {
      Arrays.fill(scratchOut, 0, outLength, (byte) 0);
    }
  }
}
