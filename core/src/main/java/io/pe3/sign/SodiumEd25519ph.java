package io.pe3.sign;

import io.pe3.aead.engine.SodiumEngine;
import io.pe3.aead.engine.SodiumSignatures;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ed25519ph by libsodium. Allocates nothing once made. What comes from the heap goes through the
 * scratch, which is wiped.
 *
 * <pre>
 *    0            512         576      608    640     672       704          736       4832
 *   +------------+-----------+--------+------+-------+---------+------------+---------+
 *   | hash state | signature | signer | seed | order | product | known good | scratch |
 *   +------------+-----------+--------+------+-------+---------+------------+---------+
 * </pre>
 */
final class SodiumEd25519ph implements SignatureEngine {
  private static final int STATE_LENGTH = 512;
  private static final int SIGNATURE_OFFSET = STATE_LENGTH;
  private static final int SIGNER_OFFSET = SIGNATURE_OFFSET + SIGNATURE_OCTETS;
  private static final int SEED_OFFSET = SIGNER_OFFSET + SignerKey.OCTETS;
  private static final int ORDER_OFFSET = SEED_OFFSET + SessionKey.SEED_OCTETS;
  private static final int PRODUCT_OFFSET = ORDER_OFFSET + SignerKey.OCTETS;
  private static final int KNOWN_OFFSET = PRODUCT_OFFSET + SignerKey.OCTETS;
  private static final int SCRATCH_OFFSET = KNOWN_OFFSET + SignerKey.OCTETS;
  private static final int SCRATCH_LENGTH = 4096;
  private static final int LENGTH = SCRATCH_OFFSET + SCRATCH_LENGTH;
  private static final int ALIGNMENT = 64;

  /** The order of the group, 2^252 + 27742317777372353535851937790883648493, little-endian. */
  private static final byte[] ORDER =
      HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  private final SodiumSignatures sodium;
  private final SecretMemory memory = SecretMemory.allocate(LENGTH, ALIGNMENT);
  private final UnsafeBuffer block = new UnsafeBuffer(memory.address(), LENGTH);
  private final long state = memory.address();
  private final long signature = memory.address() + SIGNATURE_OFFSET;
  private final long signer = memory.address() + SIGNER_OFFSET;
  private final long scratch = memory.address() + SCRATCH_OFFSET;
  private boolean hasKnown;

  SodiumEd25519ph(SodiumSignatures sodium) {
    this.sodium = sodium;
    if (sodium.stateLength() > STATE_LENGTH) {
      throw new IllegalStateException("libsodium's state is larger than any known one");
    }
    block.putBytes(ORDER_OFFSET, ORDER);
  }

  @Override
  public String name() {
    return SodiumEngine.NAME;
  }

  @Override
  public void begin() {
    sodium.init(state);
  }

  @Override
  public void update(DirectBuffer src, int offset, int length) {
    if (src.byteArray() == null) {
      sodium.update(state, src.addressOffset() + offset, length);
      return;
    }
    int done = 0;
    while (done < length) {
      int part = Math.min(SCRATCH_LENGTH, length - done);
      block.putBytes(SCRATCH_OFFSET, src, offset + done, part);
      sodium.update(state, scratch, part);
      done += part;
    }
    block.setMemory(SCRATCH_OFFSET, Math.min(SCRATCH_LENGTH, length), (byte) 0);
  }

  @Override
  public void sign(SessionKey key, MutableDirectBuffer dst, int dstOffset) {
    long secret = key.acquire();
    try {
      sodium.sign(state, signature, secret);
    } finally {
      key.release();
    }
    dst.putBytes(dstOffset, block, SIGNATURE_OFFSET, SIGNATURE_OCTETS);
  }

  @Override
  public boolean verify(DirectBuffer signerOctets, int signerOffset, DirectBuffer sig, int offset) {
    block.putBytes(SIGNER_OFFSET, signerOctets, signerOffset, SignerKey.OCTETS);
    block.putBytes(SIGNATURE_OFFSET, sig, offset, SIGNATURE_OCTETS);
    // libsodium multiplies by the cofactor and takes an R that is not canonical: both have no
    // effect between points that pass here. R is the signature's first half.
    return isGoodSigner()
        && isPrimeOrder(SIGNATURE_OFFSET)
        && sodium.verify(state, signature, signer);
  }

  /** Messages come from few signers in a row, so the last good one is remembered. */
  private boolean isGoodSigner() {
    if (hasKnown && isSame(SIGNER_OFFSET, KNOWN_OFFSET)) {
      return true;
    }
    boolean good = sodium.isPoint(signer) && isPrimeOrder(SIGNER_OFFSET);
    if (good) {
      block.putBytes(KNOWN_OFFSET, block, SIGNER_OFFSET, SignerKey.OCTETS);
      hasKnown = true;
    }
    return good;
  }

  /**
   * Whether a point times the order of the group is neutral. libsodium multiplies no point that is
   * not canonical or of small order, so that the product stays zero then; its check for mixed ones
   * alone would let a part of order 2 through.
   */
  private boolean isPrimeOrder(int offset) {
    block.setMemory(PRODUCT_OFFSET, SignerKey.OCTETS, (byte) 0);
    sodium.multiply(
        memory.address() + PRODUCT_OFFSET,
        memory.address() + ORDER_OFFSET,
        memory.address() + offset);
    return isNeutral(PRODUCT_OFFSET);
  }

  /** The neutral element is x = 0, y = 1: the octet 1 and zeros. */
  private boolean isNeutral(int offset) {
    return block.getLong(offset, ByteOrder.LITTLE_ENDIAN) == 1
        && (block.getLong(offset + Long.BYTES)
                | block.getLong(offset + 2 * Long.BYTES)
                | block.getLong(offset + 3 * Long.BYTES))
            == 0;
  }

  private boolean isSame(int offset, int other) {
    for (int i = 0; i < SignerKey.OCTETS; i += Long.BYTES) {
      if (block.getLong(offset + i) != block.getLong(other + i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public SignerKey completeKey(SecretMemory secret) {
    MemorySegment seed = secret.segment().asSlice(0, SessionKey.SEED_OCTETS);
    MemorySegment.copy(seed, 0, memory.segment(), SEED_OFFSET, SessionKey.SEED_OCTETS);
    sodium.makeKeys(signer, secret.address(), memory.address() + SEED_OFFSET);
    block.setMemory(SEED_OFFSET, SessionKey.SEED_OCTETS, (byte) 0);
    return SignerKey.copyOf(block, SIGNER_OFFSET);
  }

  @Override
  public void close() {
    block.wrap(0, 0);
    memory.close();
  }
}
