package io.pe3.wamp.session;

import io.pe3.PayloadAttributes;
import io.pe3.codec.Serializer;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.OptionEntries;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes beside a payload as entries of Options, in either carrier and every session
 * serializer, made when they are first needed. What the policy wants written beside them is a
 * matter of the {@code ppt} carrier; {@code enc} has no attributes for it.
 */
final class CarrierEntries {
  /** A sealer has two sets of attributes: for compressed payloads and for others. */
  private final Encoded first = new Encoded();

  private final Encoded second = new Encoded();
  private final Map<String, Object> more;

  /** Makes them with more attributes of the {@code ppt} carrier, by their names. */
  CarrierEntries(Map<String, Object> more) {
    this.more = more;
  }

  /** The entries for attributes, which a sealer gives as the same instances again. */
  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  OptionEntries of(PayloadAttributes wanted, Carrier carrier, Serializer session) {
    Encoded encoded = first.attributes == null || first.attributes == wanted ? first : second;
    if (encoded.attributes != wanted) {
      encoded.attributes = wanted;
      encoded.ppt.clear();
      encoded.enc.clear();
    }
    Map<Serializer, OptionEntries> entries = carrier == Carrier.PPT ? encoded.ppt : encoded.enc;
    OptionEntries found = entries.get(session);
    if (found == null) {
      found =
          OptionEntries.of(
              session, carrier == Carrier.PPT ? pptOptions(wanted) : encOptions(wanted));
      entries.put(session, found);
    }
    return found;
  }

  private static final class Encoded {
    private final Map<Serializer, OptionEntries> ppt = new EnumMap<>(Serializer.class);
    private final Map<Serializer, OptionEntries> enc = new EnumMap<>(Serializer.class);
    private PayloadAttributes attributes;
  }

  private Map<String, Object> pptOptions(PayloadAttributes attributes) {
    Map<String, Object> options = attributes.toOptions();
    options.putAll(more);
    return options;
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
