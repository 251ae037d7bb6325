package io.pe3.sign;

import io.pe3.aead.AeadEngines;
import io.pe3.error.LimitExceededException;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ed25519ph (RFC 8032, section 5.1, empty context) over a label and what follows it: begin, update
 * as often as it takes, then sign or verify.
 *
 * <p>A signature is accepted only if S is below the group's order, and A and R are canonical and of
 * the prime-order group; that excludes points of small order and mixed ones, and makes the
 * equations with and without cofactor one. Plain Ed25519 is another function and never accepted.
 *
 * <p>Not thread-safe; one per thread, reused. With libsodium nothing is allocated, and neither
 * seeds nor what is signed are copied to the heap.
 */
public final class Ed25519ph implements AutoCloseable {
  /** The length of a signature. */
  public static final int SIGNATURE_OCTETS = SignatureEngine.SIGNATURE_OCTETS;

  private static final int MAX_SIZED = 0xFFFF;

  private final SignatureEngine engine;
  private final UnsafeBuffer size = new UnsafeBuffer(new byte[Short.BYTES]);
  private SignatureLabel lastLabel;
  private DirectBuffer labelOctets;
  private boolean begun;

  private Ed25519ph(SignatureEngine engine) {
    this.engine = engine;
  }

  /**
   * Makes one with libsodium, or else Bouncy Castle.
   *
   * @return the new object; the caller closes it
   * @throws io.pe3.error.EngineUnavailableException when neither can be used
   */
  public static Ed25519ph create() {
    return new Ed25519ph(SignatureEngine.best());
  }

  /**
   * Makes one with an engine.
   *
   * @param engines to choose from
   * @param engine {@code sodium}, {@code bouncycastle} or {@code auto}
   * @return the new object; the caller closes it
   * @throws io.pe3.error.EngineUnavailableException when it cannot be used
   */
  public static Ed25519ph create(AeadEngines engines, String engine) {
    return new Ed25519ph(SignatureEngine.open(engines, engine));
  }

  /**
   * Begins what is signed; what was begun before is given up.
   *
   * @param label what the signature is for
   * @return this
   */
  public Ed25519ph begin(SignatureLabel label) {
    if (!label.equals(lastLabel)) {
      labelOctets = label.octets();
      lastLabel = label;
    }
    engine.begin();
    engine.update(labelOctets, 0, labelOctets.capacity());
    begun = true;
    return this;
  }

  /** Begins without a label, as the vectors of the RFC are. */
  Ed25519ph beginUnlabelled() {
    engine.begin();
    begun = true;
    return this;
  }

  /**
   * Goes on with octets.
   *
   * @param src holds them; direct or heap
   * @param offset of the first one
   * @param length how many
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   * @throws IllegalStateException when nothing was begun
   */
  public Ed25519ph update(DirectBuffer src, int offset, int length) {
    requireBegun();
    Objects.checkFromIndexSize(offset, length, src.capacity());
    if (length > 0) {
      engine.update(src, offset, length);
    }
    return this;
  }

  /**
   * Goes on with the length of octets, as two octets, and the octets: the profile's {@code lp}.
   *
   * @param src holds them; direct or heap
   * @param offset of the first one
   * @param length how many
   * @return this
   * @throws LimitExceededException when there are more than 65 535
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   * @throws IllegalStateException when nothing was begun
   */
  public Ed25519ph updateSized(DirectBuffer src, int offset, int length) {
    requireBegun();
    if (length > MAX_SIZED) {
      throw new LimitExceededException(
          "a part with a length in two octets is too long",
          "limit",
          "part",
          "length",
          length,
          "maximum",
          MAX_SIZED);
    }
    size.putShort(0, (short) length, ByteOrder.BIG_ENDIAN);
    engine.update(size, 0, Short.BYTES);
    return update(src, offset, length);
  }

  /**
   * Signs what was given since {@code begin}.
   *
   * @param key to sign with
   * @param dst gets {@value #SIGNATURE_OCTETS} octets
   * @param dstOffset of the first one
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   * @throws IllegalStateException when nothing was begun
   */
  public void sign(SessionKey key, MutableDirectBuffer dst, int dstOffset) {
    Objects.checkFromIndexSize(dstOffset, SIGNATURE_OCTETS, dst.capacity());
    end();
    engine.sign(key, dst, dstOffset);
  }

  /**
   * Checks a signature of what was given since {@code begin}.
   *
   * @param signer holds the signer's public key
   * @param signerOffset of its first octet
   * @param signature holds the signature
   * @param offset of its first octet
   * @return whether the signer made it
   * @throws IndexOutOfBoundsException when a range is not inside its buffer
   * @throws IllegalStateException when nothing was begun
   */
  public boolean verify(DirectBuffer signer, int signerOffset, DirectBuffer signature, int offset) {
    Objects.checkFromIndexSize(signerOffset, SignerKey.OCTETS, signer.capacity());
    Objects.checkFromIndexSize(offset, SIGNATURE_OCTETS, signature.capacity());
    end();
    return engine.verify(signer, signerOffset, signature, offset);
  }

  /**
   * Who does the work.
   *
   * @return the engine's name
   */
  public String engine() {
    return engine.name();
  }

  /** Wipes what is left of what was signed. A second call does nothing. */
  @Override
  public void close() {
    begun = false;
    engine.close();
  }

  private void end() {
    requireBegun();
    begun = false;
  }

  private void requireBegun() {
    if (!begun) {
      throw new IllegalStateException("nothing was begun that could be signed");
    }
  }
}
