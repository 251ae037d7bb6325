package io.pe3.wamp.session;

import io.pe3.PayloadAttributes;
import io.pe3.codec.Serializer;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.AddedEntries;
import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes beside a payload as entries of Options, in either carrier, made once. */
final class CarrierEntries {
  /** A sealer has two sets of attributes: for compressed payloads and for others. */
  private static final int KEPT = 2;

  private final PayloadAttributes[] attributes = new PayloadAttributes[KEPT];
  private final AddedEntries[] ppt = new AddedEntries[KEPT];
  private final AddedEntries[] enc = new AddedEntries[KEPT];

  /** The entries for attributes, which a sealer gives as the same instances again. */
  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  AddedEntries of(PayloadAttributes wanted, Carrier carrier) {
    int at = attributes[0] == wanted ? 0 : 1;
    if (attributes[at] != wanted) {
      at = attributes[0] == null ? 0 : 1;
      attributes[at] = wanted;
      ppt[at] = new AddedEntries(wanted.toOptions());
      enc[at] = new AddedEntries(encOptions(wanted));
    }
    return carrier == Carrier.PPT ? ppt[at] : enc[at];
  }

  private static Map<String, Object> encOptions(PayloadAttributes attributes) {
    String scheme = attributes.scheme();
    String serializer = attributes.serializer();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(
        Attribute.ENC_ALGO.key().text(),
        (scheme.startsWith("x_") ? scheme : "x_" + scheme) + "_" + attributes.cipher());
    options.put(
        Attribute.ENC_SERIALIZER.key().text(),
        serializer.equals(Serializer.NATIVE.text()) ? "x_" + serializer : serializer);
    options.put(Attribute.ENC_KEY.key().text(), attributes.keyId());
    return options;
  }
}
