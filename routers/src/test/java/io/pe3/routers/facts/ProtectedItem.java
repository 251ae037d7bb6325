package io.pe3.routers.facts;

import io.pe3.routers.session.SessionSerializer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A hand-made protected message: octets that no key was ever needed for, and its attributes. */
final class ProtectedItem {
  /** Not UTF-8, and its base64 needs padding. */
  private static final byte[] OCTETS = new byte[41];

  static {
    for (int i = 0; i < OCTETS.length; i++) {
      OCTETS[i] = (byte) (0xf0 + 7 * i);
    }
  }

  private ProtectedItem() {}

  /** The binary item. */
  static byte[] octets() {
    return OCTETS.clone();
  }

  /** Every attribute of the carrier {@code ppt} and the {@code e2ee} ones beside it. */
  static Map<String, Object> passthru() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("ppt_scheme", "wamp");
    attributes.put("ppt_serializer", "cbor");
    attributes.put("ppt_cipher", "aes256gcm");
    attributes.put("ppt_keyid", "0xDeaDbeefdEAdbeefdEadbEEFdeadbeEFdEaDbeeF");
    attributes.put("ppt_compressor", "zstd");
    attributes.put("e2ee_request_key_rpc", "com.example.key");
    attributes.put("e2ee_use_same_key", true);
    return attributes;
  }

  /** Every attribute of the carrier {@code enc}. */
  static Map<String, Object> transparency() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("enc_algo", "x_wamp_aes256gcm");
    attributes.put("enc_serializer", "cbor");
    attributes.put("enc_key", "0xDeaDbeefdEAdbeefdEadbEEFdeadbeEFdEaDbeeF");
    return attributes;
  }

  /** What of both carriers stands in Details. */
  static Map<String, Object> attributesOf(Map<?, ?> details) {
    Map<String, Object> found = new TreeMap<>();
    details.forEach(
        (name, value) -> {
          if (name.toString().matches("(ppt|enc|e2ee)_.*")) {
            found.put(name.toString(), value);
          }
        });
    return found;
  }

  /** The form in which the item arrived, and {@code other} if its octets are not the ones sent. */
  static String formOf(Object item) {
    if (item instanceof byte[] octets) {
      return Arrays.equals(octets, OCTETS) ? "binary" : "other";
    }
    if (SessionSerializer.textOf(OCTETS).equals(item)) {
      return "U+0000 base64";
    }
    if (Base64.getEncoder().encodeToString(OCTETS).equals(item)) {
      return "base64";
    }
    return "other";
  }
}
