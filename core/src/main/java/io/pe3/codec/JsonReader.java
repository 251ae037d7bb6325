package io.pe3.codec;

import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads JSON, strictly by RFC 8259, in the form that WAMP uses. A string that begins with U+0000 is
 * a byte string, and what follows must be canonical base64. A number without fraction and exponent
 * is an integer of any size up to 4096 digits ({@code -0} is the integer 0), any other a float. How
 * many values a container holds is known at its end only, so {@link #startArray()} and {@link
 * #startMap()} return −1. Map keys that repeat are not looked for.
 *
 * <p>{@link #readDouble()} allocates for numbers of more than 15 digits, or more than 22 powers of
 * ten away from an integer; scratch for escapes and byte strings grows with the longest.
 */
public final class JsonReader implements PayloadReader {
  private static final int COUNT_UNKNOWN = -1;

  private final UnsafeBuffer in = Views.empty();
  private final JsonScanner scanner = new JsonScanner(in);
  private final JsonString string = new JsonString(in, scanner);
  private final ReadNesting nesting = new ReadNesting();
  private int maxDepth = PayloadWriter.MAX_DEPTH;
  private int origin;

  /** The next octet, counted from the start of the range. */
  private int at;

  /** Behind the value taken last. */
  private int end;

  /** Whether {@link #at} is already where the next value, or the end of the container, stands. */
  private boolean ready;

  private boolean hasValue;

  /** Makes one that has to be wrapped first. */
  public JsonReader() {}

  @Override
  public Serializer serializer() {
    return Serializer.JSON;
  }

  @Override
  public JsonReader wrap(DirectBuffer buffer, int offset, int length) {
    return wrap(buffer, offset, length, maxDepth);
  }

  /** Starts anew with a depth limit of its own, from 0, that holds for this range only. */
  JsonReader wrap(DirectBuffer buffer, int offset, int length, int depthLimit) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    in.wrap(buffer, offset, length);
    nesting.reset(depthLimit);
    string.wipe();
    origin = offset;
    at = 0;
    end = 0;
    ready = false;
    return this;
  }

  @Override
  public JsonReader maxDepth(int depth) {
    maxDepth = ReadNesting.checkedLimit(depth);
    return this;
  }

  @Override
  public int position() {
    hasNext();
    return origin + at;
  }

  @Override
  public int end() {
    return origin + end;
  }

  @Override
  public int depth() {
    return nesting.depth();
  }

  @Override
  public ValueType peek() {
    if (!hasNext()) {
      return ValueType.END;
    }
    return switch (scanner.octet(at)) {
      case '{' -> ValueType.MAP;
      case '[' -> ValueType.ARRAY;
      case '"' -> string.isBytes(at) ? ValueType.BYTES : ValueType.TEXT;
      case 't', 'f' -> ValueType.BOOLEAN;
      case 'n' -> ValueType.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        scanner.number(at);
        yield scanner.integral() ? ValueType.INTEGER : ValueType.FLOAT;
      }
      default -> throw scanner.malformed(at, "value");
    };
  }

  @Override
  public boolean hasNext() {
    if (!ready) {
      advance();
      ready = true;
    }
    return hasValue;
  }

  /** Passes over white space and what parts the next value from the one before. */
  private void advance() {
    at = scanner.whiteSpace(at);
    int octet = scanner.octet(at);
    if (nesting.depth() == 0) {
      hasValue = octet != JsonScanner.NOTHING;
      if (hasValue && !nesting.isFirst()) {
        throw scanner.malformed(at, "trailing");
      }
      return;
    }
    if (nesting.atMapValue()) {
      pass(':');
    } else if (octet == (nesting.isMap() ? '}' : ']')) {
      hasValue = false;
      return;
    } else if (!nesting.isFirst()) {
      pass(',');
    }
    if (nesting.atKey() && scanner.octet(at) != '"') {
      throw scanner.malformed(at, "key");
    }
    hasValue = true;
  }

  private void pass(char separator) {
    if (scanner.octet(at) != separator) {
      throw scanner.malformed(at, "separator");
    }
    at = scanner.whiteSpace(at + 1);
  }

  @Override
  public boolean readNull() {
    if (!hasNext() || scanner.octet(at) != 'n') {
      return false;
    }
    taken(scanner.literal(at, "null"));
    return true;
  }

  @Override
  public boolean readBoolean() {
    int first = first();
    if (first != 't' && first != 'f') {
      throw mismatch("boolean");
    }
    taken(scanner.literal(at, first == 't' ? "true" : "false"));
    return first == 't';
  }

  @Override
  public long readLong() {
    int to = number(true);
    long value = JsonNumber.toLong(in, at, to);
    taken(to);
    return value;
  }

  /** Whether the integer that comes next surely fits in a long. */
  boolean isLong() {
    return number(true) - at <= JsonNumber.SAFE_DIGITS;
  }

  @Override
  public BigInteger readBigInteger() {
    int to = number(true);
    BigInteger value = JsonNumber.toBigInteger(in, at, to);
    taken(to);
    return value;
  }

  @Override
  public double readDouble() {
    int to = number(false);
    double value =
        scanner.integral() ? JsonNumber.toExactDouble(in, at, to) : JsonNumber.toDouble(in, at, to);
    taken(to);
    return value;
  }

  /** Index behind the number that comes next. */
  private int number(boolean integer) {
    int first = first();
    if (first != '-' && (first < '0' || first > '9')) {
      throw mismatch("number");
    }
    int to = scanner.number(at);
    if (integer && !scanner.integral()) {
      throw mismatch("integer");
    }
    return to;
  }

  @Override
  public String readText() {
    int to = string.text(textStart());
    String value = string.asText();
    taken(to);
    return value;
  }

  @Override
  public void readText(DirectBuffer view) {
    int to = string.text(textStart());
    string.into(view);
    taken(to);
  }

  @Override
  public boolean readKey(PayloadKey key) {
    int from = textStart();
    if (string.isPlainly(key, from)) {
      taken(from + key.json().length());
      return true;
    }
    int to = string.text(from);
    if (!string.equalsKey(key)) {
      return false;
    }
    taken(to);
    return true;
  }

  @Override
  public int readKey(PayloadKey[] keys, int expected) {
    int from = textStart();
    if (expected >= 0 && expected < keys.length && string.isPlainly(keys[expected], from)) {
      taken(from + keys[expected].json().length());
      return expected;
    }
    int to = string.text(from);
    int found = -1;
    for (int i = 0; found < 0 && i < keys.length; i++) {
      if (string.equalsKey(keys[i])) {
        found = i;
      }
    }
    taken(to);
    return found;
  }

  @Override
  public byte[] readBytes() {
    int to = string.bytes(bytesStart());
    byte[] value = string.asBytes();
    taken(to);
    return value;
  }

  @Override
  public void readBytes(DirectBuffer view) {
    int to = string.bytes(bytesStart());
    string.into(view);
    taken(to);
  }

  /** Index of the text that comes next. */
  private int textStart() {
    if (first() != '"' || string.isBytes(at)) {
      throw mismatch("text");
    }
    return at;
  }

  /** Index of the byte string that comes next. */
  private int bytesStart() {
    if (first() != '"' || !string.isBytes(at)) {
      throw mismatch("byte string");
    }
    return at;
  }

  @Override
  public int startArray() {
    if (first() != '[') {
      throw mismatch("array");
    }
    nesting.startArray(ReadNesting.INDEFINITE, at);
    return opened();
  }

  @Override
  public void endArray() {
    close(false);
  }

  @Override
  public int startMap() {
    if (first() != '{') {
      throw mismatch("map");
    }
    nesting.startMap(ReadNesting.INDEFINITE, at);
    return opened();
  }

  @Override
  public void endMap() {
    close(true);
  }

  private void close(boolean map) {
    nesting.checkOpen(map);
    if (hasNext()) {
      throw new IllegalStateException("keys or values are left in the open container; take them");
    }
    closed();
  }

  @Override
  public void skipValue() {
    int depth = nesting.depth();
    first();
    do {
      if (hasNext()) {
        skipOne();
      } else {
        closed();
      }
    } while (nesting.depth() > depth);
  }

  /** Takes one value, of a container only its opening mark. */
  private void skipOne() {
    switch (scanner.octet(at)) {
      case '"' -> taken(string.isBytes(at) ? string.bytes(at) : scanner.string(at));
      case '{' -> startMap();
      case '[' -> startArray();
      case 't' -> taken(scanner.literal(at, "true"));
      case 'f' -> taken(scanner.literal(at, "false"));
      case 'n' -> taken(scanner.literal(at, "null"));
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> taken(scanner.number(at));
      default -> throw scanner.malformed(at, "value");
    }
  }

  @Override
  public void endOfInput() {
    if (nesting.depth() > 0) {
      throw scanner.malformed(at, "open");
    }
    if (hasNext()) {
      throw scanner.malformed(at, "trailing");
    }
  }

  /** The first octet of the value that comes next, which stays. */
  private int first() {
    if (hasNext()) {
      return scanner.octet(at);
    }
    throw nesting.depth() == 0
        ? scanner.malformed(at, "truncated")
        : mismatch("another value; the open container has none left");
  }

  /** A value that is no container ends at an index. */
  private void taken(int to) {
    nesting.value();
    nesting.passFirst();
    at = to;
    end = to;
    ready = false;
  }

  private int opened() {
    at++;
    ready = false;
    return COUNT_UNKNOWN;
  }

  private void closed() {
    if (nesting.isMap()) {
      nesting.endMap();
    } else {
      nesting.endArray();
    }
    at++;
    end = at;
    ready = false;
  }

  private UnrepresentableException mismatch(String wanted) {
    if (hasValue) {
      peek(); // what is no value at all is malformed, not of another kind
    }
    return scanner.mismatch(at, wanted);
  }
}
