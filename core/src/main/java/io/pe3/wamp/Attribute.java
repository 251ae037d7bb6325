package io.pe3.wamp;

import io.pe3.codec.PayloadKey;
import io.pe3.internal.RawWords;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The entries of Options and Details that a {@link MessageView} finds while it passes over the map:
 * those of the carriers, PE3's own marks, and the few of WAMP that protection depends on.
 */
public enum Attribute {
  /** The scheme of the {@code ppt} carrier. */
  PPT_SCHEME("ppt_scheme", Kind.PPT),
  /** The payload's serializer. */
  PPT_SERIALIZER("ppt_serializer", Kind.PPT),
  /** The payload's cipher. */
  PPT_CIPHER("ppt_cipher", Kind.PPT),
  /** The payload's key id. */
  PPT_KEYID("ppt_keyid", Kind.PPT),
  /** The payload's compressor. */
  PPT_COMPRESSOR("ppt_compressor", Kind.PPT),
  /** Where a key can be asked for. */
  E2EE_REQUEST_KEY_RPC("e2ee_request_key_rpc", Kind.PPT),
  /** Whether a result uses its call's key. */
  E2EE_USE_SAME_KEY("e2ee_use_same_key", Kind.PPT),
  /** The algorithm of the {@code enc} carrier. */
  ENC_ALGO("enc_algo", Kind.ENC),
  /** The payload's serializer. */
  ENC_SERIALIZER("enc_serializer", Kind.ENC),
  /** The payload's key id. */
  ENC_KEY("enc_key", Kind.ENC),
  /** What an opened message tells the application; never believed from the wire. */
  X_PE3_SEALED("x_pe3_sealed", Kind.MARK),
  /** Who signed, for the application; never believed from the wire. */
  X_PE3_SIGNER("x_pe3_signer", Kind.MARK),
  /** Whether more parts of a call or result follow. */
  PROGRESS("progress", Kind.PLAIN),
  /** The topic of an event. */
  TOPIC("topic", Kind.PLAIN),
  /** The procedure of an invocation. */
  PROCEDURE("procedure", Kind.PLAIN),
  /** Whether a publication is to be acknowledged. */
  ACKNOWLEDGE("acknowledge", Kind.PLAIN),
  /** Whether a caller takes progressive results. */
  RECEIVE_PROGRESS("receive_progress", Kind.PLAIN),
  /** Whether an event was kept by the broker. */
  RETAINED("retained", Kind.PLAIN),
  /** How a subscription or registration matches. */
  MATCH("match", Kind.PLAIN),
  /** How a call is canceled. */
  MODE("mode", Kind.PLAIN),
  /** The subscription that a broker revokes. */
  SUBSCRIPTION("subscription", Kind.PLAIN),
  /** The registration that a dealer revokes. */
  REGISTRATION("registration", Kind.PLAIN);

  /** What an entry belongs to. */
  enum Kind {
    PPT,
    ENC,
    MARK,
    PLAIN
  }

  /** Asking an enum for its values copies them each time. */
  static final Attribute[] VALUES = values();

  /** By length of the name. */
  private static final Attribute[][] BY_LENGTH = byLength();

  private static final String[] PREFIXES = {"ppt_", "e2ee_", "enc_", "x_pe3_"};
  private static final Kind[] PREFIX_KINDS = {Kind.PPT, Kind.PPT, Kind.ENC, Kind.MARK};

  @SuppressWarnings("ImmutableEnumChecker") // it is immutable, and says so
  private final PayloadKey key;

  private final Kind kind;
  private final int length;

  /** The first and the last eight octets of the name; of a shorter one all of them. */
  private final long head;

  private final long tail;

  /** What of the first eight octets belongs to the name. */
  private final long mask;

  /** The eight octets behind the first eight where the name is longer than twice as many. */
  private final long middle;

  Attribute(String name, Kind kind) {
    this.key = PayloadKey.of(name);
    this.kind = kind;
    this.length = name.length();
    int whole = Math.min(length, Long.BYTES);
    this.head = word(name, 0, whole);
    this.mask = -1L >>> (Long.SIZE - Byte.SIZE * whole);
    this.tail = word(name, length - whole, whole);
    this.middle = length > 2 * Long.BYTES ? word(name, Long.BYTES, Long.BYTES) : 0;
  }

  private static long word(String ascii, int from, int octets) {
    long word = 0;
    for (int i = 0; i < octets; i++) {
      word |= (long) ascii.charAt(from + i) << (i << 3);
    }
    return word;
  }

  /** Octets of the name. */
  int length() {
    return length;
  }

  /**
   * Whether the name stands at a place. The caller has made sure that as many octets as it has are
   * there, and eight at least.
   */
  boolean isAt(byte[] array, long address) {
    return (RawWords.getLong(array, address) & mask) == head
        && (length <= Long.BYTES || isRestAt(array, address));
  }

  private boolean isRestAt(byte[] array, long address) {
    return RawWords.getLong(array, address + length - Long.BYTES) == tail
        && (length <= 2 * Long.BYTES || RawWords.getLong(array, address + Long.BYTES) == middle);
  }

  /**
   * The name in Options and Details.
   *
   * @return for example {@code ppt_scheme}, encoded once
   */
  public PayloadKey key() {
    return key;
  }

  /**
   * The carrier that the attribute belongs to.
   *
   * @return {@link Carrier#NONE} for attributes of WAMP itself and PE3's marks
   */
  public Carrier carrier() {
    return kind == Kind.PPT ? Carrier.PPT : kind == Kind.ENC ? Carrier.ENC : Carrier.NONE;
  }

  Kind kind() {
    return kind;
  }

  /** Where tables of attributes have this one. */
  @SuppressWarnings("EnumOrdinal") // such tables live no longer than the program
  int index() {
    return ordinal();
  }

  /**
   * Whether an entry of Options or Details is a carrier's, known by name or not.
   *
   * @param name of the entry
   * @return true for {@code ppt_*}, {@code e2ee_*} and {@code enc_*}
   */
  public static boolean isCarrierAttribute(String name) {
    return name.startsWith("ppt_") || name.startsWith("e2ee_") || name.startsWith("enc_");
  }

  /** Whether it is a carrier's or PE3's mark. */
  static boolean isSpecial(String name) {
    return isCarrierAttribute(name) || name.startsWith("x_pe3_");
  }

  /** The attribute of that name in UTF-8, or null. */
  static Attribute find(DirectBuffer utf8) {
    int octets = utf8.capacity();
    if (octets >= BY_LENGTH.length) {
      return null;
    }
    for (Attribute candidate : BY_LENGTH[octets]) {
      if (candidate.is(utf8)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean is(DirectBuffer utf8) {
    String text = key.text();
    for (int i = 0; i < length; i++) {
      if (utf8.getByte(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The attribute whose name stands at a place, or null. The caller has made sure that all of it is
   * there, and eight octets at least.
   */
  static Attribute find(byte[] array, long address, int octets) {
    if (octets >= BY_LENGTH.length) {
      return null;
    }
    for (Attribute candidate : BY_LENGTH[octets]) {
      if (candidate.isAt(array, address)) {
        return candidate;
      }
    }
    return null;
  }

  /** What an entry of that name in UTF-8 belongs to, by the beginning of its name. */
  static Kind kindOf(DirectBuffer utf8) {
    for (int i = 0; i < PREFIXES.length; i++) {
      if (begins(utf8, PREFIXES[i])) {
        return PREFIX_KINDS[i];
      }
    }
    return Kind.PLAIN;
  }

  private static boolean begins(DirectBuffer utf8, String ascii) {
    if (utf8.capacity() < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (utf8.getByte(i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Attribute[][] byLength() {
    Attribute[][] table = new Attribute[32][];
    for (int length = 0; length < table.length; length++) {
      int wanted = length;
      table[length] =
          Arrays.stream(VALUES)
              .filter(attribute -> attribute.key.text().length() == wanted)
              .toArray(Attribute[]::new);
    }
    return table;
  }

  @Override
  public String toString() {
    return key.text();
  }
}
