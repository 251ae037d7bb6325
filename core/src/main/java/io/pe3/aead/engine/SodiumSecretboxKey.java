package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.error.LimitExceededException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A key of xsalsa20poly1305 (NaCl secretbox): tag, then ciphertext; no associated data.
 *
 * <p>Composed of the parts that secretbox consists of: HSalsa20 gives a subkey for the nonce's
 * first 16 octets, once for many messages; Salsa20 under the subkey and the other 8 gives 32 octets
 * of authenticator key and then encrypts; Poly1305 authenticates the ciphertext.
 *
 * <p>Texts go through aligned memory, for two reasons. libsodium's vector code for Salsa20 takes
 * 256 octets at a time and finishes what is left much more slowly, so that the length is rounded up
 * there. And its other code reads words of four octets through typed pointers: builds that trap on
 * misalignment, the bundled one among them, end the process on others. Only long texts that are
 * aligned are encrypted where they are.
 *
 * <pre>
 *    0         32                  64                        round up to 256 from 32 on
 *   +---------+-------------------+----------------------------------------+
 *   |   tag   | authenticator key |  text, then unused octets              |
 *   +---------+-------------------+----------------------------------------+
 * </pre>
 *
 * <p>When opening, a copy of the ciphertext stands in front of that, which is verified before any
 * plaintext leaves.
 */
final class SodiumSecretboxKey extends EngineKey {
  private static final int TAG_LENGTH = AeadCipher.XSALSA20POLY1305.tagLength();
  private static final int NONCE_LENGTH = 8;
  private static final int STREAM_OFFSET = 32;
  private static final int TEXT_OFFSET = 64;
  private static final int AUTHENTICATOR_KEY_LENGTH = TEXT_OFFSET - STREAM_OFFSET;
  private static final int BLOCK_LENGTH = 64;
  private static final int VECTOR_LENGTH = 256;
  private static final int ALIGNMENT = 64;

  /** Longest text that goes through the scratch though it need not. */
  private static final int MAX_STAGED = 16 * 1024;

  /**
   * Of a longer text, the octets that share a block of the key stream with the authenticator key.
   */
  private static final int FIRST_LENGTH = BLOCK_LENGTH - AUTHENTICATOR_KEY_LENGTH;

  private final long stream;
  private final long authenticate;
  private final long verify;
  private final SodiumKeyBlock block;
  private final SodiumSubkeys subkeys;

  /** Seen by a test that it is wiped whatever happens. */
  final DirectScratch scratch = new DirectScratch();

  SodiumSecretboxKey(SodiumLibrary library, MemorySegment key) {
    super(AeadCipher.XSALSA20POLY1305);
    this.stream = library.address(SodiumFunction.SALSA20_XOR_IC).address();
    this.authenticate = library.address(SodiumFunction.POLY1305).address();
    this.verify = library.address(SodiumFunction.POLY1305_VERIFY).address();
    this.block = new SodiumKeyBlock(NONCE_LENGTH);
    block.putKey(key);
    this.subkeys = new SodiumSubkeys(library.address(SodiumFunction.HSALSA20), block.stateAddress);
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
    requireNoAssociatedData(associatedDataLength);
    block.putNonce(nonce2, 0, 0, 0);
    long subkey = subkeys.sealing(nonce0, nonce1);
    try {
      if (isStaged(src, srcOffset, length, dst, dstOffset + TAG_LENGTH)) {
        sealStaged(subkey, src, srcOffset, length, dst, dstOffset);
      } else {
        sealInPlace(
            subkey, Linkage.address(src, srcOffset), length, Linkage.address(dst, dstOffset));
      }
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(src);
      Reference.reachabilityFence(dst);
    }
  }

  private void sealStaged(
      long subkey,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    int streamed = streamed(length);
    long tag = scratch.address(STREAM_OFFSET + streamed);
    boolean sealed = false;
    try {
      scratch.putFrom(TEXT_OFFSET, src, srcOffset, length);
      stream(tag + STREAM_OFFSET, tag + STREAM_OFFSET, streamed, 0, subkey);
      authenticate(tag, tag + TEXT_OFFSET, length, tag + STREAM_OFFSET);
      scratch.getTo(0, dst, dstOffset, TAG_LENGTH);
      scratch.getTo(TEXT_OFFSET, dst, dstOffset + TAG_LENGTH, length);
      sealed = true;
    } finally {
      // The text is ciphertext now, and what follows it is key stream that nothing was sealed with.
      if (sealed) {
        scratch.wipe(STREAM_OFFSET, AUTHENTICATOR_KEY_LENGTH);
      } else {
        scratch.wipe(0, STREAM_OFFSET + streamed);
      }
    }
  }

  private void sealInPlace(long subkey, long src, int length, long dst) {
    long ciphertext = dst + TAG_LENGTH;
    long tag = scratch.address(TEXT_OFFSET + FIRST_LENGTH);
    try {
      scratch.putFrom(TEXT_OFFSET, src, FIRST_LENGTH);
      stream(tag + STREAM_OFFSET, tag + STREAM_OFFSET, BLOCK_LENGTH, 0, subkey);
      stream(ciphertext + FIRST_LENGTH, src + FIRST_LENGTH, length - FIRST_LENGTH, 1, subkey);
      scratch.getTo(TEXT_OFFSET, ciphertext, FIRST_LENGTH);
      authenticate(dst, ciphertext, length, tag + STREAM_OFFSET);
    } finally {
      scratch.wipe(0, TEXT_OFFSET + FIRST_LENGTH);
    }
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
    block.putNonce(nonce2, 0, 0, 0);
    long subkey = subkeys.opening(nonce0, nonce1);
    boolean opened;
    try {
      opened =
          isStaged(src, srcOffset + TAG_LENGTH, length - TAG_LENGTH, dst, dstOffset)
              ? openStaged(subkey, src, srcOffset, length - TAG_LENGTH, dst, dstOffset)
              : openInPlace(
                  subkey,
                  Linkage.address(src, srcOffset),
                  length - TAG_LENGTH,
                  Linkage.address(dst, dstOffset));
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(src);
      Reference.reachabilityFence(dst);
    }
    if (opened) {
      subkeys.verified();
    }
    return opened;
  }

  private boolean openStaged(
      long subkey,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    int streamed = streamed(length);
    int copy = aligned(TAG_LENGTH + length);
    int total = Math.addExact(copy, STREAM_OFFSET + streamed);
    long tag = scratch.address(total);
    long streamAddress = tag + copy + STREAM_OFFSET;
    try {
      scratch.putFrom(0, src, srcOffset, TAG_LENGTH + length);
      // Sealing leaves ciphertext here.
      scratch.wipe(copy + STREAM_OFFSET, AUTHENTICATOR_KEY_LENGTH);
      scratch.putFrom(copy + TEXT_OFFSET, src, srcOffset + TAG_LENGTH, length);
      stream(streamAddress, streamAddress, streamed, 0, subkey);
      boolean verified = verify(tag, tag + TAG_LENGTH, length, streamAddress);
      if (verified) {
        scratch.getTo(copy + TEXT_OFFSET, dst, dstOffset, length);
      }
      return verified;
    } finally {
      scratch.wipe(0, total);
    }
  }

  private boolean openInPlace(long subkey, long src, int length, long dst) {
    long ciphertext = src + TAG_LENGTH;
    long tag = scratch.address(TEXT_OFFSET + FIRST_LENGTH);
    try {
      scratch.putFrom(TEXT_OFFSET, ciphertext, FIRST_LENGTH);
      stream(tag + STREAM_OFFSET, tag + STREAM_OFFSET, BLOCK_LENGTH, 0, subkey);
      if (!verify(src, ciphertext, length, tag + STREAM_OFFSET)) {
        return false;
      }
      stream(dst + FIRST_LENGTH, ciphertext + FIRST_LENGTH, length - FIRST_LENGTH, 1, subkey);
      scratch.getTo(TEXT_OFFSET, dst, FIRST_LENGTH);
      return true;
    } finally {
      scratch.wipe(0, TEXT_OFFSET + FIRST_LENGTH);
    }
  }

  private static boolean isStaged(
      DirectBuffer src, int textOffset, int length, DirectBuffer dst, int outOffset) {
    return length <= MAX_STAGED
        || Linkage.isHeap(src)
        || Linkage.isHeap(dst)
        || !Linkage.isWordAligned(src, textOffset)
        || !Linkage.isWordAligned(dst, outOffset);
  }

  /** Octets of the key stream that a text is encrypted with, up to where the vector code ends. */
  private static int streamed(int length) {
    long rounded = (long) AUTHENTICATOR_KEY_LENGTH + length + VECTOR_LENGTH - 1 & -VECTOR_LENGTH;
    if (rounded > Integer.MAX_VALUE / 2 - BLOCK_LENGTH) {
      throw new LimitExceededException(
          "the text is too long for this cipher here; use aligned direct buffers",
          "limit",
          "staged text",
          "octets",
          length);
    }
    return (int) rounded;
  }

  private static int aligned(int length) {
    return length + ALIGNMENT - 1 & -ALIGNMENT;
  }

  private void stream(long out, long in, long length, long counter, long subkey) {
    int status;
    try {
      status =
          length <= Linkage.MAX_CRITICAL_DIRECT
              ? (int)
                  SodiumCalls.STREAM_CRITICAL.invokeExact(
                      MemorySegment.ofAddress(stream),
                      out,
                      in,
                      length,
                      block.nonceAddress,
                      counter,
                      subkey)
              : (int)
                  SodiumCalls.STREAM.invokeExact(
                      MemorySegment.ofAddress(stream),
                      out,
                      in,
                      length,
                      block.nonceAddress,
                      counter,
                      subkey);
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    }
    SodiumLibrary.check(status);
  }

  private void authenticate(long tag, long text, long length, long key) {
    SodiumLibrary.check(callAuthenticator(authenticate, tag, text, length, key));
  }

  private boolean verify(long tag, long text, long length, long key) {
    return callAuthenticator(verify, tag, text, length, key) == 0;
  }

  private static int callAuthenticator(long function, long tag, long text, long length, long key) {
    MemorySegment symbol = MemorySegment.ofAddress(function);
    try {
      return length <= Linkage.MAX_CRITICAL_DIRECT
          ? (int) SodiumCalls.FOUR_ADDRESSES_CRITICAL.invokeExact(symbol, tag, text, length, key)
          : (int) SodiumCalls.FOUR_ADDRESSES.invokeExact(symbol, tag, text, length, key);
    } catch (Throwable t) {
      throw SodiumLibrary.unexpected(t);
    }
  }

  private static void requireNoAssociatedData(int length) {
    if (length != 0) {
      throw new IllegalArgumentException("secretbox takes no associated data: length=" + length);
    }
  }

  @Override
  public void replaceKey(MemorySegment key) {
    wipeKey();
    block.putKey(key);
    block.keyReplaced();
  }

  @Override
  public void wipeKey() {
    block.wipeKey();
    subkeys.wipe();
  }

  @Override
  public void close() {
    block.close();
    subkeys.close();
    scratch.close();
  }
}
