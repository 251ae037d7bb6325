package io.pe3.wamp.session;

import io.pe3.CallState;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.Transcoder;
import io.pe3.error.BufferTooSmallException;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.MessageWriter;
import io.pe3.wamp.OptionEntries;
import io.pe3.wamp.ProtectedItem;
import java.util.EnumMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns a protected EVENT, INVOCATION, RESULT or ERROR into a clear one: decrypts its item and
 * writes the arguments where they belong, as they are where the formats are the same and transcoded
 * where they are not. Arguments that are empty are left out.
 *
 * <p>Belongs to a worker, whose memory holds plaintext until {@link #wipe}. Allocates nothing once
 * its memory has grown.
 */
final class MessageOpener {
  private static final int MAX_FRAMING = 64;
  private static final int MAX_COPIED = 4096;

  /** More than all marks together. */
  private static final int MAX_MARKS = 512;

  /** Type, subscription, publication and Details. */
  private static final int EVENT_ELEMENTS = 4;

  private static final int CBOR_LIST = 0x80;
  private static final int CBOR_MAP = 0xa0;
  private static final int MSGPACK_LIST = 0x90;

  /** A list or map of so many items, or more, has its count behind the head, or none. */
  private static final int CBOR_COUNTED = 24;

  private final Serializer session;
  private final MessageWriter head;
  private final Marks marks;
  private final PayloadWriter writer;
  private final Map<Serializer, Transcoder> transcoders = new EnumMap<>(Serializer.class);
  private final Map<Serializer, PayloadReader> readers = new EnumMap<>(Serializer.class);
  private final WorkerMemory sealed;
  private final WorkerMemory body;
  private final WorkerMemory out;

  /** Where the item that is opened stands. */
  private DirectBuffer source;

  private int sourceOffset;

  private int bodyLength;
  private int start;
  private int headStart;
  private int headLength;

  /** Where plaintext stands in the output. */
  private int plainOffset;

  private int plainLength;

  /** The arguments that were arranged last: how many elements, and where they stand. */
  private int elements;

  private int tailOffset;
  private int tailEnd;

  MessageOpener(
      Serializer session,
      MessageWriter head,
      Marks marks,
      WorkerMemory sealed,
      WorkerMemory body,
      WorkerMemory out) {
    this.session = session;
    this.head = head;
    this.marks = marks;
    this.writer = session.newWriter();
    this.sealed = sealed;
    this.body = body;
    this.out = out;
  }

  /**
   * Opens a message.
   *
   * @param view the message
   * @param item its protected item
   * @param opener has the keys, and knows what is accepted
   * @param attributes what travelled beside the item
   * @param context where it arrived
   * @param call that it belongs to, or null
   * @param marked whether the application is told
   * @return octets of the clear message, from {@link #start()} of the worker's output on
   */
  int open(
      MessageView view,
      ProtectedItem item,
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      boolean marked) {
    direct(item.octets(), 0, item.length());
    headLength = 0;
    Serializer format = Serializer.of(attributes.serializer());
    if (format == session && format != Serializer.JSON) {
      int room = Heads.maxLength(view, marks.none()) + MAX_MARKS;
      openInPlace(opener, attributes, context, call, item.length(), room);
      arrange(opener, format);
      return place(view, marks.of(opener, marked), room);
    }
    start = 0;
    bodyLength = openBody(item.length(), opener, attributes, context, call);
    OptionEntries added = marks.of(opener, marked);
    int available = Heads.maxLength(view, added) + bodyLength + MAX_FRAMING;
    plainOffset = 0;
    while (true) {
      UnsafeBuffer dst = out.reserve(available);
      plainLength = dst.capacity(); // until it is known how far plaintext goes
      try {
        plainLength = compose(view, opener, format, added, dst);
        return plainLength;
      } catch (BufferTooSmallException e) {
        out.wipe(plainLength);
        available = MessageSealer.grown(plainLength, e);
      }
    }
  }

  /**
   * Opens an EVENT of which everything but ids and item is known.
   *
   * @param message holds it
   * @param itemOffset where its item begins
   * @param itemLength of its item
   * @return octets of the clear message, from {@link #start()} of the worker's output on
   */
  int openAgain(
      EventMemory.Slot known,
      long subscription,
      long publication,
      PayloadOpener opener,
      DirectBuffer message,
      int itemOffset,
      int itemLength) {
    direct(message, itemOffset, itemLength);
    int room = Heads.MAX_FRAMING + known.headLength;
    openInPlace(opener, known.attributes, known.context, null, itemLength, room);
    arrange(opener, session);
    UnsafeBuffer dst = out.buffer();
    head.wrap(dst, 0, room).start(MessageType.EVENT, EVENT_ELEMENTS + elements);
    head.id(subscription).id(publication).raw(known.head, 0, known.headLength);
    return move(dst, head.length());
  }

  /** Where the message opened last begins in the worker's output. */
  int start() {
    return start;
  }

  /** Whether what was written before the arguments of the message opened last is known. */
  boolean knowsHead() {
    return headLength > 0;
  }

  /** Where that begins in the worker's output, behind the ids. */
  int headOffset() {
    return start + headStart;
  }

  /** How long that is. */
  int headLength() {
    return headLength;
  }

  /**
   * Decrypts to where the arguments stand in the clear message, which is written around them: the
   * formats are the same, so that nothing has to be copied.
   *
   * @param room octets to leave for what stands before the arguments
   */
  private void openInPlace(
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      int length,
      int room) {
    int available = length + MAX_FRAMING;
    plainOffset = room;
    while (true) {
      UnsafeBuffer dst = out.reserve(Math.addExact(room, available));
      try {
        plainLength =
            opener.open(attributes, context, call, source, sourceOffset, length, dst, room);
        return;
      } catch (BufferTooSmallException e) {
        // Compressed; the opener's own limits say how far this goes.
        available = MessageSealer.grown(dst.capacity(), e);
      }
    }
  }

  /** Brings the arguments that are not empty together, within the octets that were decrypted. */
  private void arrange(PayloadOpener opener, Serializer format) {
    UnsafeBuffer dst = out.buffer();
    int args = opener.argsOffset();
    int argsLength = opener.argsLength();
    int kwargs = opener.kwargsOffset();
    int kwargsLength = opener.kwargsLength();
    boolean hasArgs = argsLength > 0 && !isEmpty(format, dst, args, argsLength, true);
    if (kwargsLength == 0 || isEmpty(format, dst, kwargs, kwargsLength, false)) {
      elements = hasArgs ? 1 : 0;
      tailOffset = hasArgs ? args : plainOffset;
      tailEnd = hasArgs ? args + argsLength : plainOffset;
      return;
    }
    elements = 2;
    if (!hasArgs) {
      // The head of the map stands before every value in it.
      tailOffset = kwargs - 1;
      tailEnd = kwargs + kwargsLength;
      dst.putByte(tailOffset, (byte) (format == Serializer.CBOR ? CBOR_LIST : MSGPACK_LIST));
    } else if (args < kwargs) {
      tailOffset = kwargs - argsLength;
      tailEnd = kwargs + kwargsLength;
      dst.putBytes(tailOffset, dst, args, argsLength);
    } else {
      tailEnd = args + argsLength;
      tailOffset = tailEnd - argsLength - kwargsLength;
      bodyLength = kwargsLength;
      body.reserve(kwargsLength).putBytes(0, dst, kwargs, kwargsLength);
      dst.putBytes(tailOffset, dst, args, argsLength);
      dst.putBytes(tailEnd - kwargsLength, body.buffer(), 0, kwargsLength);
    }
  }

  /** Writes what stands before the arguments. */
  private int place(MessageView view, OptionEntries added, int room) {
    UnsafeBuffer dst = out.buffer();
    Heads.begin(head.wrap(dst, 0, room), view, elements);
    headStart = head.length();
    Heads.finish(head, view, added);
    headLength = head.length() - headStart;
    return move(dst, head.length());
  }

  /** Moves it from the beginning of the output to the arguments. */
  private int move(UnsafeBuffer dst, int length) {
    start = tailOffset - length;
    dst.putBytes(start, dst, 0, length);
    return length + tailEnd - tailOffset;
  }

  private int openBody(
      int length,
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call) {
    int available = length + MAX_FRAMING;
    while (true) {
      try {
        return opener.open(
            attributes, context, call, source, sourceOffset, length, body.reserve(available), 0);
      } catch (BufferTooSmallException e) {
        // Compressed; the opener's own limits say how far this goes.
        available = MessageSealer.grown(body.buffer().capacity(), e);
      }
    }
  }

  /**
   * Takes the item in direct memory: what is short and on the heap is copied, since ciphers that go
   * from one kind of memory to the other make garbage.
   */
  private void direct(DirectBuffer item, int offset, int length) {
    if (item.byteArray() == null || length > MAX_COPIED) {
      source = item;
      sourceOffset = offset;
      return;
    }
    UnsafeBuffer copy = sealed.reserve(length);
    copy.putBytes(0, item, offset, length);
    source = copy;
    sourceOffset = 0;
  }

  private int compose(
      MessageView view,
      PayloadOpener opener,
      Serializer format,
      OptionEntries added,
      UnsafeBuffer dst) {
    if (!format.isParsed()) {
      return composeOctets(view, added, dst);
    }
    boolean kwargs =
        opener.kwargsLength() > 0
            && !isEmpty(format, body.buffer(), opener.kwargsOffset(), opener.kwargsLength(), false);
    boolean args =
        opener.argsLength() > 0
            && !isEmpty(format, body.buffer(), opener.argsOffset(), opener.argsLength(), true);
    int at = head(view, added, kwargs ? 2 : args ? 1 : 0, dst);
    if (args) {
      at = value(format, opener.argsOffset(), opener.argsLength(), dst, at);
    } else if (kwargs) {
      at = emptyList(dst, at);
    }
    if (kwargs) {
      at = value(format, opener.kwargsOffset(), opener.kwargsLength(), dst, at);
    }
    return close(dst, at);
  }

  private int composeOctets(MessageView view, OptionEntries added, UnsafeBuffer dst) {
    int at = separate(dst, head(view, added, 1, dst));
    writer.wrap(dst, at, dst.capacity() - at);
    writer.startArray(1).writeBytes(body.buffer(), 0, bodyLength).endArray();
    return close(dst, at + writer.length());
  }

  private int head(MessageView view, OptionEntries added, int tailElements, UnsafeBuffer dst) {
    Heads.write(head.wrap(dst, 0, dst.capacity()), view, added, tailElements);
    return head.length();
  }

  private boolean isEmpty(
      Serializer format, UnsafeBuffer in, int offset, int length, boolean list) {
    if (format == Serializer.CBOR) {
      int items = (in.getByte(offset) & 0xff) - (list ? CBOR_LIST : CBOR_MAP);
      if (items >= 0 && items < CBOR_COUNTED) {
        return items == 0;
      }
    }
    PayloadReader reader = readers.get(format);
    if (reader == null) {
      reader = format.newReader();
      readers.put(format, reader);
    }
    reader.wrap(in, offset, length);
    if (list) {
      reader.startArray();
    } else {
      reader.startMap();
    }
    return !reader.hasNext();
  }

  private int emptyList(UnsafeBuffer dst, int offset) {
    int at = separate(dst, offset);
    writer.wrap(dst, at, dst.capacity() - at).startArray(0).endArray();
    return at + writer.length();
  }

  private int value(Serializer format, int from, int length, UnsafeBuffer dst, int offset) {
    int at = separate(dst, offset);
    if (format == session) {
      // The opener has walked over it.
      dst.putBytes(at, body.buffer(), from, length);
      return at + length;
    }
    Transcoder transcoder = transcoders.get(format);
    if (transcoder == null) {
      transcoder = new Transcoder(format);
      transcoders.put(format, transcoder);
    }
    writer.wrap(dst, at, dst.capacity() - at);
    transcoder.transcode(body.buffer(), from, length, writer);
    return at + writer.length();
  }

  private int separate(UnsafeBuffer dst, int at) {
    return session == Serializer.JSON ? mark(dst, at, ',') : at;
  }

  private int close(UnsafeBuffer dst, int at) {
    return session == Serializer.JSON ? mark(dst, at, ']') : at;
  }

  private static int mark(UnsafeBuffer dst, int at, char mark) {
    if (at >= dst.capacity()) {
      throw new BufferTooSmallException("no room to go on with the list", "available", 0);
    }
    dst.putByte(at, (byte) mark);
    return at + 1;
  }

  /** Zeros the plaintext that the last message left. */
  void wipe() {
    if (bodyLength > 0) {
      body.wipe(bodyLength);
    }
    out.wipe(plainOffset, plainLength);
    bodyLength = 0;
    plainLength = 0;
  }
}
