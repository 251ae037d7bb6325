package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A key of aes256gcm (expanded once), xchacha20poly1305 or aegis256: ciphertext, then tag. */
final class SodiumAeadKey extends EngineKey {
  private static final long NULL = 0L;

  private final MemorySegment encrypt;
  private final MemorySegment decrypt;
  private final SodiumKeyBlock block;

  /** Seen by a test that it is wiped whatever happens. */
  final DirectScratch scratch = new DirectScratch();

  private final int tagLength;

  SodiumAeadKey(
      SodiumLibrary library,
      AeadCipher cipher,
      MemorySegment key,
      SodiumFunction encrypt,
      SodiumFunction decrypt) {
    super(cipher);
    this.encrypt = library.address(encrypt);
    this.decrypt = library.address(decrypt);
    this.tagLength = cipher.tagLength();
    this.block = new SodiumKeyBlock(cipher);
    if (cipher == AeadCipher.AES256GCM) {
      if (library.aesStateLength() > SodiumKeyBlock.STATE_LENGTH) {
        block.close();
        throw new IllegalStateException(
            "libsodium's expanded AES key is larger than expected: octets="
                + library.aesStateLength());
      }
      library.expandAesKey(block.stateAddress, key);
    } else {
      block.putKey(key);
    }
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
    block.putNonce(nonce0, nonce1, nonce2, nonce3);
    int status;
    try {
      if (Linkage.isDirect(src) && Linkage.isDirect(dst)) {
        status =
            sealDirect(
                Linkage.address(src, srcOffset),
                length,
                Linkage.address(dst, dstOffset),
                associatedDataLength);
      } else if (length <= Linkage.MAX_CRITICAL_HEAP) {
        status = sealHeap(src, srcOffset, length, dst, dstOffset, associatedDataLength);
      } else {
        int sealedLength = length + tagLength;
        long address = scratch.address(sealedLength);
        try {
          scratch.putFrom(0, src, srcOffset, length);
          status = sealDirect(address, length, address, associatedDataLength);
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

  /**
   * A method of its own, so that it is compiled with its call inlined however seldom it is taken:
   * otherwise the segments would be allocated.
   */
  private int sealHeap(
      DirectBuffer src,
      int srcOffset,
      int length,
      DirectBuffer dst,
      int dstOffset,
      int associatedDataLength)
      throws Throwable {
    return (int)
        SodiumCalls.ENCRYPT_HEAP.invokeExact(
            encrypt,
            Linkage.segment(dst, dstOffset, length + tagLength),
            NULL,
            Linkage.segment(src, srcOffset, length),
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            NULL,
            block.nonceAddress,
            block.stateAddress);
  }

  private int sealDirect(long src, int length, long dst, int associatedDataLength)
      throws Throwable {
    if (length <= Linkage.MAX_CRITICAL_DIRECT) {
      return (int)
          SodiumCalls.ENCRYPT_CRITICAL.invokeExact(
              encrypt,
              dst,
              NULL,
              src,
              (long) length,
              block.associatedDataAddress,
              (long) associatedDataLength,
              NULL,
              block.nonceAddress,
              block.stateAddress);
    }
    return (int)
        SodiumCalls.ENCRYPT.invokeExact(
            encrypt,
            dst,
            NULL,
            src,
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            NULL,
            block.nonceAddress,
            block.stateAddress);
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
    block.putNonce(nonce0, nonce1, nonce2, nonce3);
    int plainLength = length - tagLength;
    int status;
    try {
      if (Linkage.isDirect(src) && Linkage.isDirect(dst)) {
        status =
            openDirect(
                Linkage.address(src, srcOffset),
                length,
                Linkage.address(dst, dstOffset),
                associatedDataLength);
      } else if (length <= Linkage.MAX_CRITICAL_HEAP) {
        status = openHeap(src, srcOffset, length, dst, dstOffset, associatedDataLength);
      } else {
        long address = scratch.address(length);
        try {
          scratch.putFrom(0, src, srcOffset, length);
          status = openDirect(address, length, address, associatedDataLength);
          if (status == 0) {
            scratch.getTo(0, dst, dstOffset, plainLength);
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

  /** Like {@link #sealHeap}. */
  private int openHeap(
      DirectBuffer src,
      int srcOffset,
      int length,
      DirectBuffer dst,
      int dstOffset,
      int associatedDataLength)
      throws Throwable {
    return (int)
        SodiumCalls.DECRYPT_HEAP.invokeExact(
            decrypt,
            Linkage.segment(dst, dstOffset, length - tagLength),
            NULL,
            NULL,
            Linkage.segment(src, srcOffset, length),
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            block.nonceAddress,
            block.stateAddress);
  }

  private int openDirect(long src, int length, long dst, int associatedDataLength)
      throws Throwable {
    if (length <= Linkage.MAX_CRITICAL_DIRECT) {
      return (int)
          SodiumCalls.DECRYPT_CRITICAL.invokeExact(
              decrypt,
              dst,
              NULL,
              NULL,
              src,
              (long) length,
              block.associatedDataAddress,
              (long) associatedDataLength,
              block.nonceAddress,
              block.stateAddress);
    }
    return (int)
        SodiumCalls.DECRYPT.invokeExact(
            decrypt,
            dst,
            NULL,
            NULL,
            src,
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            block.nonceAddress,
            block.stateAddress);
  }

  @Override
  public void close() {
    block.close();
    scratch.close();
  }
}
