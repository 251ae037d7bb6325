package io.pe3.codec;

import java.math.BigInteger;
import org.agrona.DirectBuffer;

/** CBOR. */
public final class CborReader implements PayloadReader {
  /** Makes one that has to be wrapped first. */
  public CborReader() {}

  @Override
  public Serializer serializer() {
    throw new AssertionError();
  }

  @Override
  public CborReader wrap(DirectBuffer buffer, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public CborReader maxDepth(int depth) {
    throw new AssertionError();
  }

  @Override
  public int position() {
    throw new AssertionError();
  }

  @Override
  public int end() {
    return position();
  }

  @Override
  public ValueType peek() {
    throw new AssertionError();
  }

  @Override
  public boolean hasNext() {
    throw new AssertionError();
  }

  @Override
  public boolean readNull() {
    throw new AssertionError();
  }

  @Override
  public boolean readBoolean() {
    throw new AssertionError();
  }

  @Override
  public long readLong() {
    throw new AssertionError();
  }

  @Override
  public BigInteger readBigInteger() {
    throw new AssertionError();
  }

  @Override
  public double readDouble() {
    throw new AssertionError();
  }

  @Override
  public String readText() {
    throw new AssertionError();
  }

  @Override
  public void readText(DirectBuffer view) {
    throw new AssertionError();
  }

  @Override
  public boolean readKey(PayloadKey key) {
    throw new AssertionError();
  }

  @Override
  public int readKey(PayloadKey[] keys, int expected) {
    throw new AssertionError();
  }

  @Override
  public byte[] readBytes() {
    throw new AssertionError();
  }

  @Override
  public void readBytes(DirectBuffer view) {
    throw new AssertionError();
  }

  @Override
  public int startArray() {
    throw new AssertionError();
  }

  @Override
  public void endArray() {
    throw new AssertionError();
  }

  @Override
  public int startMap() {
    throw new AssertionError();
  }

  @Override
  public void endMap() {
    throw new AssertionError();
  }

  @Override
  public void skipValue() {
    throw new AssertionError();
  }

  @Override
  public void endOfInput() {
    throw new AssertionError();
  }
}
