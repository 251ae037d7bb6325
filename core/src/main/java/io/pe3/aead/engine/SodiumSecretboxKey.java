package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A key of xsalsa20poly1305 (NaCl secretbox): tag, then ciphertext; no associated data.
 *
 * <p>libsodium's Salsa20 reads and writes words of four octets through typed pointers. Builds that
 * trap on misalignment, the bundled one among them, end the process on others; so texts that do not
 * start on a word go through aligned memory.
 */
final class SodiumSecretboxKey extends EngineKey {
  private static final int TAG_LENGTH = AeadCipher.XSALSA20POLY1305.tagLength();

  private final MemorySegment detached;
  private final MemorySegment openDetached;
  private final SodiumKeyBlock block;

  /** Seen by a test that it is wiped whatever happens. */
  final DirectScratch scratch = new DirectScratch();

  SodiumSecretboxKey(SodiumLibrary library, MemorySegment key) {
    super(AeadCipher.XSALSA20POLY1305);
    this.detached = library.address(SodiumFunction.SECRETBOX_DETACHED);
    this.openDetached = library.address(SodiumFunction.SECRETBOX_OPEN_DETACHED);
    this.block = new SodiumKeyBlock(cipher());
    block.putKey(key);
  }

  @Override
  public MutableDirectBuffer associatedData() {
    return block.associatedData;
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
    requireNoAssociatedData(associatedDataLength);
    block.putNonce(nonce0, nonce1, nonce2, nonce3);
    int status;
    try {
      boolean aligned =
          Linkage.isWordAligned(src, srcOffset) && Linkage.isWordAligned(dst, dstOffset);
      if (aligned && Linkage.isDirect(src) && Linkage.isDirect(dst)) {
        long tag = Linkage.address(dst, dstOffset);
        status =
            callDirect(detached, tag + TAG_LENGTH, tag, Linkage.address(src, srcOffset), length);
      } else if (aligned && length <= Linkage.MAX_CRITICAL_HEAP) {
        status = sealHeap(src, srcOffset, length, dst, dstOffset);
      } else {
        int sealedLength = length + TAG_LENGTH;
        long tag = scratch.address(sealedLength);
        try {
          scratch.putFrom(TAG_LENGTH, src, srcOffset, length);
          status = callDirect(detached, tag + TAG_LENGTH, tag, tag + TAG_LENGTH, length);
          scratch.getTo(0, dst, dstOffset, sealedLength);
        } finally {
          scratch.wipe(sealedLength);
        }
      }
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(src);
      Reference.reachabilityFence(dst);
    }
    SodiumLibrary.check(status);
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
    requireNoAssociatedData(associatedDataLength);
    block.putNonce(nonce0, nonce1, nonce2, nonce3);
    int plainLength = length - TAG_LENGTH;
    int status;
    try {
      boolean aligned =
          Linkage.isWordAligned(src, srcOffset) && Linkage.isWordAligned(dst, dstOffset);
      if (aligned && Linkage.isDirect(src) && Linkage.isDirect(dst)) {
        long tag = Linkage.address(src, srcOffset);
        status =
            callDirect(
                openDetached, Linkage.address(dst, dstOffset), tag + TAG_LENGTH, tag, plainLength);
      } else if (aligned && length <= Linkage.MAX_CRITICAL_HEAP) {
        status = openHeap(src, srcOffset, plainLength, dst, dstOffset);
      } else {
        long tag = scratch.address(length);
        try {
          scratch.putFrom(0, src, srcOffset, length);
          status = callDirect(openDetached, tag + TAG_LENGTH, tag + TAG_LENGTH, tag, plainLength);
          if (status == 0) {
            scratch.getTo(TAG_LENGTH, dst, dstOffset, plainLength);
          }
        } finally {
          scratch.wipe(length);
        }
      }
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(src);
      Reference.reachabilityFence(dst);
    }
    return status == 0;
  }

  /**
   * A method of its own, so that it is compiled with its call inlined however seldom it is taken:
   * otherwise the segments would be allocated.
   */
  private int sealHeap(DirectBuffer src, int srcOffset, int length, DirectBuffer dst, int dstOffset)
      throws Throwable {
    return (int)
        SodiumCalls.SECRETBOX_HEAP.invokeExact(
            detached,
            Linkage.segment(dst, dstOffset + TAG_LENGTH, length),
            Linkage.segment(dst, dstOffset, TAG_LENGTH),
            Linkage.segment(src, srcOffset, length),
            (long) length,
            block.nonceAddress,
            block.stateAddress);
  }

  /** Like {@link #sealHeap}. */
  private int openHeap(
      DirectBuffer src, int srcOffset, int plainLength, DirectBuffer dst, int dstOffset)
      throws Throwable {
    return (int)
        SodiumCalls.SECRETBOX_HEAP.invokeExact(
            openDetached,
            Linkage.segment(dst, dstOffset, plainLength),
            Linkage.segment(src, srcOffset + TAG_LENGTH, plainLength),
            Linkage.segment(src, srcOffset, TAG_LENGTH),
            (long) plainLength,
            block.nonceAddress,
            block.stateAddress);
  }

  private int callDirect(MemorySegment function, long a, long b, long c, int length)
      throws Throwable {
    if (length <= Linkage.MAX_CRITICAL_DIRECT) {
      return (int)
          SodiumCalls.SECRETBOX_CRITICAL.invokeExact(
              function, a, b, c, (long) length, block.nonceAddress, block.stateAddress);
    }
    return (int)
        SodiumCalls.SECRETBOX.invokeExact(
            function, a, b, c, (long) length, block.nonceAddress, block.stateAddress);
  }

  private static void requireNoAssociatedData(int length) {
    if (length != 0) {
      throw new IllegalArgumentException("secretbox takes no associated data: length=" + length);
    }
  }

  @Override
  public void close() {
    block.close();
    scratch.close();
  }
}
