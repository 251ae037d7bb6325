package io.pe3.codec;

/**
 * The convenience for plain Java objects: {@code null}, {@link Boolean}, {@link Long}, {@link
 * java.math.BigInteger}, {@link Double}, {@link String}, {@code byte[]}, {@link java.util.List} and
 * {@link java.util.Map}.
 */
public final class PlainValues {
  private PlainValues() {}
}
