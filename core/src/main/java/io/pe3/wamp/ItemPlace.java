package io.pe3.wamp;

import io.pe3.codec.Base64;
import io.pe3.codec.Serializer;
import org.agrona.MutableDirectBuffer;

/**
 * The place of a protected item in a message that is being written: opened for as many octets as it
 * may have, filled by the caller, and closed around as many as it has.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
final class ItemPlace {
  private static final int NONE = -1;

  private final Serializer serializer;
  private Carrier carrier = Carrier.NONE;
  private int place;
  private int start;

  /** Octets that the item may have, or {@link #NONE} when no place is open. */
  private int announced = NONE;

  ItemPlace(Serializer serializer) {
    this.serializer = serializer;
  }

  /** Gives up a place that is open. */
  void forget() {
    announced = NONE;
  }

  /**
   * Opens the place; the caller has made sure of {@link #length}.
   *
   * @return where the item's first octet goes
   */
  int open(Carrier by, int maxLength, int at) {
    if (carrier != by) {
      carrier = by; // a store that changes nothing is not free
    }
    announced = maxLength;
    place = at;
    start = at + (by == Carrier.PPT ? 1 : 0) + SessionHeads.bytesHeadLength(serializer, maxLength);
    if (serializer == Serializer.JSON) {
      // Where base64 is written over the octets from the front, none is overwritten before it is
      // read.
      start += (int) Base64.encodedLength(maxLength) - maxLength;
    }
    return start;
  }

  /**
   * Closes the place around what was put there.
   *
   * @return index behind the item and what closes its list
   * @throws IllegalStateException when it is longer than announced, or no place is open
   */
  int close(int length, MutableDirectBuffer out) {
    if (length < 0 || length > announced) {
      throw notAsAnnounced(length);
    }
    announced = NONE;
    int head = carrier == Carrier.PPT ? SessionHeads.list(serializer, 1, out, place) : place;
    int body = SessionHeads.bytes(serializer, length, out, head);
    if (serializer != Serializer.JSON) {
      if (body != start) {
        out.putBytes(body, out, start, length);
      }
      return body + length;
    }
    Base64.encode(out, start, length, out, body);
    int at = body + (int) Base64.encodedLength(length);
    out.putByte(at++, (byte) '"');
    if (carrier == Carrier.PPT) {
      out.putByte(at++, (byte) ']');
    }
    return at;
  }

  private IllegalStateException notAsAnnounced(int length) {
    return new IllegalStateException(
        announced == NONE
            ? "no item was started: length=" + length
            : "an item has at most what was announced: length="
                + length
                + " announced="
                + announced);
  }

  /** How much an item takes with everything around it up to the end of the message. */
  static long length(Serializer serializer, Carrier carrier, int length) {
    int list = carrier == Carrier.PPT ? 1 : 0;
    int head = SessionHeads.bytesHeadLength(serializer, length);
    return serializer == Serializer.JSON
        ? head + Base64.encodedLength(length) + 2L * list + 2
        : (long) list + head + length;
  }
}
