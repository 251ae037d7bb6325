package io.pe3.codec;

import java.math.BigInteger;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** CBOR. */
public final class CborWriter implements PayloadWriter {
  /** Makes one that has to be wrapped first. */
  public CborWriter() {}

  @Override
  public Serializer serializer() {
    throw new AssertionError();
  }

  @Override
  public CborWriter wrap(MutableDirectBuffer buffer, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public int length() {
    throw new AssertionError();
  }

  @Override
  public boolean isComplete() {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeNull() {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeBoolean(boolean value) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeLong(long value) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeUnsignedLong(long value) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeBigInteger(BigInteger value) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeDouble(double value) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeText(String value) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeText(DirectBuffer utf8, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeKey(PayloadKey key) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeBytes(DirectBuffer source, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeBytes(byte[] value) {
    throw new AssertionError();
  }

  @Override
  public CborWriter startArray(int count) {
    throw new AssertionError();
  }

  @Override
  public CborWriter endArray() {
    throw new AssertionError();
  }

  @Override
  public CborWriter startMap(int count) {
    throw new AssertionError();
  }

  @Override
  public CborWriter endMap() {
    throw new AssertionError();
  }

  @Override
  public CborWriter writeRaw(DirectBuffer source, int offset, int length) {
    throw new AssertionError();
  }
}
