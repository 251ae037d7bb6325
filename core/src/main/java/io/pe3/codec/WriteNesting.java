package io.pe3.codec;

import io.pe3.error.LimitExceededException;

/**
 * What a writer has open: how many values each level still takes, arrays or maps, and how deep.
 * Below all levels stands the place for the one value at the top. Allocates nothing once made.
 */
final class WriteNesting {
  /** Values still to come, of the levels below the present one. */
  private final long[] outer = new long[PayloadWriter.MAX_DEPTH];

  /** One bit per level below the present one: is it a map? */
  private long outerMaps;

  /** Values still to come at the present level; keys and values count one each. */
  private long left = 1;

  private boolean map;
  private boolean first = true;
  private int depth;
  private int maxDepth = PayloadWriter.MAX_DEPTH;
  private int nextMaxDepth = PayloadWriter.MAX_DEPTH;

  /**
   * Sets how many containers may be open at once from the next {@link #reset} on.
   *
   * @param limit from 1 to {@link PayloadWriter#MAX_DEPTH}
   */
  void maxDepth(int limit) {
    nextMaxDepth = ReadNesting.checkedLimit(limit);
  }

  /** Starts anew: nothing open, one value to come. */
  void reset() {
    maxDepth = nextMaxDepth;
    outerMaps = 0;
    left = 1;
    map = false;
    first = true;
    depth = 0;
  }

  /**
   * Starts anew inside a map, which is the one value at the top.
   *
   * @param values and keys still to come in it
   */
  void resetInMap(int values) {
    maxDepth = nextMaxDepth;
    outer[0] = 0;
    outerMaps = 0;
    left = values;
    map = true;
    first = false;
    depth = 1;
  }

  /**
   * One value (or key) is written at the present level.
   *
   * @throws IllegalStateException when the container is full, or the one value at the top written
   */
  void value() {
    if (left == 0) {
      throw full();
    }
    left--;
  }

  /** Takes two values, a key and its value, if there is a place for both. */
  boolean tryEntry() {
    if (left < 2) {
      return false;
    }
    left -= 2;
    return true;
  }

  /** Something has been written at the present level; only JSON has to know. */
  void passFirst() {
    first = false;
  }

  /**
   * Opens an array, which is a value of the present level too.
   *
   * @param count of values in it
   */
  void startArray(int count) {
    start(count, count, false);
  }

  /**
   * Opens a map, which is a value of the present level too.
   *
   * @param count of entries in it
   */
  void startMap(int count) {
    start(count, 2L * count, true);
  }

  /** Closes the open array. */
  void endArray() {
    end(false);
  }

  /** Closes the open map. */
  void endMap() {
    end(true);
  }

  /** Whether the one value at the top has been written whole. */
  boolean isComplete() {
    return depth == 0 && left == 0;
  }

  /** How many containers are open. */
  int depth() {
    return depth;
  }

  /** How many more may be open. */
  int depthLeft() {
    return maxDepth - depth;
  }

  /** The depth limit in force. */
  int maxDepth() {
    return maxDepth;
  }

  /** Whether the next value is a key of the open map. */
  boolean atKey() {
    return map && (left & 1) == 0;
  }

  /** Whether the next value is the value of a key of the open map. */
  boolean atMapValue() {
    return map && (left & 1) != 0;
  }

  /** Whether the next value (or key) is to be parted by a comma from one before it. */
  boolean needsComma() {
    return !first && depth > 0 && !atMapValue();
  }

  private void start(int count, long values, boolean asMap) {
    if (count < 0) {
      throw new IllegalArgumentException("a container holds 0 or more, not " + count);
    }
    if (depth == maxDepth) {
      throw new LimitExceededException(
          "the value is nested too deep; flatten it (or it contains itself)",
          "limit",
          "depth",
          "maximum",
          maxDepth);
    }
    value();
    outer[depth] = left;
    outerMaps = outerMaps << 1 | (map ? 1 : 0);
    depth++;
    left = values;
    map = asMap;
    first = true;
  }

  private void end(boolean asMap) {
    if (depth == 0 || map != asMap || left != 0) {
      throw new IllegalStateException(
          depth == 0
              ? "no container is open"
              : "the open " + (map ? "map" : "array") + " lacks " + left + " keys or values");
    }
    depth--;
    left = outer[depth];
    map = (outerMaps & 1) != 0;
    outerMaps >>>= 1;
    first = false;
  }

  private IllegalStateException full() {
    return new IllegalStateException(
        depth == 0
            ? "one value has been written already; wrap the writer again"
            : "the open " + (map ? "map" : "array") + " holds all it was opened for; close it");
  }
}
