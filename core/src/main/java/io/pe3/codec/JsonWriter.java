package io.pe3.codec;

import java.math.BigInteger;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** JSON. */
public final class JsonWriter implements PayloadWriter {
  /** Makes one that has to be wrapped first. */
  public JsonWriter() {}

  @Override
  public Serializer serializer() {
    throw new AssertionError();
  }

  @Override
  public JsonWriter wrap(MutableDirectBuffer buffer, int offset, int length) {
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
  public JsonWriter writeNull() {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeBoolean(boolean value) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeLong(long value) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeUnsignedLong(long value) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeBigInteger(BigInteger value) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeDouble(double value) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeText(String value) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeText(DirectBuffer utf8, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeKey(PayloadKey key) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeBytes(DirectBuffer source, int offset, int length) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeBytes(byte[] value) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter startArray(int count) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter endArray() {
    throw new AssertionError();
  }

  @Override
  public JsonWriter startMap(int count) {
    throw new AssertionError();
  }

  @Override
  public JsonWriter endMap() {
    throw new AssertionError();
  }

  @Override
  public JsonWriter writeRaw(DirectBuffer source, int offset, int length) {
    throw new AssertionError();
  }
}
