package io.pe3.codec;

import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import java.math.BigInteger;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Reads CBOR (RFC 8949), in whatever well-formed encoding: definite and indefinite lengths,
 * integers longer than they need be, bignums, half, single and double floats. Unknown tags are
 * skipped, at most {@value CborHead#MAX_TAGS} on one item.
 *
 * <p>To validate octets without reading them: {@link #wrap}, {@link #skipValue}, {@link
 * #endOfInput}; nothing is allocated.
 */
public final class CborReader extends CborInput implements PayloadReader {
  private static final int NEGATIVE_END = (CborHead.NEGATIVE << 5) + 0x1f;
  private static final int SIMPLE = CborHead.SIMPLE << 5;
  private static final int TRUE_INITIAL = SIMPLE + CborHead.TRUE;

  private final CborStrings strings = new CborStrings();
  private final CborWalk walk = new CborWalk();
  private int maxDepth = PayloadWriter.MAX_DEPTH;

  /** Makes one that has to be wrapped first. */
  public CborReader() {}

  @Override
  public Serializer serializer() {
    return Serializer.CBOR;
  }

  @Override
  public CborReader wrap(DirectBuffer buffer, int offset, int length) {
    strings.wipe();
    wrapRange(buffer, offset, length);
    position = 0;
    nesting.reset(maxDepth);
    return this;
  }

  /**
   * Starts anew inside a map, behind what the caller knows to stand at its beginning: the head, and
   * keys and values up to where the next one goes. So what is the same in many maps is compared in
   * one piece, and not read.
   *
   * @param buffer to read from; direct or heap
   * @param offset of the map's first octet
   * @param length of the range in octets
   * @param known octets of the map that are known
   * @param left keys and values of the map that are not; as its head says
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer, or shorter than what
   *     is known
   */
  public CborReader wrapInMap(DirectBuffer buffer, int offset, int length, int known, int left) {
    Objects.checkFromIndexSize(0, known, length);
    if (left < 0) {
      throw new IllegalArgumentException("a map holds 0 or more, not " + left);
    }
    strings.wipe();
    wrapRange(buffer, offset, length);
    position = known;
    nesting.resetInMap(maxDepth, left);
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
    long n;
    int size;
    // Constants behind a branch: the processor guesses the branch and goes on to the next value,
    // where it would have to wait for a size that is computed.
    switch (initial & 0x1f) {
      case CborHead.ONE_OCTET -> {
        n = word >>> 8 & 0xff;
        size = 2;
      }
      case CborHead.ONE_OCTET + 1 -> {
        n = Long.reverseBytes(word) << 8 >>> 48;
        size = 3;
      }
      case CborHead.ONE_OCTET + 2 -> {
        n = Long.reverseBytes(word) << 8 >>> 32;
        size = 5;
      }
      case CborHead.ONE_OCTET + 3 -> {
        n = argument8();
        size = CborHeads.MAX_LENGTH;
      }
      default -> {
        n = (initial & 0x1f) < CborHead.ONE_OCTET ? initial & 0x1f : -1;
        size = 1;
      }
    }
    if (n < 0) {
      return readLongSlowly();
    }
    take(position + size);
    return initial < CborHead.NEGATIVE << 5 ? n : ~n;
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
    // As in readLong.
    return switch (((int) word & 0xff) - SIMPLE) {
      case CborHead.HALF -> {
        take(position + 3);
        yield Float.float16ToFloat((short) (Long.reverseBytes(word) << 8 >>> 48));
      }
      case CborHead.SINGLE -> {
        take(position + 5);
        yield Float.intBitsToFloat((int) (Long.reverseBytes(word) << 8 >>> 32));
      }
      case CborHead.DOUBLE -> {
        long bits = argument8();
        take(position + CborHeads.MAX_LENGTH);
        yield Double.longBitsToDouble(bits);
      }
      default -> readDoubleSlowly();
    };
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
        && Utf8.isShortAscii(array, address + position + 1, length, limit - position - 1)) {
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
    return takeShortest(key) || readKeySlowly(key);
  }

  private boolean readKeySlowly(PayloadKey key) {
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
    int left = limit - position;
    if (nesting.isUsedUp()
        || (!form.isSurelyAt(array, address + position, left) && !isElsewise(form, left))) {
      return false;
    }
    take(position + form.length());
    return true;
  }

  /** Whether a key is next that takes more than two loads, or stands before the last octets. */
  private boolean isElsewise(KeyForm form, int left) {
    if (left >= Long.BYTES || left <= 0 || limit < Long.BYTES) {
      return form.isAt(in, position, limit);
    }
    return form.isIn(tail(left), left);
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
    int count = shortCount(CborHead.ARRAY);
    if (count >= 0) {
      nesting.startArray(count, position);
      position++;
      return count;
    }
    next();
    if (head.major() != CborHead.ARRAY) {
      throw mismatch(ValueType.ARRAY);
    }
    count = head.count(in);
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
    int count = shortCount(CborHead.MAP);
    if (count >= 0 && 2 * count < limit - position) {
      nesting.startMap(count, position);
      position++;
      return count;
    }
    next();
    if (head.major() != CborHead.MAP) {
      throw mismatch(ValueType.MAP);
    }
    count = head.count(in);
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

  private void locate(ValueType type) {
    if (head.type() != type) {
      throw mismatch(type);
    }
    strings.locate(in, head);
  }

  private UnrepresentableException mismatch(ValueType wanted) {
    return CborHead.mismatch(head.type(), wanted, position);
  }
}
