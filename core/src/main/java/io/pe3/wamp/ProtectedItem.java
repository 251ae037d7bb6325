package io.pe3.wamp;

import io.pe3.codec.Base64;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import io.pe3.internal.AgronaAccess;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one binary item of a protected message, in whichever of its forms a router left it: binary,
 * U+0000 and base64, or plain base64 (wire profile, section 1). Base64 has to be canonical.
 *
 * <p>A flyweight of its {@link MessageView}: its octets stay valid until the view is wrapped anew.
 * Binary octets stay where they are; text is decoded into scratch that grows with the longest item.
 * Not thread-safe.
 */
public final class ProtectedItem {
  private static final int MIN_SCRATCH = 512;

  /** A quote and U+0000, which only an escape can say: what a byte string of JSON begins with. */
  private static final int JSON_HEAD = 7;

  private final UnsafeBuffer octets;
  private final UnsafeBuffer scratch;

  ProtectedItem() {
    AgronaAccess.require();
    octets = new UnsafeBuffer(0, 0);
    scratch = new UnsafeBuffer(0, 0);
  }

  /**
   * The octets of the item, all of the buffer.
   *
   * @return a view of them, to be read only; perhaps empty
   */
  public DirectBuffer octets() {
    return octets;
  }

  /**
   * How many octets it has.
   *
   * @return 0 or more
   */
  public int length() {
    return octets.capacity();
  }

  /**
   * Finds the item that a value of a message is.
   *
   * @param values reads it
   * @param buffer holds the message
   * @param start of the value
   * @param length of the value
   * @param found what kind of value it is
   */
  void take(PayloadReader values, DirectBuffer buffer, int start, int length, ValueType found) {
    if (found == ValueType.TEXT) {
      values.wrap(buffer, start, length).readText(octets);
      // Behind U+0000 where a router made a text of what was the binary form of JSON.
      int marked = octets.capacity() > 0 && octets.getByte(0) == 0 ? 1 : 0;
      if (!decode(octets, marked, octets.capacity() - marked)) {
        throw new MalformedException(
            "the protected item is text, but not canonical base64", "octets", octets.capacity());
      }
    } else if (found != ValueType.BYTES) {
      throw new MalformedException("the protected item is not binary", "found", found);
    } else if (values.serializer() != Serializer.JSON
        || !decode(buffer, start + JSON_HEAD, length - JSON_HEAD - 1)) {
      values.wrap(buffer, start, length).readBytes(octets);
    }
  }

  private boolean decode(DirectBuffer text, int offset, int length) {
    int most = (length >> 2) * 3;
    if (scratch.capacity() < most) {
      scratch.wrap(new byte[Math.max(MIN_SCRATCH, most)]);
    }
    int decoded = Base64.decode(text, offset, length, scratch, 0);
    if (decoded < 0) {
      return false;
    }
    octets.wrap(scratch, 0, decoded);
    return true;
  }
}
