package io.pe3.bench.pipeline;

import java.io.OutputStream;

/** A stream onto an array that is used again for each payload. */
final class FixedOutput extends OutputStream {
  private final byte[] array;
  private int length;

  FixedOutput(int capacity) {
    array = new byte[capacity];
  }

  void reset() {
    length = 0;
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  @Override
  public void write(int octet) {
    array[length++] = (byte) octet;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    System.arraycopy(source, offset, array, length, count);
    length += count;
  }
}
