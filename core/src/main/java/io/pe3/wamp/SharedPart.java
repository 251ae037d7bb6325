package io.pe3.wamp;

import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.MalformedException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What all recipients of a forwarded message get in common: the entries of Details that are carried
 * over, and the tail that holds the payload. Made once for each message; both are parts of the
 * message's own buffer where nothing has to be recoded.
 *
 * <pre>
 *   header, written for each recipient                                       tail, shared
 *   list | type | ids | { chosen Details | carried entries } | [uri] |       arguments | list's end
 *   list | type | ids | { chosen Details | carried entries } | [uri] | head  octets of an item
 * </pre>
 *
 * <p>Not thread-safe. Allocates nothing once its scratch has grown.
 */
final class SharedPart {
  /** Name and value of a progress mark in any serializer. */
  private static final int MAX_PROGRESS = 32;

  private final Serializer serializer;
  private final MessageWriter runs;
  private final Recoder recoder;
  private final GrowingBuffer scratch = new GrowingBuffer();

  private int maxUriLength;
  private boolean progress;

  private int entries;
  private DirectBuffer entriesBuffer;
  private int entriesOffset;
  private int entriesLength;

  private boolean indefinite;
  private int tailElements;
  private DirectBuffer tailBuffer;
  private int tailOffset;
  private int tailLength;

  /** How an item is framed whose head stands in the header; NONE when there is none. */
  private Carrier itemHead = Carrier.NONE;

  SharedPart(Serializer serializer) {
    this.serializer = serializer;
    this.runs = new MessageWriter(serializer);
    this.recoder = new Recoder(serializer);
  }

  private void setItemHead(Carrier carrier) {
    if (itemHead != carrier) {
      itemHead = carrier; // a store that changes nothing is not free
    }
  }

  /** Makes the part of one message. */
  void make(MessageView source) {
    source.elements().all();
    OptionsIndex index = source.elements().options;
    if (index.isRepeated()) {
      // A map with a name twice breaks the session of a strict recipient.
      throw new MalformedException("an attribute of a carrier is repeated", "type", source.type());
    }
    progress = index.has(Attribute.PROGRESS) && source.options().isTrue(Attribute.PROGRESS);
    setItemHead(Carrier.NONE);
    indefinite = false;
    tailElements = source.elements().tailElements;
    if (source.serializer() == serializer) {
      maxUriLength = source.elements().textLength;
      copy(source);
    } else {
      maxUriLength = recoder.maxTextLength(source.uriLength());
      recode(source);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  private void copy(MessageView source) {
    MessageElements elements = source.elements();
    DirectBuffer buffer = source.buffer();
    indefinite = elements.indefinite;
    if (tailBuffer != buffer) {
      tailBuffer = buffer;
    }
    tailOffset = elements.tailOffset;
    tailLength = elements.tailLength;
    OptionsIndex index = elements.options;
    int carried = index.specials() - index.marks();
    entries = carried + (progress ? 1 : 0);
    if (carried > 0 && !progress && index.isOneRun()) {
      if (entriesBuffer != buffer) {
        entriesBuffer = buffer;
      }
      entriesOffset = index.start(0);
      entriesLength = index.end(index.specials() - 1) - entriesOffset;
    } else {
      gather(source);
    }
  }

  private void gather(MessageView source) {
    entriesBuffer = scratch.buffer();
    entriesOffset = 0;
    entriesLength = 0;
    if (entries > 0) {
      MutableDirectBuffer buffer = scratch.atLeast(source.optionsLength() + MAX_PROGRESS);
      runs.wrap(buffer, 0, buffer.capacity()).carrierEntries(source);
      if (progress) {
        runs.entry(Attribute.PROGRESS, true);
      }
      entriesLength = runs.length();
    }
  }

  private void recode(MessageView source) {
    recoder.entries(source, progress);
    entries = recoder.entryCount();
    entriesBuffer = recoder.entryBuffer();
    entriesOffset = recoder.entryOffset();
    entriesLength = recoder.entryLength();
    ProtectedItem item = source.items().binary(source.buffer());
    if (item == null && serializer == Serializer.JSON) {
      item = source.items().marked(source.buffer());
    }
    if (item == null) {
      recoder.tail(source);
      takeRecodedTail();
    } else {
      frame(source.hasBareItem() ? Carrier.ENC : Carrier.PPT, item);
    }
  }

  private void frame(Carrier carrier, ProtectedItem item) {
    tailElements = 1;
    if (serializer == Serializer.JSON) {
      recoder.item(carrier, item);
      takeRecodedTail();
    } else {
      setItemHead(carrier);
      tailBuffer = item.octets();
      tailOffset = 0;
      tailLength = item.length();
    }
  }

  private void takeRecodedTail() {
    tailBuffer = recoder.tailBuffer();
    tailOffset = recoder.tailOffset();
    tailLength = recoder.tailLength();
  }

  /** Elements of the list for so many before the tail. */
  int listLength(int head) {
    return indefinite ? MessageWriter.INDEFINITE : head + tailElements;
  }

  int entries() {
    return entries;
  }

  int entriesLength() {
    return entriesLength;
  }

  boolean hasProgress() {
    return progress;
  }

  int maxUriLength() {
    return maxUriLength;
  }

  void writeEntries(MessageWriter writer) {
    if (entries > 0) {
      writer.raw(entriesBuffer, entriesOffset, entriesLength);
    }
  }

  /** Writes what of the tail belongs to the header. */
  void startTail(MessageWriter writer) {
    if (tailElements > 0) {
      writer.part();
    }
    if (itemHead != Carrier.NONE) {
      writer.itemHead(itemHead, tailLength);
    }
  }

  DirectBuffer tailBuffer() {
    return tailBuffer;
  }

  int tailOffset() {
    return tailOffset;
  }

  int tailLength() {
    return tailLength;
  }

  /**
   * Copies the tail behind a header.
   *
   * @return octets of header and tail
   */
  int copyTail(MutableDirectBuffer target, int offset, int header) {
    int available = target.capacity() - offset - header;
    if (tailLength > available) {
      throw new BufferTooSmallException(
          "the payload does not fit behind the header; give a larger buffer",
          "needed",
          tailLength,
          "available",
          available);
    }
    target.putBytes(offset + header, tailBuffer, tailOffset, tailLength);
    return header + tailLength;
  }
}
