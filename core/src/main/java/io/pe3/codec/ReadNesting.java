package io.pe3.codec;

import io.pe3.error.MalformedException;

/**
 * What a reader has open: how many values each level still holds, arrays or maps, and how deep. The
 * level at the bottom is the input itself, which holds values until it ends. Allocates nothing once
 * made.
 */
final class ReadNesting {
  /** Count of a container that is closed by a mark instead of after a number of values. */
  static final int INDEFINITE = -1;

  /**
   * Where an indefinite level starts to count down: even, so that the last bit tells keys from
   * values as in a definite map, and never reached by a count of values in one buffer.
   */
  private static final long UNCOUNTED = Long.MIN_VALUE >> 1;

  private final long[] outer = new long[PayloadWriter.MAX_DEPTH];
  private long outerMaps;

  /** Values (keys count too) still to come when ≥ 0; an indefinite level's count down when < 0. */
  private long left = UNCOUNTED;

  private boolean map;
  private boolean first = true;
  private int depth;
  private int maxDepth = PayloadWriter.MAX_DEPTH;

  /** A depth limit that a caller asked for, from 1 to {@link PayloadWriter#MAX_DEPTH}. */
  static int checkedLimit(int depth) {
    if (depth < 1 || depth > PayloadWriter.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "the depth limit is 1 to " + PayloadWriter.MAX_DEPTH + ", not " + depth);
    }
    return depth;
  }

  /**
   * Starts anew, with nothing open.
   *
   * @param depthLimit containers that may be open at once, 0 to {@link PayloadWriter#MAX_DEPTH}
   */
  void reset(int depthLimit) {
    outerMaps = 0;
    left = UNCOUNTED;
    map = false;
    first = true;
    depth = 0;
    maxDepth = depthLimit;
  }

  /**
   * Starts anew inside a map, which is the one value of the input.
   *
   * @param depthLimit containers that may be open at once, 1 to {@link PayloadWriter#MAX_DEPTH}
   * @param values and keys still to come in it
   */
  void resetInMap(int depthLimit, int values) {
    reset(depthLimit);
    outer[0] = UNCOUNTED - 1;
    left = values;
    map = true;
    first = false;
    depth = 1;
  }

  /** Whether the open container was counted and all of it has been taken. */
  boolean isUsedUp() {
    return left == 0;
  }

  /** Whether the open container was counted and holds more; never true at the bottom. */
  boolean isCounted() {
    return left > 0;
  }

  /** Whether the open container ends with a mark; true at the bottom, where the input ends. */
  boolean isIndefinite() {
    return left < 0;
  }

  /** Whether the open container is a map. */
  boolean isMap() {
    return map;
  }

  /** Whether the next value is a key of the open map. */
  boolean atKey() {
    return map && (left & 1) == 0;
  }

  /** Whether the next value is the value of a key of the open map. */
  boolean atMapValue() {
    return map && (left & 1) != 0;
  }

  /** Whether nothing has been taken yet at this level. */
  boolean isFirst() {
    return first;
  }

  /** How many containers are open. */
  int depth() {
    return depth;
  }

  /** The depth limit in force. */
  int maxDepth() {
    return maxDepth;
  }

  /** One value (or key) is taken at the present level; the caller has checked that there is one. */
  void value() {
    left--;
  }

  /** Something has been taken at the present level; only JSON has to know. */
  void passFirst() {
    first = false;
  }

  /**
   * Opens an array, which is a value of the present level too.
   *
   * @param count of values, or {@link #INDEFINITE}
   * @param offset of it in the input, for the error
   */
  void startArray(int count, int offset) {
    start(count < 0 ? UNCOUNTED : count, false, offset);
  }

  /**
   * Opens a map, which is a value of the present level too.
   *
   * @param count of entries, or {@link #INDEFINITE}
   * @param offset of it in the input, for the error
   */
  void startMap(int count, int offset) {
    start(count < 0 ? UNCOUNTED : 2L * count, true, offset);
  }

  /** Closes the open array; of an indefinite one the caller has seen the end mark. */
  void endArray() {
    end(false);
  }

  /** Closes the open map; of an indefinite one the caller has seen the end mark. */
  void endMap() {
    end(true);
  }

  /**
   * Checks that the open container is of the kind that the caller is about to close.
   *
   * @param asMap a map, or else an array
   * @throws IllegalStateException when it is not
   */
  void checkOpen(boolean asMap) {
    if (depth == 0 || map != asMap) {
      throw new IllegalStateException("no " + (asMap ? "map" : "array") + " is open");
    }
  }

  private void start(long values, boolean asMap, int offset) {
    if (depth >= maxDepth) {
      throw new MalformedException(
          "the value is nested deeper than allowed", "offset", offset, "maxDepth", maxDepth);
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
    checkOpen(asMap);
    if (left > 0) {
      throw new IllegalStateException("keys or values are left in the open container; take them");
    }
    depth--;
    left = outer[depth];
    map = (outerMaps & 1) != 0;
    outerMaps >>>= 1;
    first = false;
  }
}
