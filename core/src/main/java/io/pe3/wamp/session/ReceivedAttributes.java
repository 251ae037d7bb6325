package io.pe3.wamp.session;

import io.pe3.PayloadAttributes;
import io.pe3.PayloadScheme;
import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import io.pe3.error.UnsupportedSchemeException;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageOptions;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the attributes beside a payload, of either carrier (wire profile, section 1), and remembers
 * the last ones, since a stream of messages repeats them octet by octet.
 *
 * <p>Refuses schemes that are not accepted, before anything is decrypted. Allocates only when the
 * attributes change.
 */
final class ReceivedAttributes {
  private static final Attribute[] PPT = {
    Attribute.PPT_SCHEME,
    Attribute.PPT_SERIALIZER,
    Attribute.PPT_CIPHER,
    Attribute.PPT_KEYID,
    Attribute.PPT_COMPRESSOR
  };
  private static final Attribute[] ENC = {
    Attribute.ENC_ALGO, Attribute.ENC_SERIALIZER, Attribute.ENC_KEY
  };

  /** What an algorithm of the {@code enc} carrier begins with, for the schemes of PE3. */
  private static final String ENC_PREFIX = "x_";

  private static final String ENC_NATIVE = "x_native";
  private static final int MAX_REMEMBERED = 512;

  private final Set<PayloadScheme> schemes;

  private final UnsafeBuffer remembered = new UnsafeBuffer(new byte[MAX_REMEMBERED]);
  private final int[] ends = new int[PPT.length];
  private Serializer session;
  private Carrier carrier = Carrier.NONE;
  private PayloadAttributes last;

  ReceivedAttributes(Set<PayloadScheme> schemes) {
    this.schemes = schemes;
  }

  /**
   * Reads the attributes of a message.
   *
   * @param options of the message
   * @param by the carrier that they name
   * @param message holds the message
   * @param serializer of the session
   * @return the attributes; the same instance as long as they stay the same
   */
  PayloadAttributes read(
      MessageOptions options, Carrier by, DirectBuffer message, Serializer serializer) {
    Attribute[] wanted = by == Carrier.PPT ? PPT : ENC;
    if (last != null
        && carrier == by
        && session == serializer
        && areRemembered(options, wanted, message)) {
      return last;
    }
    last = null;
    PayloadAttributes read = by == Carrier.PPT ? ppt(options) : enc(options);
    if (remember(options, wanted, message)) {
      carrier = by;
      session = serializer;
      last = read;
    }
    return read;
  }

  private boolean areRemembered(MessageOptions options, Attribute[] wanted, DirectBuffer message) {
    int from = 0;
    for (int i = 0; i < wanted.length; i++) {
      int length = options.valueLength(wanted[i]);
      if (length != ends[i] - from) {
        return false;
      }
      int offset = length == 0 ? 0 : options.valueOffset(wanted[i]);
      if (!Octets.areEqual(remembered, from, length, message, offset, length)) {
        return false;
      }
      from = ends[i];
    }
    return true;
  }

  private boolean remember(MessageOptions options, Attribute[] wanted, DirectBuffer message) {
    int at = 0;
    for (int i = 0; i < wanted.length; i++) {
      int length = options.valueLength(wanted[i]);
      if (length > MAX_REMEMBERED - at) {
        return false;
      }
      if (length > 0) {
        remembered.putBytes(at, message, options.valueOffset(wanted[i]), length);
      }
      at += length;
      ends[i] = at;
    }
    return true;
  }

  private PayloadAttributes ppt(MessageOptions options) {
    String scheme = options.text(Attribute.PPT_SCHEME);
    requireAccepted(scheme);
    return new PayloadAttributes(
        scheme,
        required(options, Attribute.PPT_SERIALIZER),
        required(options, Attribute.PPT_CIPHER),
        options.text(Attribute.PPT_KEYID),
        options.text(Attribute.PPT_COMPRESSOR));
  }

  private PayloadAttributes enc(MessageOptions options) {
    String algorithm = options.text(Attribute.ENC_ALGO);
    String scheme =
        beginsWith(algorithm, PayloadAttributes.SCHEME_X_PE3)
            ? PayloadAttributes.SCHEME_X_PE3
            : beginsWith(algorithm, ENC_PREFIX + PayloadAttributes.SCHEME_WAMP)
                ? PayloadAttributes.SCHEME_WAMP
                : null;
    if (scheme == null) {
      throw notAccepted(algorithm);
    }
    requireAccepted(scheme);
    String serializer = required(options, Attribute.ENC_SERIALIZER);
    return new PayloadAttributes(
        scheme,
        serializer.equals(ENC_NATIVE) ? Serializer.NATIVE.text() : serializer,
        algorithm.substring(algorithm.indexOf('_', ENC_PREFIX.length()) + 1),
        options.text(Attribute.ENC_KEY),
        null);
  }

  private static boolean beginsWith(String algorithm, String scheme) {
    return algorithm.startsWith(scheme) && algorithm.startsWith("_", scheme.length());
  }

  private void requireAccepted(String scheme) {
    for (PayloadScheme accepted : schemes) {
      if (accepted.text().equals(scheme)) {
        return;
      }
    }
    // Otherwise whoever edits the attribute could choose a weaker scheme, or none.
    throw notAccepted(scheme);
  }

  private UnsupportedSchemeException notAccepted(String scheme) {
    return new UnsupportedSchemeException(
        "this scheme is not accepted here", "scheme", scheme, "accepted", schemes);
  }

  private static String required(MessageOptions options, Attribute attribute) {
    String value = options.text(attribute);
    if (value == null || value.isEmpty()) {
      throw new MalformedException(
          "an attribute that is required is missing", "missing", attribute);
    }
    return value;
  }
}
