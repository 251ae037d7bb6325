package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A key of aes256gcm (expanded once), xchacha20poly1305 or aegis256: ciphertext, then tag.
 *
 * <p>XChaCha20-Poly1305 is ChaCha20-Poly1305 under a subkey that the nonce's first 16 octets
 * determine, with four zero octets and the other eight as nonce (draft-irtf-cfrg-xchacha-03,
 * section 2.3).
 */
final class SodiumAeadKey extends EngineKey {
  private static final long NULL = 0L;
  private static final int CHACHA_NONCE_LENGTH = 12;

  private final SodiumLibrary library;
  private final long encrypt;
  private final long decrypt;
  private final SodiumKeyBlock block;

  /** Null but for XChaCha20. */
  private final SodiumSubkeys subkeys;

  /** Seen by a test that it is wiped whatever happens. */
  final DirectScratch scratch = new DirectScratch();

  private final SegmentCache segments = new SegmentCache();
  private final int tagLength;

  /** Address of what the message at hand is sealed or opened with. */
  private long key;

  SodiumAeadKey(SodiumLibrary library, AeadCipher cipher, MemorySegment key) {
    super(cipher);
    this.library = library;
    this.tagLength = cipher.tagLength();
    switch (cipher) {
      case AES256GCM -> {
        this.encrypt = library.address(SodiumFunction.AES256GCM_ENCRYPT).address();
        this.decrypt = library.address(SodiumFunction.AES256GCM_DECRYPT).address();
      }
      case AEGIS256 -> {
        this.encrypt = library.address(SodiumFunction.AEGIS256_ENCRYPT).address();
        this.decrypt = library.address(SodiumFunction.AEGIS256_DECRYPT).address();
      }
      case XCHACHA20POLY1305 -> {
        this.encrypt = library.address(SodiumFunction.CHACHA20POLY1305_ENCRYPT).address();
        this.decrypt = library.address(SodiumFunction.CHACHA20POLY1305_DECRYPT).address();
      }
      default -> throw new IllegalArgumentException("no AEAD of this form: " + cipher);
    }
    boolean hasSubkeys = cipher == AeadCipher.XCHACHA20POLY1305;
    this.block = new SodiumKeyBlock(hasSubkeys ? CHACHA_NONCE_LENGTH : cipher.nonceLength());
    this.key = block.stateAddress;
    this.subkeys =
        hasSubkeys
            ? new SodiumSubkeys(library.address(SodiumFunction.HCHACHA20), block.stateAddress)
            : null;
    if (cipher == AeadCipher.AES256GCM) {
      expandAesKey(library, key);
    } else {
      block.putKey(key);
    }
  }

  private void expandAesKey(SodiumLibrary library, MemorySegment octets) {
    if (library.aesStateLength() > SodiumKeyBlock.STATE_LENGTH) {
      block.close();
      throw new IllegalStateException(
          "libsodium's expanded AES key is larger than expected: octets="
              + library.aesStateLength());
    }
    library.expandAesKey(block.stateAddress, octets);
  }

  @Override
  public UnsafeBuffer associatedData() {
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
    if (subkeys == null) {
      block.putNonce(nonce0, nonce1, nonce2, nonce3);
    } else {
      block.putNonce(nonce2 << Integer.SIZE, nonce2 >>> Integer.SIZE, 0, 0);
      key = subkeys.sealing(nonce0, nonce1);
    }
    int status;
    try {
      status =
          Linkage.isDirect(src) && Linkage.isDirect(dst)
              ? sealDirect(
                  Linkage.address(src, srcOffset),
                  length,
                  Linkage.address(dst, dstOffset),
                  associatedDataLength)
              : sealHeap(src, srcOffset, length, dst, dstOffset, associatedDataLength);
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(src);
      Reference.reachabilityFence(dst);
    }
    SodiumLibrary.check(status);
  }

  private int sealHeap(
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      int associatedDataLength)
      throws Throwable {
    MemorySegment from = segments.segment(src, srcOffset);
    MemorySegment to = segments.segment(dst, dstOffset);
    if (from == null || to == null || length > Linkage.MAX_CRITICAL_HEAP) {
      return sealCopy(src, srcOffset, length, dst, dstOffset, associatedDataLength);
    }
    return (int)
        SodiumCalls.ENCRYPT_HEAP.invokeExact(
            MemorySegment.ofAddress(encrypt),
            to,
            NULL,
            from,
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            NULL,
            block.nonceAddress,
            key);
  }

  private int sealCopy(
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      int associatedDataLength)
      throws Throwable {
    int sealedLength = length + tagLength;
    long address = scratch.address(sealedLength);
    try {
      scratch.putFrom(0, src, srcOffset, length);
      int status = sealDirect(address, length, address, associatedDataLength);
      scratch.getTo(0, dst, dstOffset, sealedLength);
      return status;
    } finally {
      scratch.wipe(0, sealedLength);
    }
  }

  private int sealDirect(long src, int length, long dst, int associatedDataLength)
      throws Throwable {
    return length <= Linkage.MAX_CRITICAL_DIRECT
        ? sealShort(src, length, dst, associatedDataLength)
        : (int)
            SodiumCalls.ENCRYPT.invokeExact(
                MemorySegment.ofAddress(encrypt),
                dst,
                NULL,
                src,
                (long) length,
                block.associatedDataAddress,
                (long) associatedDataLength,
                NULL,
                block.nonceAddress,
                key);
  }

  private int sealShort(long src, int length, long dst, int associatedDataLength) throws Throwable {
    return (int)
        SodiumCalls.ENCRYPT_CRITICAL.invokeExact(
            MemorySegment.ofAddress(encrypt),
            dst,
            NULL,
            src,
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            NULL,
            block.nonceAddress,
            key);
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
    if (subkeys == null) {
      block.putNonce(nonce0, nonce1, nonce2, nonce3);
    } else {
      block.putNonce(nonce2 << Integer.SIZE, nonce2 >>> Integer.SIZE, 0, 0);
      key = subkeys.opening(nonce0, nonce1);
    }
    int status;
    try {
      status =
          Linkage.isDirect(src) && Linkage.isDirect(dst)
              ? openDirect(
                  Linkage.address(src, srcOffset),
                  length,
                  Linkage.address(dst, dstOffset),
                  associatedDataLength)
              : openHeap(src, srcOffset, length, dst, dstOffset, associatedDataLength);
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(src);
      Reference.reachabilityFence(dst);
    }
    if (subkeys != null && status == 0) {
      subkeys.verified();
    }
    return status == 0;
  }

  private int openHeap(
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      int associatedDataLength)
      throws Throwable {
    MemorySegment from = segments.segment(src, srcOffset);
    MemorySegment to = segments.segment(dst, dstOffset);
    if (from == null || to == null || length > Linkage.MAX_CRITICAL_HEAP) {
      return openCopy(src, srcOffset, length, dst, dstOffset, associatedDataLength);
    }
    return (int)
        SodiumCalls.DECRYPT_HEAP.invokeExact(
            MemorySegment.ofAddress(decrypt),
            to,
            NULL,
            NULL,
            from,
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            block.nonceAddress,
            key);
  }

  private int openCopy(
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      int associatedDataLength)
      throws Throwable {
    long address = scratch.address(length);
    try {
      scratch.putFrom(0, src, srcOffset, length);
      int status = openDirect(address, length, address, associatedDataLength);
      if (status == 0) {
        scratch.getTo(0, dst, dstOffset, length - tagLength);
      }
      return status;
    } finally {
      scratch.wipe(0, length);
    }
  }

  private int openDirect(long src, int length, long dst, int associatedDataLength)
      throws Throwable {
    return length <= Linkage.MAX_CRITICAL_DIRECT
        ? openShort(src, length, dst, associatedDataLength)
        : (int)
            SodiumCalls.DECRYPT.invokeExact(
                MemorySegment.ofAddress(decrypt),
                dst,
                NULL,
                NULL,
                src,
                (long) length,
                block.associatedDataAddress,
                (long) associatedDataLength,
                block.nonceAddress,
                key);
  }

  private int openShort(long src, int length, long dst, int associatedDataLength) throws Throwable {
    return (int)
        SodiumCalls.DECRYPT_CRITICAL.invokeExact(
            MemorySegment.ofAddress(decrypt),
            dst,
            NULL,
            NULL,
            src,
            (long) length,
            block.associatedDataAddress,
            (long) associatedDataLength,
            block.nonceAddress,
            key);
  }

  @Override
  public void replaceKey(MemorySegment octets) {
    wipeKey();
    if (cipher() == AeadCipher.AES256GCM) {
      library.expandAesKey(block.stateAddress, octets.address());
    } else {
      block.putKey(octets);
    }
    block.keyReplaced();
  }

  @Override
  public void wipeKey() {
    block.wipeKey();
    if (subkeys != null) {
      subkeys.wipe();
    }
  }

  @Override
  public void close() {
    block.close();
    if (subkeys != null) {
      subkeys.close();
    }
    scratch.close();
    segments.clear();
  }
}
