package io.pe3.sign;

import io.pe3.aead.engine.BouncyCastleEngine;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519ph by Bouncy Castle, in pure Java: seeds are on the heap while a call lasts, in arrays
 * that are wiped.
 */
final class BouncyCastleEd25519ph implements SignatureEngine {
  private static final byte[] NO_CONTEXT = {};
  private static final int CHUNK = 4096;

  private final Digest prehash = Ed25519.createPrehash();
  private final byte[] chunk = new byte[CHUNK];
  private final byte[] signer = new byte[SignerKey.OCTETS];
  private final byte[] signature = new byte[SIGNATURE_OCTETS];

  @Override
  public String name() {
    return BouncyCastleEngine.NAME;
  }

  @Override
  public void begin() {
    prehash.reset();
  }

  @Override
  public void update(DirectBuffer src, int offset, int length) {
    int done = 0;
    while (done < length) {
      int part = Math.min(CHUNK, length - done);
      src.getBytes(offset + done, chunk, 0, part);
      prehash.update(chunk, 0, part);
      done += part;
    }
    Arrays.fill(chunk, 0, Math.min(CHUNK, length), (byte) 0);
  }

  @Override
  public void sign(SessionKey key, MutableDirectBuffer dst, int dstOffset) {
    byte[] seed = key.seed();
    try {
      Ed25519.signPrehash(seed, 0, NO_CONTEXT, prehash, signature, 0);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
    dst.putBytes(dstOffset, signature);
  }

  @Override
  public boolean verify(DirectBuffer signerOctets, int signerOffset, DirectBuffer sig, int offset) {
    signerOctets.getBytes(signerOffset, signer);
    sig.getBytes(offset, signature);
    // Bouncy Castle multiplies the equation by a number that depends on the message: without effect
    // between points that pass here. R is the signature's first half.
    return Ed25519.validatePublicKeyFull(signer, 0)
        && Ed25519.validatePublicKeyFull(signature, 0)
        && Ed25519.verifyPrehash(signature, 0, signer, 0, NO_CONTEXT, prehash);
  }

  @Override
  public SignerKey completeKey(SecretMemory secret) {
    byte[] seed = new byte[SessionKey.SEED_OCTETS];
    try {
      MemorySegment.copy(secret.segment(), ValueLayout.JAVA_BYTE, 0, seed, 0, seed.length);
      Ed25519.generatePublicKey(seed, 0, signer, 0);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
    MemorySegment.copy(
        signer, 0, secret.segment(), ValueLayout.JAVA_BYTE, SessionKey.SEED_OCTETS, signer.length);
    return SignerKey.of(signer);
  }

  @Override
  public void close() {
    prehash.reset();
  }
}
