package io.pe3.envelope.engine;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.EngineUnavailableException;
import io.pe3.error.MalformedException;
import io.pe3.key.Flow;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The digest that ties a payload to what is around it (wire profile, section 4):
 *
 * <pre>
 *   SHA-256("PE3 v1 binding" ‖ lp("x_pe3") ‖ lp(serializer) ‖ lp(cipher) ‖ lp(keyid) ‖ lp(flow)
 *           ‖ lp(realm) ‖ lp(uri) [‖ lp(error URI), in flow error only])
 *   lp(x) = length of x in 2 octets ‖ x
 * </pre>
 *
 * <pre>
 *   associated data   0            26             58             82
 *                    +------------+--------------+--------------+
 *                    |   header   |   binding    |   reply_to   |
 *                    +------------+--------------+--------------+
 *                                                 if there is one
 * </pre>
 *
 * <p>Every part has its length in front, so that no two messages are bound alike. Immutable and
 * thread-safe; made once for many messages.
 */
public final class Binding {
  /** Octets of a digest. */
  public static final int LENGTH = 32;

  /** Where the digest stands in associated data. */
  static final int OFFSET = EnvelopeDescriptor.HEADER_LENGTH;

  /** Where the digest ends in associated data, and reply_to begins. */
  static final int END = OFFSET + LENGTH;

  /** Most octets of associated data that a message has. */
  public static final int MAX_ASSOCIATED_DATA = END + ReplyTo.LENGTH;

  private static final byte[] LABEL = "PE3 v1 binding".getBytes(US_ASCII);
  private static final String SCHEME = "x_pe3";
  private static final int MAX_OCTETS = 65_535;

  private final Serializer serializer;
  private final AeadCipher cipher;
  private final String keyId;
  private final long word0;
  private final long word1;
  private final long word2;
  private final long word3;

  private Binding(Serializer serializer, AeadCipher cipher, String keyId, byte[] digest) {
    this.serializer = serializer;
    this.cipher = cipher;
    this.keyId = keyId;
    UnsafeBuffer octets = new UnsafeBuffer(digest);
    word0 = octets.getLong(0, LITTLE_ENDIAN);
    word1 = octets.getLong(Long.BYTES, LITTLE_ENDIAN);
    word2 = octets.getLong(2 * Long.BYTES, LITTLE_ENDIAN);
    word3 = octets.getLong(3 * Long.BYTES, LITTLE_ENDIAN);
  }

  /**
   * Makes the digest.
   *
   * @param serializer of the payload
   * @param cipher of the payload
   * @param keyId of the data key
   * @param flow of the message
   * @param realm of the session
   * @param uri topic or procedure
   * @param errorUri in flow {@code error}, else null
   * @return the digest
   * @throws MalformedException when a part is not strict UTF-8, or longer than 65 535 octets
   */
  public static Binding of(
      Serializer serializer,
      AeadCipher cipher,
      String keyId,
      Flow flow,
      String realm,
      String uri,
      String errorUri) {
    MessageDigest sha = sha256();
    sha.update(LABEL);
    update(sha, "scheme", SCHEME);
    update(sha, "serializer", serializer.text());
    update(sha, "cipher", cipher.text());
    update(sha, "keyid", keyId);
    update(sha, "flow", flow.text());
    update(sha, "realm", realm);
    update(sha, "uri", uri);
    if (flow == Flow.ERROR) {
      update(sha, "error_uri", errorUri);
    }
    return new Binding(serializer, cipher, keyId, sha.digest());
  }

  /**
   * Refuses a text that cannot be bound.
   *
   * @param part what it is, for the error
   * @param text to look at
   * @throws MalformedException when it is not strict UTF-8, or longer than 65 535 octets
   */
  public static void check(String part, String text) {
    utf8(part, text);
  }

  /**
   * Whether this is the digest for an attribute's values, all else being the same.
   *
   * @param otherSerializer of the payload
   * @param otherCipher of the payload
   * @param otherKeyId of the data key
   * @return true when all three are those that it was made of
   */
  public boolean isFor(Serializer otherSerializer, AeadCipher otherCipher, String otherKeyId) {
    return serializer == otherSerializer && cipher == otherCipher && keyId.equals(otherKeyId);
  }

  /** Writes the digest. */
  void putTo(MutableDirectBuffer buffer, int offset) {
    buffer.putLong(offset, word0, LITTLE_ENDIAN);
    buffer.putLong(offset + Long.BYTES, word1, LITTLE_ENDIAN);
    buffer.putLong(offset + 2 * Long.BYTES, word2, LITTLE_ENDIAN);
    buffer.putLong(offset + 3 * Long.BYTES, word3, LITTLE_ENDIAN);
  }

  /**
   * Writes the associated data of a message, which a signature covers too.
   *
   * @param buffer to write to, {@link #MAX_ASSOCIATED_DATA} octets
   * @param flags of the header
   * @param high first half of the sender
   * @param low second half of the sender
   * @param counter of the message
   * @param replyTo perhaps empty
   * @return octets written
   */
  public int putAssociatedData(
      MutableDirectBuffer buffer, int flags, long high, long low, long counter, ReplyTo replyTo) {
    EnvelopeDescriptor.put(buffer, 0, flags, high, low, counter);
    putTo(buffer, OFFSET);
    return END + replyTo.putTo(buffer, END);
  }

  private static void update(MessageDigest sha, String part, String text) {
    ByteBuffer octets = utf8(part, text);
    int length = octets.remaining();
    sha.update((byte) (length >> Byte.SIZE));
    sha.update((byte) length);
    sha.update(octets);
  }

  /** Strictly: two lone surrogates would be encoded alike, and so bound alike. */
  private static ByteBuffer utf8(String part, String text) {
    ByteBuffer octets;
    try {
      octets = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new MalformedException("a lone surrogate cannot be bound", "part", part).causedBy(e);
    }
    if (octets.remaining() > MAX_OCTETS) {
      throw new MalformedException(
          "the text is too long to be bound",
          "part",
          part,
          "length",
          octets.remaining(),
          "maximum",
          MAX_OCTETS);
    }
    return octets;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new EngineUnavailableException("this Java has no SHA-256; use a full JDK").causedBy(e);
    }
  }
}
