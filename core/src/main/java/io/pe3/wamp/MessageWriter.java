package io.pe3.wamp;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.internal.AgronaAccess;
import io.pe3.internal.RawWords;
import io.pe3.internal.WordRuns;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one WAMP message in a session serializer, element by element, straight into a caller's
 * buffer: {@link #start}, ids, {@link #startOptions}, entries, {@link #endOptions}, the URI where
 * the type has one, and then either nothing, raw arguments, or a protected item; {@link #end}
 * closes it.
 *
 * <p>The caller announces as many elements and entries as it writes. Raw octets are copied as they
 * are and are not looked at: they have to be of the same session serializer and known to be
 * well-formed, as what a {@link MessageView} has read. Nothing is written outside the range given
 * to {@link #wrap}; inside it octets behind the message may hold anything. When a call raises
 * {@link BufferTooSmallException} or any other error, what was written is no message.
 *
 * <p>Not thread-safe. Allocates nothing.
 */
public final class MessageWriter {
  /** For {@link #start}: a CBOR list that a break closes. */
  public static final int INDEFINITE = SessionHeads.INDEFINITE;

  /** The most elements that a WAMP message has, and more. */
  private static final int MAX_ELEMENTS = 15;

  private final Serializer serializer;
  private final boolean json;
  private final PayloadWriter values;

  /**
   * Where the range is: its buffer; the array, or null outside the heap; what keeps that memory,
   * whatever its owner does with the buffer; and the address of the buffer's first octet. All
   * indexes are the buffer's.
   */
  private MutableDirectBuffer out;

  private byte[] array;
  private ByteBuffer memory;
  private long address;
  private int limit;

  private int origin;
  private int at;

  /** In JSON: whether something stands before that a comma has to part from what comes next. */
  private boolean comma;

  private final ItemPlace item;

  /**
   * Makes one that has to be wrapped first.
   *
   * @param serializer of the session: CBOR, MessagePack or JSON
   * @throws io.pe3.error.UnsupportedSerializerException for any other
   */
  public MessageWriter(Serializer serializer) {
    AgronaAccess.require();
    this.serializer = serializer;
    this.json = serializer == Serializer.JSON;
    this.values = serializer.newWriter();
    this.item = new ItemPlace(serializer);
    this.out = new UnsafeBuffer(0, 0);
  }

  /**
   * The session serializer.
   *
   * @return as given to the constructor
   */
  public Serializer serializer() {
    return serializer;
  }

  /**
   * Starts anew on a range of a buffer.
   *
   * @param target gets the message
   * @param offset of its first octet
   * @param length octets that may be written at most
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  public MessageWriter wrap(MutableDirectBuffer target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.capacity());
    byte[] bytes = target.byteArray();
    ByteBuffer owner = target.byteBuffer();
    if (out != target || array != bytes || memory != owner) {
      out = target;
      array = bytes;
      memory = owner;
    }
    address = target.addressOffset();
    limit = offset + length;
    origin = offset;
    at = offset;
    comma = false;
    item.forget();
    return this;
  }

  /**
   * Begins the message.
   *
   * @param type of the message
   * @param elements how many follow, the type included, at most 15; {@link #INDEFINITE} for a CBOR
   *     list whose end is copied with its tail
   * @return this
   */
  public MessageWriter start(MessageType type, int elements) {
    if (type == MessageType.UNKNOWN || elements > MAX_ELEMENTS) {
      throw new IllegalArgumentException(type + " with " + elements + " elements");
    }
    room(1);
    RawWords.putByte(array, address + at++, SessionHeads.list(serializer, elements));
    comma = false;
    return id(type.code());
  }

  /**
   * Writes an id or another number.
   *
   * @param id 0 to {@link MessageView#MAX_ID}
   * @return this
   */
  public MessageWriter id(long id) {
    if (id < 0 || id > MessageView.MAX_ID) {
      throw new IllegalArgumentException("a WAMP id is 0 to 2^53, not " + id);
    }
    part();
    number(id);
    return this;
  }

  private void number(long number) {
    if (!json && limit - at >= SessionHeads.MAX_LENGTH) {
      at = SessionHeads.unsigned(serializer, number, array, address, at);
      return;
    }
    room(
        limit - at < SessionHeads.MAX_LENGTH
            ? SessionHeads.unsignedLength(serializer, number)
            : SessionHeads.MAX_LENGTH);
    at = SessionHeads.unsigned(serializer, number, out, at);
  }

  /**
   * Begins Options or Details.
   *
   * @param entries how many are written before {@link #endOptions}, 0 to 65 535
   * @return this
   */
  public MessageWriter startOptions(int entries) {
    if (entries < 0 || entries > 0xffff) {
      throw new IllegalArgumentException("0 to 65535 entries, not " + entries);
    }
    part();
    room(1 + Short.BYTES);
    int head = SessionHeads.smallMap(serializer, entries);
    if (head >= 0) {
      RawWords.putByte(array, address + at++, head);
    } else {
      at = SessionHeads.map(serializer, entries, out, at);
    }
    comma = false;
    return this;
  }

  /**
   * Writes entries that were serialized beforehand.
   *
   * @param entries of the same session serializer
   * @return this
   */
  public MessageWriter entries(OptionEntries entries) {
    if (entries.serializer() != serializer) {
      throw new IllegalArgumentException(
          "entries for " + entries.serializer() + " do not go into " + serializer);
    }
    if (entries.count() > 0) {
      raw(entries.octets(), 0, entries.length());
    }
    return this;
  }

  /**
   * Copies a carrier's attributes, known by name or not, with a value or without, from a message of
   * the same session serializer. They are {@link MessageOptions#carrierEntries()} entries.
   *
   * @param source the message
   * @return this
   */
  public MessageWriter carrierEntries(MessageView source) {
    OptionsIndex index = source.options().index();
    for (int i = 0; i < index.specials(); i++) {
      if (index.kind(i) != Attribute.Kind.MARK) {
        int start = index.start(i);
        while (i + 1 < index.specials()
            && index.isNext(i + 1)
            && index.kind(i + 1) != Attribute.Kind.MARK) {
          i++;
        }
        raw(source.buffer(), start, index.end(i) - start);
      }
    }
    return this;
  }

  /**
   * Copies all entries but those of carriers and PE3's marks from a message of the same session
   * serializer. They are {@link MessageOptions#otherEntries()} entries.
   *
   * @param source the message
   * @return this
   */
  public MessageWriter otherEntries(MessageView source) {
    OptionsIndex index = source.options().index();
    for (int i = 0; i <= index.specials(); i++) {
      if (index.hasGap(i)) {
        raw(source.buffer(), index.gapStart(i), index.gapEnd(i) - index.gapStart(i));
      }
    }
    return this;
  }

  /**
   * Writes an entry that is a boolean.
   *
   * @param name of the entry
   * @param value to write
   * @return this
   */
  public MessageWriter entry(Attribute name, boolean value) {
    name(name);
    values.wrap(out, at, limit - at).writeBoolean(value);
    at += values.length();
    return this;
  }

  /**
   * Writes an entry that is a text.
   *
   * @param name of the entry
   * @param utf8 holds the text, which is validated
   * @param offset of its first octet
   * @param length in octets
   * @return this
   * @throws io.pe3.error.MalformedException when it is not valid UTF-8
   */
  public MessageWriter entry(Attribute name, DirectBuffer utf8, int offset, int length) {
    name(name);
    return text(utf8, offset, length);
  }

  private void name(Attribute name) {
    uri(name.key());
    if (json) {
      mark(':');
    }
  }

  /**
   * Ends Options or Details.
   *
   * @return this
   */
  public MessageWriter endOptions() {
    if (json) {
      mark('}');
    }
    comma = true;
    return this;
  }

  /**
   * Writes a URI.
   *
   * @param uri to write
   * @return this
   */
  public MessageWriter uri(PayloadKey uri) {
    part();
    values.wrap(out, at, limit - at).writeKey(uri);
    at += values.length();
    return this;
  }

  /**
   * Writes a URI.
   *
   * @param utf8 holds it; validated
   * @param offset of its first octet
   * @param length in octets
   * @return this
   * @throws io.pe3.error.MalformedException when it is not valid UTF-8
   */
  public MessageWriter uri(DirectBuffer utf8, int offset, int length) {
    part();
    return text(utf8, offset, length);
  }

  private MessageWriter text(DirectBuffer utf8, int offset, int length) {
    values.wrap(out, at, limit - at).writeText(utf8, offset, length);
    at += values.length();
    return this;
  }

  /**
   * Copies octets that are one or several elements, or entries, of the same session serializer; in
   * JSON with the commas between them.
   *
   * @param source holds them; known to be well-formed
   * @param offset of the first octet
   * @param length in octets
   * @return this
   */
  public MessageWriter raw(DirectBuffer source, int offset, int length) {
    part();
    room(length);
    Objects.checkFromIndexSize(offset, length, source.capacity());
    byte[] from = source.byteArray();
    long octets = source.addressOffset() + offset;
    if (WordRuns.canCopy(from, octets, array, address + at, length)) {
      WordRuns.copy(from, octets, array, address + at, length);
    } else {
      out.putBytes(at, source, offset, length);
    }
    at += length;
    return this;
  }

  /**
   * Writes what parts the next element from what stands before it, so that its octets can be put
   * behind {@link #length} by the caller. Nothing in CBOR and MessagePack.
   *
   * @return this
   */
  public MessageWriter part() {
    if (json) {
      if (comma) {
        mark(',');
      }
      comma = true;
    }
    return this;
  }

  private void mark(char octet) {
    room(1);
    out.putByte(at++, (byte) octet);
  }

  /**
   * Writes a protected item where its carrier puts it.
   *
   * @param carrier PPT for a list of the item, ENC for the item alone
   * @param source holds the item
   * @param offset of its first octet
   * @param length in octets
   * @return this
   */
  public MessageWriter item(Carrier carrier, DirectBuffer source, int offset, int length) {
    int place = startItem(carrier, length);
    out.putBytes(place, source, offset, length);
    return endItem(length);
  }

  /** Writes what stands before the octets of an item, which follow where the caller puts them. */
  MessageWriter itemHead(Carrier carrier, int length) {
    room(1L + SessionHeads.bytesHeadLength(serializer, length));
    if (carrier == Carrier.PPT) {
      at = SessionHeads.list(serializer, 1, out, at);
    }
    at = SessionHeads.bytes(serializer, length, out, at);
    return this;
  }

  /**
   * Makes the place for a protected item, whose octets the caller then puts there before it calls
   * {@link #endItem}.
   *
   * @param carrier PPT for a list of the item, ENC for the item alone
   * @param maxLength octets that the item has at most
   * @return the index, in the buffer given to {@link #wrap}, where its first octet goes
   */
  public int startItem(Carrier carrier, int maxLength) {
    if (carrier == Carrier.NONE || maxLength < 0) {
      throw new IllegalArgumentException(carrier + " with " + maxLength + " octets");
    }
    part();
    room(ItemPlace.length(serializer, carrier, maxLength));
    return item.open(carrier, maxLength, at);
  }

  /**
   * Closes a protected item.
   *
   * @param length octets that were put there, 0 to as many as announced
   * @return this
   * @throws IllegalStateException when it is another length, or no item was started
   */
  public MessageWriter endItem(int length) {
    at = item.close(length, out);
    return this;
  }

  /**
   * Closes the message.
   *
   * @return octets of the message
   */
  public int end() {
    if (json) {
      mark(']');
    }
    return at - origin;
  }

  /**
   * How much has been written since {@link #wrap}.
   *
   * @return octets
   */
  public int length() {
    return at - origin;
  }

  /**
   * How much an item takes with everything around it up to the end of the message.
   *
   * @param serializer of the session
   * @param carrier of the item
   * @param length octets of the item
   * @return octets; a long, since base64 can pass what an int holds
   */
  public static long itemLength(Serializer serializer, Carrier carrier, int length) {
    return ItemPlace.length(serializer, carrier, length);
  }

  private void room(long octets) {
    if (octets > limit - at) {
      throw new BufferTooSmallException(
          "the message does not fit into the range; give a larger one",
          "needed",
          octets,
          "available",
          limit - at);
    }
  }
}
