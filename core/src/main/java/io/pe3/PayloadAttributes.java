package io.pe3;

import io.pe3.error.MalformedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What travels beside a payload in Options or Details (wire profile, section 1), in clear. Scheme
 * {@code x_pe3} authenticates all but the compressor, which it ignores; scheme {@code wamp} none.
 *
 * @param scheme {@code ppt_scheme}
 * @param serializer {@code ppt_serializer}
 * @param cipher {@code ppt_cipher}
 * @param keyId {@code ppt_keyid}, or null when the message names none
 * @param compressor {@code ppt_compressor}, or null when there is none, or a router dropped it
 */
public record PayloadAttributes(
    String scheme, String serializer, String cipher, String keyId, String compressor) {
  /** The hardened scheme (wire profile, section 4). */
  public static final String SCHEME_X_PE3 = "x_pe3";

  /** The interoperable scheme (wire profile, section 3). */
  public static final String SCHEME_WAMP = "wamp";

  /** The one compressor there is. */
  public static final String COMPRESSOR_ZSTD = "zstd";

  private static final String PREFIX = "ppt_";
  private static final String SCHEME = "ppt_scheme";
  private static final String SERIALIZER = "ppt_serializer";
  private static final String CIPHER = "ppt_cipher";
  private static final String KEY_ID = "ppt_keyid";
  private static final String COMPRESSOR = "ppt_compressor";

  /** Checks that what is required is there. */
  public PayloadAttributes {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(serializer, "serializer");
    Objects.requireNonNull(cipher, "cipher");
  }

  /**
   * The attributes as Options of the {@code ppt} carrier.
   *
   * @return names and values in the order of the profile's table
   */
  public Map<String, Object> toOptions() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(SCHEME, scheme);
    options.put(SERIALIZER, serializer);
    options.put(CIPHER, cipher);
    if (keyId != null) {
      options.put(KEY_ID, keyId);
    }
    if (compressor != null) {
      options.put(COMPRESSOR, compressor);
    }
    return options;
  }

  /**
   * Reads the attributes of the {@code ppt} carrier out of Options or Details; other members are
   * passed over.
   *
   * @param options names and values
   * @return the attributes
   * @throws MalformedException when scheme, serializer or cipher is missing, a value is not text,
   *     or attributes of both carriers are there
   */
  public static PayloadAttributes fromOptions(Map<?, ?> options) {
    for (Object name : options.keySet()) {
      if (name instanceof String text && text.startsWith("enc_")) {
        throw new MalformedException(
            options.containsKey(SCHEME)
                ? "the message has attributes of both carriers"
                : "only the ppt carrier is read here",
            "attribute",
            text);
      }
    }
    return new PayloadAttributes(
        required(options, SCHEME),
        required(options, SERIALIZER),
        required(options, CIPHER),
        text(options, KEY_ID),
        text(options, COMPRESSOR));
  }

  private static String required(Map<?, ?> options, String name) {
    String value = text(options, name);
    if (value == null || value.isEmpty()) {
      throw new MalformedException(
          "a protected message needs ppt_scheme, ppt_serializer and ppt_cipher",
          "missing",
          name,
          "present",
          options.keySet().stream()
              .filter(key -> key instanceof String text && text.startsWith(PREFIX))
              .toList());
    }
    return value;
  }

  private static String text(Map<?, ?> options, String name) {
    Object value = options.get(name);
    if (value != null && !(value instanceof String)) {
      throw new MalformedException("the attribute is not text", "attribute", name);
    }
    return (String) value;
  }
}
