package io.pe3;

import io.pe3.codec.PayloadWriter;

/**
 * Writes an application's value as arguments and keyword arguments. Keep one in a constant: a call
 * then allocates nothing.
 *
 * @param <T> what is written
 */
public interface ArgumentsEncoder<T> {
  /**
   * Writes the arguments, exactly one array. An empty one if it is not overridden.
   *
   * @param value to write
   * @param out stands where the array goes
   */
  default void encodeArgs(T value, PayloadWriter out) {
    out.startArray(0).endArray();
  }

  /**
   * Writes the keyword arguments, exactly one map. An empty one if it is not overridden.
   *
   * @param value to write
   * @param out stands where the map goes
   */
  default void encodeKwargs(T value, PayloadWriter out) {
    out.startMap(0).endMap();
  }
}
