package io.pe3.codec;

import java.math.BigInteger;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** MSGPACK. */
public final class MsgPackWriter implements PayloadWriter {
  /** Makes one that has to be wrapped first. */
  public MsgPackWriter() {}

  @Override
  public Serializer serializer() {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter wrap(MutableDirectBuffer buffer, int offset, int length) {
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
  public MsgPackWriter writeNull() {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeBoolean(boolean value) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeLong(long value) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeUnsignedLong(long value) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeBigInteger(BigInteger value) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeDouble(double value) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeText(String value) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeText(DirectBuffer utf8, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeKey(PayloadKey key) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeBytes(DirectBuffer source, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeBytes(byte[] value) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter startArray(int count) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter endArray() {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter startMap(int count) {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter endMap() {
    throw new AssertionError();
  }

  @Override
  public MsgPackWriter writeRaw(DirectBuffer source, int offset, int length) {
    throw new AssertionError();
  }
}
