package io.pe3.wamp;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;

/** The numbers of WAMP messages: types and ids. */
final class Ids {
  /** The largest id, 2^53 (WAMP Basic Profile, "IDs"). */
  static final long MAX = 1L << 53;

  private Ids() {}

  /**
   * Takes a number. A float that holds an integer is taken too, since some clients write large ids
   * as such.
   *
   * @throws MalformedException when it is not an integer from 0 to {@link #MAX}
   */
  static long read(PayloadReader reader, String what) {
    ValueType found = reader.peek();
    long number = -1;
    try {
      if (found == ValueType.INTEGER) {
        number = reader.readLong();
      } else if (found == ValueType.FLOAT) {
        double value = reader.readDouble();
        number = value == Math.rint(value) && Math.abs(value) <= MAX ? (long) value : -1;
      }
    } catch (UnrepresentableException e) {
      throw outside(what, found).causedBy(e);
    }
    if (number < 0 || number > MAX) {
      throw outside(what, found);
    }
    return number;
  }

  private static MalformedException outside(String what, ValueType found) {
    return new MalformedException(
        "a number of the message is not an integer from 0 to 2^53", "what", what, "found", found);
  }
}
