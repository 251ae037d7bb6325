package io.pe3.codec;

import static io.pe3.codec.MsgPackDescriptor.*;

import java.math.BigInteger;
import java.time.Instant;
import org.agrona.DirectBuffer;

/**
 * Reads MessagePack in any of its formats, shortest or not. Text is {@code str} and must be valid
 * UTF-8; a byte string is {@code bin}. Extensions and timestamps have calls of their own.
 */
public final class MsgPackReader implements PayloadReader {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

  private final MsgPackInput in = new MsgPackInput();
  private final ReadNesting nesting = new ReadNesting();
  private int maxDepth = PayloadWriter.MAX_DEPTH;
  private int origin;

  /** Makes one that has to be wrapped first. */
  public MsgPackReader() {}

  @Override
  public Serializer serializer() {
    return Serializer.MSGPACK;
  }

  @Override
  public MsgPackReader wrap(DirectBuffer buffer, int offset, int length) {
    return wrap(buffer, offset, length, maxDepth);
  }

  /** Starts anew with a depth limit of its own, from 0, that holds for this range only. */
  MsgPackReader wrap(DirectBuffer buffer, int offset, int length, int depthLimit) {
    in.wrap(buffer, offset, length);
    nesting.reset(depthLimit);
    origin = offset;
    return this;
  }

  @Override
  public MsgPackReader maxDepth(int depth) {
    maxDepth = ReadNesting.checkedLimit(depth);
    return this;
  }

  @Override
  public int position() {
    return origin + in.position();
  }

  @Override
  public int depth() {
    return nesting.depth();
  }

  @Override
  public ValueType peek() {
    return hasNext() ? MsgPackDescriptor.type(first()) : ValueType.END;
  }

  @Override
  public boolean hasNext() {
    if (nesting.depth() > 0) {
      return !nesting.isUsedUp();
    }
    return !in.isAtEnd();
  }

  @Override
  public boolean readNull() {
    if (!hasNext() || first() != NIL) {
      return false;
    }
    taken(1);
    return true;
  }

  @Override
  public boolean readBoolean() {
    int first = first();
    if (first != TRUE && first != FALSE) {
      throw in.mismatch("boolean");
    }
    taken(1);
    return first == TRUE;
  }

  @Override
  public long readLong() {
    int first = first();
    long value = in.integer(first);
    if (first == UINT_64 && value < 0) {
      throw in.mismatch("integer of 64 bits and sign");
    }
    taken(in.integerSize(first));
    return value;
  }

  /** Whether the integer that comes next surely fits in a long. */
  boolean isLong() {
    int first = first();
    return first != UINT_64 || in.integer(first) >= 0;
  }

  @Override
  public BigInteger readBigInteger() {
    int first = first();
    BigInteger value = BigInteger.valueOf(in.integer(first));
    if (first == UINT_64 && value.signum() < 0) {
      value = value.add(TWO_TO_64);
    }
    taken(in.integerSize(first));
    return value;
  }

  @Override
  public double readDouble() {
    int first = first();
    double value;
    int size;
    switch (first) {
      case FLOAT_32 -> {
        size = 1 + Float.BYTES;
        value = in.float32();
      }
      case FLOAT_64 -> {
        size = 1 + Double.BYTES;
        value = in.float64();
      }
      default -> {
        value = in.exactDouble(first);
        size = in.integerSize(first);
      }
    }
    taken(size);
    return value;
  }

  @Override
  public String readText() {
    in.textBody(first());
    in.checkText();
    String text = in.bodyAsText();
    takenBody();
    return text;
  }

  @Override
  public void readText(DirectBuffer view) {
    in.textBody(first());
    in.checkText();
    in.bodyInto(view);
    takenBody();
  }

  @Override
  public boolean readKey(PayloadKey key) {
    int first = first();
    if (in.isShortest(key)) {
      taken(key.msgpack().length());
      return true;
    }
    in.textBody(first);
    if (!in.isBody(key)) {
      return false;
    }
    takenBody();
    return true;
  }

  @Override
  public int readKey(PayloadKey[] keys, int expected) {
    int first = first();
    if (expected >= 0 && expected < keys.length && in.isShortest(keys[expected])) {
      taken(keys[expected].msgpack().length());
      return expected;
    }
    in.textBody(first);
    in.checkText();
    int found = -1;
    for (int i = 0; found < 0 && i < keys.length; i++) {
      if (in.isBody(keys[i])) {
        found = i;
      }
    }
    takenBody();
    return found;
  }

  @Override
  public byte[] readBytes() {
    in.bytesBody(first());
    byte[] value = in.bodyAsBytes();
    takenBody();
    return value;
  }

  @Override
  public void readBytes(DirectBuffer view) {
    in.bytesBody(first());
    in.bodyInto(view);
    takenBody();
  }

  /**
   * Takes an extension in place.
   *
   * @param view is wrapped around its data, which stays valid until the input changes
   * @return its type, −128 to 127
   */
  public int readExtension(DirectBuffer view) {
    int type = in.extensionBody(first());
    in.bodyInto(view);
    takenBody();
    return type;
  }

  /**
   * Takes a timestamp in any of its three forms.
   *
   * @return the instant
   * @throws io.pe3.error.UnrepresentableException when it is no timestamp, or one that an {@link
   *     Instant} does not hold
   */
  public Instant readTimestamp() {
    Instant instant = in.timestamp(first());
    takenBody();
    return instant;
  }

  @Override
  public int startArray() {
    int offset = in.position();
    int count = in.arrayCount(first());
    nesting.startArray(count, offset);
    return count;
  }

  @Override
  public void endArray() {
    nesting.endArray();
  }

  @Override
  public int startMap() {
    int offset = in.position();
    int count = in.mapCount(first());
    nesting.startMap(count, offset);
    return count;
  }

  @Override
  public void endMap() {
    nesting.endMap();
  }

  @Override
  public void skipValue() {
    int depth = nesting.depth();
    do {
      skipOne();
      while (nesting.depth() > depth && nesting.isUsedUp()) {
        if (nesting.isMap()) {
          nesting.endMap();
        } else {
          nesting.endArray();
        }
      }
    } while (nesting.depth() > depth);
  }

  /** Takes one value, of a container only its head. */
  private void skipOne() {
    int first = first();
    switch (MsgPackDescriptor.type(first)) {
      case INTEGER -> taken(in.integerSize(first));
      case FLOAT -> taken(in.floatSize(first));
      case TEXT -> {
        in.textBody(first);
        in.checkText();
        takenBody();
      }
      case BYTES -> {
        in.bytesBody(first);
        takenBody();
      }
      case EXTENSION -> {
        in.extensionBody(first);
        takenBody();
      }
      case ARRAY -> startArray();
      case MAP -> startMap();
      default -> taken(1);
    }
  }

  @Override
  public void endOfInput() {
    if (nesting.depth() > 0) {
      throw in.malformed("open");
    }
    if (!in.isAtEnd()) {
      throw in.malformed("trailing");
    }
  }

  /** The first octet of the value that comes next, which stays. */
  private int first() {
    if (nesting.isUsedUp()) {
      throw in.mismatch("another value; the open container has none left");
    }
    return in.first();
  }

  private void taken(int octets) {
    in.pass(octets);
    nesting.value();
  }

  private void takenBody() {
    in.passBody();
    nesting.value();
  }
}
