package io.pe3.wamp.session;

import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.Transcoder;
import io.pe3.error.BufferTooSmallException;
import io.pe3.wamp.MessageRewriter;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.AddedEntries;
import io.pe3.wamp.ProtectedItem;
import java.util.EnumMap;
import java.util.Map;
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

  private final Serializer session;
  private final MessageRewriter rewriter;
  private final PayloadWriter writer;
  private final Map<Serializer, Transcoder> transcoders = new EnumMap<>(Serializer.class);
  private final Map<Serializer, PayloadReader> readers = new EnumMap<>(Serializer.class);
  private final WorkerMemory body;
  private final WorkerMemory out;

  private int bodyLength;
  private int written;

  MessageOpener(Serializer session, WorkerMemory body, WorkerMemory out) {
    this.session = session;
    this.rewriter = new MessageRewriter(session);
    this.writer = session.newWriter();
    this.body = body;
    this.out = out;
  }

  /**
   * Opens a message.
   *
   * @param view the message
   * @param item its protected item
   * @param use keys, and what is accepted
   * @param attributes what travelled beside the item
   * @param context where it arrived
   * @param marks for the application
   * @return octets of the clear message, from the beginning of the worker's output
   */
  int open(
      MessageView view,
      ProtectedItem item,
      KeyUse use,
      PayloadAttributes attributes,
      PayloadContext context,
      AddedEntries marks) {
    PayloadOpener opener = use.opener();
    bodyLength = openBody(item, opener, attributes, context);
    Serializer format = Serializer.of(attributes.serializer());
    int available = rewriter.maxHeadLength(view, marks) + bodyLength + MAX_FRAMING;
    while (true) {
      UnsafeBuffer dst = out.reserve(available);
      written = dst.capacity(); // until it is known how far plaintext goes
      try {
        written = compose(view, opener, format, marks, dst);
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
      PayloadContext context) {
    int available = item.length() + MAX_FRAMING;
    while (true) {
      try {
        return opener.open(
            attributes, context, item.octets(), 0, item.length(), body.reserve(available), 0);
      } catch (BufferTooSmallException e) {
        // Compressed; the opener's own limits say how far this goes.
        available = MessageSealer.grown(body.buffer().capacity(), e);
      }
    }
  }

  private int compose(
      MessageView view,
      PayloadOpener opener,
      Serializer format,
      AddedEntries marks,
      UnsafeBuffer dst) {
    if (!format.isParsed()) {
      return composeOctets(view, marks, dst);
    }
    boolean kwargs =
        opener.kwargsLength() > 0
            && !isEmpty(format, opener.kwargsOffset(), opener.kwargsLength(), false);
    boolean args =
        opener.argsLength() > 0
            && !isEmpty(format, opener.argsOffset(), opener.argsLength(), true);
    int at = rewriter.writeHead(view, kwargs ? 2 : args ? 1 : 0, marks, dst, 0);
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

  private int composeOctets(MessageView view, AddedEntries marks, UnsafeBuffer dst) {
    int at = separate(dst, rewriter.writeHead(view, 1, marks, dst, 0));
    writer.wrap(dst, at, dst.capacity() - at);
    writer.startArray(1).writeBytes(body.buffer(), 0, bodyLength).endArray();
    return close(dst, at + writer.length());
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
