package io.pe3.wamp;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import io.pe3.internal.AgronaAccess;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The Options or Details of the message that a {@link MessageView} is wrapped around, in place.
 *
 * <p>Null, CBOR {@code undefined} and MessagePack extensions count as absent. Nothing here is
 * authenticated: it is what the sender or the router says. The first call after {@link
 * MessageView#wrap} reads the message up to Arguments and raises what {@link MessageView#id} does.
 * Not thread-safe. Allocates nothing, except where a String is returned.
 */
public final class MessageOptions {
  private final MessageElements elements;
  private final PayloadReader values;
  private final UnsafeBuffer text;
  private DirectBuffer buffer;

  MessageOptions(MessageElements elements, PayloadReader values) {
    AgronaAccess.require();
    this.elements = elements;
    this.values = values;
    this.text = new UnsafeBuffer(0, 0);
  }

  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  void wrap(DirectBuffer source) {
    if (buffer != source) {
      buffer = source;
    }
  }

  /**
   * How many entries there are.
   *
   * @return entries, absent and repeated ones included
   */
  public int entries() {
    return index().entries();
  }

  /**
   * Whether an attribute has a value.
   *
   * @param attribute to look for
   * @return true for a value of whatever type
   */
  public boolean has(Attribute attribute) {
    return index().has(attribute);
  }

  /**
   * Whether an attribute is named more than once. Here the first counts; another reader may take
   * the last.
   *
   * @param attribute to look for
   * @return true when it is repeated, with values or without
   */
  public boolean isRepeated(Attribute attribute) {
    return index().isRepeated(attribute);
  }

  /**
   * Whether an attribute is true.
   *
   * @param attribute to look at
   * @return false when it is absent, or anything but the boolean true
   */
  public boolean isTrue(Attribute attribute) {
    return has(attribute)
        && elements.options.type(attribute) == ValueType.BOOLEAN
        && value(attribute).readBoolean();
  }

  /**
   * Whether an attribute is a text that is not empty.
   *
   * @param attribute to look at
   * @return false when it is absent or empty
   * @throws MalformedException when it is there and no text
   */
  public boolean isSet(Attribute attribute) {
    return text(attribute, text) && text.capacity() > 0;
  }

  /**
   * Compares an attribute in place.
   *
   * @param attribute to look at
   * @param value to compare with
   * @return whether it is that text; false also when it is absent
   * @throws MalformedException when it is there and no text
   */
  public boolean is(Attribute attribute, PayloadKey value) {
    return has(attribute) && textValue(attribute).readKey(value);
  }

  /**
   * An attribute as an object.
   *
   * @param attribute to look at
   * @return the text, or null when it is absent
   * @throws MalformedException when it is there and no text
   */
  public String text(Attribute attribute) {
    return has(attribute) ? textValue(attribute).readText() : null;
  }

  /**
   * An attribute in place.
   *
   * @param attribute to look at
   * @param view is wrapped around its UTF-8 octets, which stay valid until the next call on the
   *     message; not touched when it is absent
   * @return whether it is there
   * @throws MalformedException when it is there and no text
   */
  public boolean text(Attribute attribute, DirectBuffer view) {
    if (!has(attribute)) {
      return false;
    }
    textValue(attribute).readText(view);
    return true;
  }

  /**
   * An attribute that is an id.
   *
   * @param attribute to look at
   * @return 0 to {@link MessageView#MAX_ID}, or −1 when it is absent
   * @throws MalformedException when it is there and no id
   */
  public long id(Attribute attribute) {
    return has(attribute) ? Ids.read(value(attribute), attribute.key().text()) : -1;
  }

  /**
   * Where the value of an attribute stands that is there.
   *
   * @param attribute to look at
   * @return offset of the value's first octet
   */
  public int valueOffset(Attribute attribute) {
    return index().offset(attribute);
  }

  /**
   * How long the value of an attribute is.
   *
   * @param attribute to look at
   * @return octets; 0 when it is absent
   */
  public int valueLength(Attribute attribute) {
    return has(attribute) ? elements.options.length(attribute) : 0;
  }

  /**
   * How many entries are a carrier's: {@code ppt_*}, {@code e2ee_*} and {@code enc_*}.
   *
   * @return entries, absent and repeated ones included
   */
  public int carrierEntries() {
    OptionsIndex index = index();
    return index.specials() - index.marks();
  }

  /**
   * How many entries are neither a carrier's nor PE3's marks ({@code x_pe3_*}).
   *
   * @return entries, absent and repeated ones included
   */
  public int otherEntries() {
    OptionsIndex index = index();
    return index.entries() - index.specials();
  }

  /**
   * The carrier by which the message says that its payload is no ordinary arguments.
   *
   * @return {@link Carrier#NONE} when no attribute of a carrier has a value, or only an empty
   *     scheme
   * @throws MalformedException when there are attributes of both carriers, a repeated one, some
   *     without a scheme, or a scheme that is no text (wire profile, section 1)
   */
  public Carrier carrier() {
    OptionsIndex index = index();
    if (index.specials() == 0) {
      return Carrier.NONE;
    }
    if (index.isRepeated()) {
      // Two readers that each take another of the two would see different messages.
      throw malformed("an attribute of a carrier is repeated");
    }
    int ppt = index.valued(Attribute.Kind.PPT);
    int enc = index.valued(Attribute.Kind.ENC);
    if (ppt > 0 && enc > 0) {
      throw malformed("the message has attributes of both carriers");
    }
    if (ppt > 0) {
      return withScheme(Carrier.PPT, Attribute.PPT_SCHEME, ppt);
    }
    return enc > 0 ? withScheme(Carrier.ENC, Attribute.ENC_ALGO, enc) : Carrier.NONE;
  }

  private Carrier withScheme(Carrier carrier, Attribute scheme, int valued) {
    boolean there = text(scheme, text);
    if (there && text.capacity() > 0) {
      return carrier;
    }
    if (there && valued == 1) {
      return Carrier.NONE;
    }
    throw malformed("the message has attributes of a carrier without their scheme");
  }

  private MalformedException malformed(String detail) {
    return new MalformedException(detail, "type", elements.type);
  }

  /**
   * Refuses values of a type or of a content that WAMP does not allow for the message's type.
   * Nothing else here asks for it: what peers send in practice is not always what they should.
   *
   * @throws MalformedException which names the attribute; in WAMP it is a {@code
   *     wamp.error.protocol_violation}
   */
  public void validateOptions() {
    elements.head();
    if (elements.optionsLength > 0) {
      values.wrap(buffer, elements.optionsOffset, elements.optionsLength);
      OptionRules.check(elements.type, values);
    }
  }

  /** Where the entries stand. */
  OptionsIndex index() {
    elements.head();
    return elements.options;
  }

  private PayloadReader textValue(Attribute attribute) {
    ValueType found = elements.options.type(attribute);
    if (found != ValueType.TEXT) {
      throw new MalformedException(
          "the attribute is not text", "attribute", attribute, "found", found);
    }
    return value(attribute);
  }

  private PayloadReader value(Attribute attribute) {
    return values.wrap(
        buffer, elements.options.offset(attribute), elements.options.length(attribute));
  }
}
