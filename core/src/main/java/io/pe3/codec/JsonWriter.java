package io.pe3.codec;

import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.util.Objects;
import org.agrona.AsciiEncoding;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes JSON, RFC 8259, in the form that WAMP uses, without white space. Text is escaped only
 * where JSON asks for it; a byte string is a string of U+0000 followed by base64; floats take their
 * shortest form that reads back as the same double and keep a fraction or an exponent, so that 1.0
 * stays a float. Map keys must be text. Integers have 4096 digits at most.
 */
public final class JsonWriter implements PayloadWriter {
  private static final byte[] NOTHING = {};

  /** What a byte string begins with: its opening quote and U+0000, which only an escape can say. */
  private static final byte[] BYTES_HEAD = {'"', '\\', 'u', '0', '0', '0', '0'};

  private static final int MIN_LONG_LENGTH = 20;

  private final UnsafeBuffer out = Views.empty();
  private final WriteNesting nesting = new WriteNesting();
  private final JsonReader checker = new JsonReader();

  /** A double goes through here, since appending one allocates nothing and toString would. */
  private final StringBuilder digits = new StringBuilder(32);

  private final UnsafeBuffer array = Views.empty();
  private int length;

  /** Makes one that has to be wrapped first. */
  public JsonWriter() {}

  @Override
  public Serializer serializer() {
    return Serializer.JSON;
  }

  @Override
  public JsonWriter wrap(MutableDirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    out.wrap(buffer, offset, length);
    nesting.reset();
    this.length = 0;
    return this;
  }

  @Override
  public JsonWriter maxDepth(int depth) {
    nesting.maxDepth(depth);
    return this;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean isComplete() {
    return nesting.isComplete();
  }

  @Override
  public JsonWriter writeNull() {
    return literal("null");
  }

  @Override
  public JsonWriter writeBoolean(boolean value) {
    return literal(value ? "true" : "false");
  }

  @Override
  public JsonWriter writeLong(long value) {
    begin(separator(false));
    check(
        value >= 0
            ? AsciiEncoding.digitCount(value)
            : value == Long.MIN_VALUE ? MIN_LONG_LENGTH : 1 + AsciiEncoding.digitCount(-value));
    length += out.putLongAscii(length, value);
    return this;
  }

  @Override
  public JsonWriter writeUnsignedLong(long value) {
    if (value >= 0) {
      return writeLong(value);
    }
    long tens = Long.divideUnsigned(value, 10);
    writeLong(tens);
    check(1);
    out.putByte(length++, (byte) ('0' + (value - tens * 10)));
    return this;
  }

  @Override
  public JsonWriter writeBigInteger(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return writeLong(value.longValue());
    }
    if (value.bitLength() > JsonNumber.MAX_BITS) {
      throw JsonNumber.tooLong();
    }
    String text = value.toString();
    JsonNumber.checkDigits(value.signum() < 0 ? text.length() - 1 : text.length());
    return literal(text);
  }

  @Override
  public JsonWriter writeDouble(double value) {
    if (!Double.isFinite(value)) {
      throw new UnrepresentableException(
          "JSON has no NaN and no infinities; send null, or use cbor or msgpack");
    }
    digits.setLength(0);
    digits.append(value);
    return literal(digits);
  }

  @Override
  public JsonWriter writeText(String value) {
    if (!value.isEmpty() && value.charAt(0) == 0) {
      throw bytesMark();
    }
    int separator = separator(true);
    // Nothing counts as written before the text is known to be sound.
    int start = separator == 0 ? length + 1 : length + 2;
    int plain = 0;
    int chars = value.length();
    if (start + 1L + chars <= out.capacity()) {
      plain = JsonEscape.plain(out, start, Utf8.encodeAscii(value, out, start));
    }
    long octets = plain;
    if (plain < chars) {
      octets += (long) Utf8.length(value, plain) + JsonEscape.extra(value, plain);
    }
    begin(separator);
    check(octets + 2);
    out.putByte(length, (byte) '"');
    if (plain < chars) {
      JsonEscape.put(value, plain, out, start + plain);
    }
    length += (int) octets + 2;
    out.putByte(length - 1, (byte) '"');
    return this;
  }

  @Override
  public JsonWriter writeText(DirectBuffer utf8, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, utf8.capacity());
    int invalid = Utf8.firstInvalid(utf8, offset, length);
    if (invalid >= 0) {
      throw new MalformedException(
          "not valid UTF-8; write it as a byte string", "offset", invalid - offset, "what", "utf8");
    }
    if (length > 0 && utf8.getByte(offset) == 0) {
      throw bytesMark();
    }
    begin(separator(true));
    int plain = JsonEscape.plain(utf8, offset, length);
    long extra = JsonEscape.extra(utf8, offset + plain, length - plain);
    check(length + extra + 2);
    out.putByte(this.length, (byte) '"');
    if (extra == 0) {
      out.putBytes(this.length + 1, utf8, offset, length);
    } else {
      JsonEscape.put(utf8, offset, length, out, this.length + 1);
    }
    this.length += length + (int) extra + 2;
    out.putByte(this.length - 1, (byte) '"');
    return this;
  }

  @Override
  public JsonWriter writeKey(PayloadKey key) {
    KeyForm form = key.json();
    begin(separator(true));
    check(form.length());
    form.copyTo(out, length);
    length += form.length();
    return this;
  }

  @Override
  public JsonWriter writeBytes(DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.capacity());
    begin(separator(false));
    long text = Base64.encodedLength(length);
    check(BYTES_HEAD.length + text + 1);
    out.putBytes(this.length, BYTES_HEAD);
    this.length += BYTES_HEAD.length;
    Base64.encode(source, offset, length, out, this.length);
    this.length += (int) text;
    out.putByte(this.length++, (byte) '"');
    return this;
  }

  @Override
  public JsonWriter writeBytes(byte[] value) {
    array.wrap(value);
    writeBytes(array, 0, value.length);
    array.wrap(NOTHING);
    return this;
  }

  @Override
  public JsonWriter startArray(int count) {
    int separator = separator(false);
    nesting.startArray(count);
    part(separator);
    return mark('[');
  }

  @Override
  public JsonWriter endArray() {
    nesting.endArray();
    return mark(']');
  }

  @Override
  public JsonWriter startMap(int count) {
    int separator = separator(false);
    nesting.startMap(count);
    part(separator);
    return mark('{');
  }

  @Override
  public JsonWriter endMap() {
    nesting.endMap();
    return mark('}');
  }

  @Override
  public JsonWriter writeRaw(DirectBuffer source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.capacity());
    boolean key = nesting.atKey();
    int separator = separator(true);
    int start = separator == 0 ? this.length : this.length + 1;
    check((long) start - this.length + length);
    // Copied, then checked: what is checked cannot change any more.
    out.putBytes(start, source, offset, length);
    checker.wrap(out, start, length, nesting.depthLeft());
    if (key && checker.peek() != ValueType.TEXT) {
      throw keyIsNoText();
    }
    checker.skipValue();
    checker.endOfInput();
    begin(separator);
    this.length += length;
    return this;
  }

  private JsonWriter literal(CharSequence ascii) {
    begin(separator(false));
    check(ascii.length());
    length += out.putStringWithoutLengthAscii(length, ascii);
    return this;
  }

  private JsonWriter mark(char octet) {
    check(1);
    out.putByte(length++, (byte) octet);
    return this;
  }

  /** What parts the next value from what stands before it; 0 when nothing does. */
  private int separator(boolean text) {
    if (!text && nesting.atKey()) {
      throw keyIsNoText();
    }
    return nesting.atMapValue() ? ':' : nesting.needsComma() ? ',' : 0;
  }

  private void begin(int separator) {
    nesting.value();
    nesting.passFirst();
    part(separator);
  }

  private void part(int separator) {
    if (separator != 0) {
      mark((char) separator);
    }
  }

  private void check(long octets) {
    if (octets > out.capacity() - length) {
      throw Views.tooSmall(octets, out.capacity() - length);
    }
  }

  private static UnrepresentableException keyIsNoText() {
    return new UnrepresentableException("a map key in JSON must be text; use cbor or msgpack");
  }

  private static UnrepresentableException bytesMark() {
    return new UnrepresentableException(
        "in JSON a text that begins with U+0000 would read as a byte string; use cbor or msgpack");
  }
}
