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

  private final Serializer session;
  private final MessageWriter head;
  private final Marks marks;
  private final PayloadWriter writer;
  private final Map<Serializer, Transcoder> transcoders = new EnumMap<>(Serializer.class);
  private final Map<Serializer, PayloadReader> readers = new EnumMap<>(Serializer.class);
  private final WorkerMemory sealed;
  private final WorkerMemory body;
  private final WorkerMemory out;

  private int bodyLength;
  private int written;

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
   * @return octets of the clear message, from the beginning of the worker's output
   */
  int open(
      MessageView view,
      ProtectedItem item,
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      boolean marked) {
    bodyLength = openBody(item, opener, attributes, context, call);
    OptionEntries added = marks.of(opener, marked);
    Serializer format = Serializer.of(attributes.serializer());
    int available = Heads.maxLength(view, added) + bodyLength + MAX_FRAMING;
    while (true) {
      UnsafeBuffer dst = out.reserve(available);
      written = dst.capacity(); // until it is known how far plaintext goes
      try {
        written = compose(view, opener, format, added, dst);
        return written;
      } catch (BufferTooSmallException e) {
        out.wipe(written);
        available = MessageSealer.grown(written, e);
      }
    }
  }

  private int openBody(
      ProtectedItem item,
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call) {
    DirectBuffer octets = direct(item);
    int available = item.length() + MAX_FRAMING;
    while (true) {
      try {
        return opener.open(
            attributes, context, call, octets, 0, item.length(), body.reserve(available), 0);
      } catch (BufferTooSmallException e) {
        // Compressed; the opener's own limits say how far this goes.
        available = MessageSealer.grown(body.buffer().capacity(), e);
      }
    }
  }

  /**
   * The item in direct memory: what is short and on the heap is copied, since ciphers that go from
   * one kind of memory to the other make garbage.
   */
  private DirectBuffer direct(ProtectedItem item) {
    if (item.octets().byteArray() == null || item.length() > MAX_COPIED) {
      return item.octets();
    }
    UnsafeBuffer copy = sealed.reserve(item.length());
    copy.putBytes(0, item.octets(), 0, item.length());
    return copy;
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
            && !isEmpty(format, opener.kwargsOffset(), opener.kwargsLength(), false);
    boolean args =
        opener.argsLength() > 0 && !isEmpty(format, opener.argsOffset(), opener.argsLength(), true);
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

  private boolean isEmpty(Serializer format, int offset, int length, boolean list) {
    PayloadReader reader = readers.get(format);
    if (reader == null) {
      reader = format.newReader();
      readers.put(format, reader);
    }
    reader.wrap(body.buffer(), offset, length);
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
    body.wipe(bodyLength);
    out.wipe(written);
    bodyLength = 0;
    written = 0;
  }
}
