package io.pe3.codec;

import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.UnrepresentableException;
import io.pe3.internal.RawWords;
import java.math.BigInteger;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads CBOR (RFC 8949), in whatever well-formed encoding: definite and indefinite lengths,
 * integers longer than they need be, bignums, half, single and double floats. Unknown tags are
 * skipped, at most {@value CborHead#MAX_TAGS} on one item.
 *
 * <p>To validate octets without reading them: {@link #wrap}, {@link #skipValue}, {@link
 * #endOfInput}; nothing is allocated.
 */
public final class CborReader implements PayloadReader {
  private static final int NEGATIVE_END = (CborHead.NEGATIVE << 5) + 0x1f;
  private static final int SIMPLE = CborHead.SIMPLE << 5;
  private static final int TRUE_INITIAL = SIMPLE + CborHead.TRUE;

  /** Wraps exactly the caller's range, so that its own bounds checks guard the rest. */
  private final UnsafeBuffer in = Views.empty();

  private final ReadNesting nesting = new ReadNesting();
  private final CborHead head = new CborHead();
  private final CborStrings strings = new CborStrings();
  private final CborWalk walk = new CborWalk();
  private int maxDepth = PayloadWriter.MAX_DEPTH;
  private int base;

  /**
   * Where the input is: in an array, or null and outside the heap; and its first octet's address.
   */
  private byte[] array;

  private long address;
  private int limit;

  /** Never beyond the limit: what is loaded from it on is checked against the difference. */
  private int position;

  /** Where {@link #head} was decoded, or −1. */
  private int headAt = -1;

  /** Makes one that has to be wrapped first. */
  public CborReader() {}

  @Override
  public Serializer serializer() {
    return Serializer.CBOR;
  }

  @Override
  public CborReader wrap(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    strings.wipe();
    in.wrap(buffer, offset, length);
    array = in.byteArray();
    address = in.addressOffset();
    base = offset;
    limit = length;
    position = 0;
    headAt = -1;
    nesting.reset(maxDepth);
    return this;
  }

  @Override
  public CborReader maxDepth(int depth) {
    maxDepth = ReadNesting.checkedLimit(depth);
    return this;
  }

  @Override
  public int position() {
    return base + position;
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
    next();
    return head.type();
  }

  @Override
  public boolean hasNext() {
    return (nesting.isCounted() && position < limit) || looksOn();
  }

  private boolean looksOn() {
    if (nesting.isUsedUp()) {
      return false;
    }
    if (position == limit) {
      if (nesting.depth() > 0) {
        throw CborHead.truncated(position);
      }
      return false;
    }
    if (nesting.isIndefinite()
        && nesting.depth() > 0
        && (in.getByte(position) & 0xff) == CborHead.BREAK) {
      if (nesting.atMapValue()) {
        throw CborHead.malformed("a map ends after a key", position);
      }
      return false;
    }
    return true;
  }

  @Override
  public boolean readNull() {
    if (!hasNext()) {
      return false;
    }
    next();
    if (head.major() != CborHead.SIMPLE
        || (head.info() != CborHead.NULL && head.info() != CborHead.UNDEFINED)) {
      return false;
    }
    take(head.content());
    return true;
  }

  @Override
  public boolean readBoolean() {
    int initial = (int) shortWord() & 0xff;
    if ((initial | 1) == TRUE_INITIAL) {
      take(position + 1);
      return initial == TRUE_INITIAL;
    }
    next();
    int info = head.info();
    if (head.major() != CborHead.SIMPLE || (info != CborHead.TRUE && info != CborHead.FALSE)) {
      throw mismatch(ValueType.BOOLEAN);
    }
    take(head.content());
    return info == CborHead.TRUE;
  }

  @Override
  public long readLong() {
    long word = shortWord();
    int initial = (int) word & 0xff;
    if (initial > NEGATIVE_END) {
      return readLongSlowly();
    }
    int info = initial & 0x1f;
    long n = CborHead.argumentOf(word, info, array, address + position);
    if (n < 0) {
      return readLongSlowly();
    }
    take(position + CborHead.size(info));
    return initial < CborHead.NEGATIVE << 5 ? n : ~n;
  }

  /**
   * The first octets of a value that certainly is there with all the octets that a head can have,
   * or a word whose first octet begins no value: then the thorough way has to be taken.
   */
  private long shortWord() {
    return nesting.isCounted() && limit - position > Long.BYTES
        ? RawWords.getLong(array, address + position)
        : CborHead.BREAK;
  }

  private long readLongSlowly() {
    next();
    int major = head.major();
    if (major > CborHead.NEGATIVE) {
      return readLongBignum();
    }
    long n = head.argument();
    if (n < 0) {
      throw CborBignum.beyondLong(position);
    }
    take(head.content());
    return major == CborHead.UNSIGNED ? n : ~n;
  }

  /** Whether the integer that comes next surely fits in a long. */
  boolean isLong() {
    next();
    return head.major() <= CborHead.NEGATIVE && head.argument() >= 0;
  }

  private long readLongBignum() {
    locate(ValueType.INTEGER);
    long value =
        CborBignum.toLong(
            strings.buffer(), strings.offset(), strings.length(), head.isNegativeBignum());
    take(strings.end());
    return value;
  }

  @Override
  public BigInteger readBigInteger() {
    next();
    int major = head.major();
    if (major <= CborHead.NEGATIVE) {
      take(head.content());
      return CborBignum.toBigInteger(head.argument(), major == CborHead.NEGATIVE);
    }
    locate(ValueType.INTEGER);
    BigInteger value =
        CborBignum.toBigInteger(
            strings.buffer(), strings.offset(), strings.length(), head.isNegativeBignum());
    take(strings.end());
    return value;
  }

  @Override
  public double readDouble() {
    long word = shortWord();
    int info = ((int) word & 0xff) - SIMPLE;
    if (info < CborHead.HALF || info > CborHead.DOUBLE) {
      return readDoubleSlowly();
    }
    double value =
        CborHead.floatOf(info, CborHead.argumentOf(word, info, array, address + position));
    take(position + CborHead.size(info));
    return value;
  }

  private double readDoubleSlowly() {
    next();
    ValueType type = head.type();
    if (type == ValueType.FLOAT) {
      take(head.content());
      return head.floatValue();
    }
    if (type != ValueType.INTEGER) {
      throw mismatch(ValueType.FLOAT);
    }
    int offset = position;
    long n = head.argument();
    if (head.isBignum() || n < 0) {
      return CborBignum.toDouble(readBigInteger(), offset);
    }
    take(head.content());
    return CborBignum.toDouble(head.major() == CborHead.UNSIGNED ? n : ~n, offset);
  }

  @Override
  public String readText() {
    next();
    locate(ValueType.TEXT);
    String text = strings.text();
    take(strings.end());
    return text;
  }

  @Override
  public void readText(DirectBuffer view) {
    int length = ((int) shortWord() & 0xff) - (CborHead.TEXT << 5);
    if (length >= 0
        && length < CborHead.ONE_OCTET
        && limit - position > length
        && Utf8.isShortAscii(in, position + 1, length)) {
      view.wrap(in, position + 1, length);
      take(position + 1 + length);
      return;
    }
    next();
    locate(ValueType.TEXT);
    view.wrap(strings.buffer(), strings.offset(), strings.length());
    take(strings.end());
  }

  @Override
  public boolean readKey(PayloadKey key) {
    if (takeShortest(key)) {
      return true;
    }
    next();
    if (head.major() == CborHead.TEXT
        && !head.isIndefinite()
        && head.argument() != key.utf8().length()) {
      return false;
    }
    locate(ValueType.TEXT);
    if (!strings.isKey(key)) {
      return false;
    }
    take(strings.end());
    return true;
  }

  @Override
  public int readKey(PayloadKey[] keys, int expected) {
    if (expected >= 0 && expected < keys.length && takeShortest(keys[expected])) {
      return expected;
    }
    next();
    locate(ValueType.TEXT);
    take(strings.end());
    for (int i = 0; i < keys.length; i++) {
      if (strings.isKey(keys[i])) {
        return i;
      }
    }
    return -1;
  }

  /** The shortest encoding is compared head and all: nothing has to be decoded. */
  private boolean takeShortest(PayloadKey key) {
    KeyForm form = key.cbor();
    if (nesting.isUsedUp()
        || (!form.isSurelyAt(array, address + position, limit - position)
            && !form.isAt(in, position, limit))) {
      return false;
    }
    take(position + form.length());
    return true;
  }

  @Override
  public byte[] readBytes() {
    next();
    locate(ValueType.BYTES);
    byte[] value = strings.octets();
    take(strings.end());
    return value;
  }

  @Override
  public void readBytes(DirectBuffer view) {
    next();
    locate(ValueType.BYTES);
    view.wrap(strings.buffer(), strings.offset(), strings.length());
    take(strings.end());
  }

  @Override
  public int startArray() {
    next();
    if (head.major() != CborHead.ARRAY) {
      throw mismatch(ValueType.ARRAY);
    }
    int count = head.count(in);
    nesting.startArray(count, position);
    position = head.content();
    return count;
  }

  @Override
  public void endArray() {
    nesting.checkOpen(false);
    passBreak();
    nesting.endArray();
  }

  @Override
  public int startMap() {
    next();
    if (head.major() != CborHead.MAP) {
      throw mismatch(ValueType.MAP);
    }
    int count = head.count(in);
    nesting.startMap(count, position);
    position = head.content();
    return count;
  }

  @Override
  public void endMap() {
    nesting.checkOpen(true);
    passBreak();
    nesting.endMap();
  }

  private void passBreak() {
    if (nesting.isIndefinite()) {
      if (hasNext()) {
        throw new IllegalStateException("values are left in the open container; take them");
      }
      position++;
    }
  }

  @Override
  public void skipValue() {
    if (!hasNext()) {
      throw noValue();
    }
    take(walk.skip(in, position, nesting.depth(), nesting.maxDepth()));
  }

  @Override
  public void endOfInput() {
    if (nesting.depth() > 0) {
      throw CborHead.malformed("a container is still open", position);
    }
    if (position < limit) {
      throw new MalformedException(
          "octets follow the value", "offset", position, "octets", limit - position);
    }
  }

  /** Decodes the head of the value that comes next, once. */
  private void next() {
    if (headAt != position) {
      if (!hasNext()) {
        throw noValue();
      }
      head.decode(in, position);
      headAt = position;
    }
  }

  private void take(int end) {
    position = end;
    nesting.value();
  }

  private void locate(ValueType type) {
    if (head.type() != type) {
      throw mismatch(type);
    }
    strings.locate(in, head);
  }

  private Pe3Exception noValue() {
    return nesting.depth() == 0
        ? CborHead.truncated(position)
        : CborHead.mismatch(ValueType.END, "a value", position);
  }

  private UnrepresentableException mismatch(ValueType wanted) {
    return CborHead.mismatch(head.type(), wanted, position);
  }
}
