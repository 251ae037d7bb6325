package io.pe3.wamp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.codec.Serializer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes what stands before {@code Arguments} of a message again: the same type, ids and URI, and
 * the same Options or Details without any carrier's attributes and PE3's marks, to which others are
 * added. Entries that stay are copied octet by octet, whatever they hold.
 *
 * <p>For types that carry payloads only. Not thread-safe. Allocates nothing.
 */
public final class MessageRewriter {
  /** List, type, two ids and map of JSON, which are the longest, and a null. */
  private static final int MAX_FRAMING = 80;

  private static final int CBOR_ARRAY = 0x80;
  private static final int CBOR_MAP = 0xA0;
  private static final int CBOR_ONE_OCTET = 24;
  private static final int MSGPACK_ARRAY = 0x90;
  private static final int MSGPACK_MAP = 0x80;
  private static final int MSGPACK_MAP_16 = 0xDE;
  private static final int MSGPACK_MAX_FIXINT = 0x7F;
  private static final int MSGPACK_MAX_FIXMAP = 15;
  private static final int MSGPACK_UINT_8 = 0xCC;

  private final Serializer serializer;

  /**
   * Makes one.
   *
   * @param serializer of the session
   */
  public MessageRewriter(Serializer serializer) {
    this.serializer = serializer;
  }

  /**
   * How many octets {@link #writeHead} writes at most.
   *
   * @param view the message
   * @param added what is added to its options
   * @return octets
   */
  public int maxHeadLength(MessageView view, AddedEntries added) {
    return MAX_FRAMING
        + view.optionsLength()
        + view.uriLength()
        + added.octets(serializer).capacity();
  }

  /**
   * Writes the head.
   *
   * @param view the message
   * @param tailElements elements that the caller writes behind it: 0 to 2. In JSON the caller
   *     writes a comma before each of them, and at the end what closes the list
   * @param added what is added to its options
   * @param out to write to
   * @param offset of the first octet
   * @return index after what was written
   */
  public int writeHead(
      MessageView view, int tailElements, AddedEntries added, MutableDirectBuffer out, int offset) {
    return writeHead(view, tailElements, added, view.buffer(), view.uriOffset(), view.uriLength(), out, offset);
  }

  /**
   * Writes the head with another URI.
   *
   * @param view the message
   * @param tailElements as above
   * @param added what is added to its options
   * @param uri holds the URI as a value of the session serializer
   * @param uriOffset of its first octet
   * @param uriLength in octets; 0 for types that have none
   * @param out to write to
   * @param offset of the first octet
   * @return index after what was written
   */
  public int writeHead(
      MessageView view,
      int tailElements,
      AddedEntries added,
      DirectBuffer uri,
      int uriOffset,
      int uriLength,
      MutableDirectBuffer out,
      int offset) {
    int elements = 2 + view.idCount() + (uriLength > 0 ? 1 : 0) + tailElements;
    boolean json = serializer == Serializer.JSON;
    int at = listHead(out, offset, elements);
    at = number(out, at, view.code());
    for (int i = 0; i < view.idCount(); i++) {
      at = number(out, comma(json, out, at), view.id(i));
    }
    at = options(view, added, out, comma(json, out, at));
    if (uriLength > 0) {
      at = copy(uri, uriOffset, uriLength, out, comma(json, out, at));
    }
    return at;
  }

  private int options(MessageView view, AddedEntries added, MutableDirectBuffer out, int offset) {
    OptionsIndex index = view.options().index();
    DirectBuffer more = added.octets(serializer);
    boolean json = serializer == Serializer.JSON;
    int at = mapHead(out, offset, index.entries() - index.specials() + added.count());
    boolean first = true;
    for (int i = 0; i <= index.specials(); i++) {
      if (index.hasGap(i)) {
        at = comma(json && !first, out, at);
        first = false;
        int start = index.gapStart(i);
        at = copy(view.buffer(), start, index.gapEnd(i) - start, out, at);
      }
    }
    if (added.count() > 0) {
      at = comma(json && !first, out, at);
      at = copy(more, 0, more.capacity(), out, at);
    }
    if (json) {
      out.putByte(at++, (byte) '}');
    }
    return at;
  }

  private static int copy(
      DirectBuffer from, int offset, int length, MutableDirectBuffer out, int at) {
    out.putBytes(at, from, offset, length);
    return at + length;
  }

  private static int comma(boolean wanted, MutableDirectBuffer out, int at) {
    if (!wanted) {
      return at;
    }
    out.putByte(at, (byte) ',');
    return at + 1;
  }

  private int listHead(MutableDirectBuffer out, int at, int elements) {
    int head =
        switch (serializer) {
          case CBOR -> CBOR_ARRAY | elements;
          case MSGPACK -> MSGPACK_ARRAY | elements;
          default -> '[';
        };
    out.putByte(at, (byte) head);
    return at + 1;
  }

  private int mapHead(MutableDirectBuffer out, int at, int entries) {
    return switch (serializer) {
      case CBOR -> cborHead(CBOR_MAP, entries, out, at);
      case MSGPACK -> msgPackMap(entries, out, at);
      default -> {
        out.putByte(at, (byte) '{');
        yield at + 1;
      }
    };
  }

  private int number(MutableDirectBuffer out, int at, long value) {
    return switch (serializer) {
      case CBOR -> cborHead(0, value, out, at);
      case MSGPACK -> msgPackNumber(value, out, at);
      default -> at + out.putLongAscii(at, value);
    };
  }

  /** The shortest form (RFC 8949 section 4.2.1). */
  private static int cborHead(int major, long value, MutableDirectBuffer out, int at) {
    if (value < CBOR_ONE_OCTET) {
      out.putByte(at, (byte) (major | value));
      return at + 1;
    }
    if (value <= 0xFF) {
      out.putByte(at, (byte) (major | CBOR_ONE_OCTET));
      out.putByte(at + 1, (byte) value);
      return at + 1 + Byte.BYTES;
    }
    if (value <= 0xFFFF) {
      out.putByte(at, (byte) (major | CBOR_ONE_OCTET + 1));
      out.putShort(at + 1, (short) value, BIG_ENDIAN);
      return at + 1 + Short.BYTES;
    }
    if (value <= 0xFFFF_FFFFL) {
      out.putByte(at, (byte) (major | CBOR_ONE_OCTET + 2));
      out.putInt(at + 1, (int) value, BIG_ENDIAN);
      return at + 1 + Integer.BYTES;
    }
    out.putByte(at, (byte) (major | CBOR_ONE_OCTET + 3));
    out.putLong(at + 1, value, BIG_ENDIAN);
    return at + 1 + Long.BYTES;
  }

  private static int msgPackNumber(long value, MutableDirectBuffer out, int at) {
    if (value <= MSGPACK_MAX_FIXINT) {
      out.putByte(at, (byte) value);
      return at + 1;
    }
    if (value <= 0xFF) {
      out.putByte(at, (byte) MSGPACK_UINT_8);
      out.putByte(at + 1, (byte) value);
      return at + 1 + Byte.BYTES;
    }
    if (value <= 0xFFFF) {
      out.putByte(at, (byte) (MSGPACK_UINT_8 + 1));
      out.putShort(at + 1, (short) value, BIG_ENDIAN);
      return at + 1 + Short.BYTES;
    }
    if (value <= 0xFFFF_FFFFL) {
      out.putByte(at, (byte) (MSGPACK_UINT_8 + 2));
      out.putInt(at + 1, (int) value, BIG_ENDIAN);
      return at + 1 + Integer.BYTES;
    }
    out.putByte(at, (byte) (MSGPACK_UINT_8 + 3));
    out.putLong(at + 1, value, BIG_ENDIAN);
    return at + 1 + Long.BYTES;
  }

  private static int msgPackMap(int entries, MutableDirectBuffer out, int at) {
    if (entries <= MSGPACK_MAX_FIXMAP) {
      out.putByte(at, (byte) (MSGPACK_MAP | entries));
      return at + 1;
    }
    if (entries <= 0xFFFF) {
      out.putByte(at, (byte) MSGPACK_MAP_16);
      out.putShort(at + 1, (short) entries, BIG_ENDIAN);
      return at + 1 + Short.BYTES;
    }
    out.putByte(at, (byte) (MSGPACK_MAP_16 + 1));
    out.putInt(at + 1, entries, BIG_ENDIAN);
    return at + 1 + Integer.BYTES;
  }
}
