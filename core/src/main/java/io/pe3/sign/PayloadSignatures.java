package io.pe3.sign;

import io.pe3.aead.AeadEngines;
import io.pe3.error.SignatureInvalidException;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Signs and checks the contents of payloads (wire profile, section 4), inside the encryption:
 *
 * <pre>
 *  0                     32                      96
 *  +---------------------+-----------------------+------------+
 *  | signer's public key |       signature       |    body    |
 *  +---------------------+-----------------------+------------+
 *
 *  covered:  "PE3 v1 signature" 0x00 | header (26) | binding (32) | lp(reply_to)
 *            | SHA-256 of the dictionary that the frame names, or zeros (32) | body
 * </pre>
 *
 * <p>Header, binding and {@code reply_to} are the payload's associated data as it stands: 58
 * octets, or 82 with a {@code reply_to}. Not thread-safe; one per thread, reused; with libsodium
 * nothing is allocated but a {@link SignerKey} when the signer is another than that of the message
 * before.
 */
public final class PayloadSignatures implements AutoCloseable {
  /** Octets of signer and signature before the body. */
  public static final int OCTETS = SignerKey.OCTETS + Ed25519ph.SIGNATURE_OCTETS;

  private static final int SIGNATURE_OFFSET = SignerKey.OCTETS;
  private static final int HEADER_AND_BINDING = 26 + 32;
  private static final int REPLY_TO = 24;
  private static final int DIGEST = 32;
  private static final DirectBuffer NO_DICTIONARY = new UnsafeBuffer(new byte[DIGEST]);

  private final Ed25519ph ed25519ph;
  private SignerKey lastSigner;

  private PayloadSignatures(Ed25519ph ed25519ph) {
    this.ed25519ph = ed25519ph;
  }

  /**
   * Makes one with libsodium, or else Bouncy Castle.
   *
   * @return the new object; the caller closes it
   * @throws io.pe3.error.EngineUnavailableException when neither can be used
   */
  public static PayloadSignatures create() {
    return new PayloadSignatures(Ed25519ph.create());
  }

  /**
   * Makes one with an engine.
   *
   * @param engines to choose from
   * @param engine {@code sodium}, {@code bouncycastle} or {@code auto}
   * @return the new object; the caller closes it
   * @throws io.pe3.error.EngineUnavailableException when it cannot be used
   */
  public static PayloadSignatures create(AeadEngines engines, String engine) {
    return new PayloadSignatures(Ed25519ph.create(engines, engine));
  }

  /**
   * Writes signer and signature.
   *
   * @param key to sign with
   * @param associatedData holds header, binding and {@code reply_to}
   * @param adOffset of the first octet
   * @param adLength 58 or 82
   * @param dictionary holds the SHA-256 of the dictionary that the frame names, or null for none
   * @param body holds the body, compressed if it is
   * @param bodyOffset of its first octet
   * @param bodyLength octets of it
   * @param dst gets {@value #OCTETS} octets
   * @param dstOffset of the first one
   * @throws io.pe3.error.UnknownKeyException when the key is closed
   * @throws IndexOutOfBoundsException when a range is not inside its buffer
   */
  public void sign(
      SessionKey key,
      DirectBuffer associatedData,
      int adOffset,
      int adLength,
      DirectBuffer dictionary,
      DirectBuffer body,
      int bodyOffset,
      int bodyLength,
      MutableDirectBuffer dst,
      int dstOffset) {
    Objects.checkFromIndexSize(dstOffset, OCTETS, dst.capacity());
    cover(associatedData, adOffset, adLength, dictionary, body, bodyOffset, bodyLength);
    ed25519ph.sign(key, dst, dstOffset + SIGNATURE_OFFSET);
    key.signer().putTo(dst, dstOffset);
  }

  /**
   * Checks signer and signature.
   *
   * @param associatedData holds header, binding and {@code reply_to}
   * @param adOffset of the first octet
   * @param adLength 58 or 82
   * @param dictionary holds the SHA-256 of the dictionary that the frame names, or null for none
   * @param content holds signer, signature and body
   * @param offset of the first octet
   * @param length of all three
   * @return who signed
   * @throws SignatureInvalidException when the signature is not the signer's, or there is no room
   *     for one
   * @throws IndexOutOfBoundsException when a range is not inside its buffer
   */
  public SignerKey verify(
      DirectBuffer associatedData,
      int adOffset,
      int adLength,
      DirectBuffer dictionary,
      DirectBuffer content,
      int offset,
      int length) {
    Objects.checkFromIndexSize(offset, length, content.capacity());
    if (length < OCTETS) {
      throw new SignatureInvalidException(
          "the content is too short for signer and signature", "length", length);
    }
    cover(
        associatedData, adOffset, adLength, dictionary, content, offset + OCTETS, length - OCTETS);
    if (!ed25519ph.verify(content, offset, content, offset + SIGNATURE_OFFSET)) {
      throw new SignatureInvalidException(
          "the signature does not verify; nobody is known to have signed this",
          "claimed",
          SignerKey.copyOf(content, offset));
    }
    if (lastSigner == null || !lastSigner.isAt(content, offset)) {
      lastSigner = SignerKey.copyOf(content, offset);
    }
    return lastSigner;
  }

  /** Wipes what is left of what was signed. A second call does nothing. */
  @Override
  public void close() {
    ed25519ph.close();
  }

  private void cover(
      DirectBuffer associatedData,
      int adOffset,
      int adLength,
      DirectBuffer dictionary,
      DirectBuffer body,
      int bodyOffset,
      int bodyLength) {
    int replyTo = adLength - HEADER_AND_BINDING;
    if (replyTo != 0 && replyTo != REPLY_TO) {
      throw new IllegalArgumentException("associated data of 58 or 82 octets, not " + adLength);
    }
    ed25519ph
        .begin(SignatureLabel.PAYLOAD)
        .update(associatedData, adOffset, HEADER_AND_BINDING)
        .updateSized(associatedData, adOffset + HEADER_AND_BINDING, replyTo)
        .update(dictionary == null ? NO_DICTIONARY : dictionary, 0, DIGEST)
        .update(body, bodyOffset, bodyLength);
  }
}
