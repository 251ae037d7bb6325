package io.pe3.wamp.session;

import io.pe3.PayloadContext;
import io.pe3.PayloadSealer;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.Transcoder;
import io.pe3.codec.ValueType;
import io.pe3.error.AlreadyProtectedException;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageRewriter;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.AddedEntries;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns a clear PUBLISH, CALL, YIELD or ERROR into a protected one: the arguments go into the
 * payload, spliced where the formats are the same and transcoded where they are not, and the
 * attributes of the carrier into the Options.
 *
 * <p>Belongs to a worker. Allocates nothing once its memory has grown.
 */
final class MessageSealer {
  /** What a payload has beside arguments: map head, keys, URI head, nonce and tag. */
  private static final int MAX_PAYLOAD_FRAMING = 256;

  /** Heads of list and byte string, in JSON brackets, quotes and the mark. */
  private static final int MAX_ITEM_FRAMING = 32;

  private final Serializer session;
  private final MessageRewriter rewriter;
  private final PayloadReader reader;
  private final PayloadWriter writer;
  private final Transcoder transcoder;
  private final WorkerMemory payload;
  private final WorkerMemory out;
  private final UnsafeBuffer octets = new UnsafeBuffer(0, 0);
  private final UnsafeBuffer empty = new UnsafeBuffer(0, 0);

  MessageSealer(Serializer session, WorkerMemory payload, WorkerMemory out) {
    this.session = session;
    this.rewriter = new MessageRewriter(session);
    this.reader = session.newReader();
    this.writer = session.newWriter();
    this.transcoder = new Transcoder(session);
    this.payload = payload;
    this.out = out;
  }

  /**
   * Protects a message.
   *
   * @param view the message, in clear
   * @param carrier to use
   * @param use key, scheme and cipher
   * @param context where the payload is sent
   * @return octets of the protected message, from the beginning of the worker's output
   */
  int seal(MessageView view, Carrier carrier, KeyUse use, PayloadContext context) {
    requireClear(view);
    PayloadSealer sealer = use.sealer();
    int length = sealArguments(view, sealer, context);
    AddedEntries added = use.entries().of(sealer.attributes(), carrier);
    return write(view, carrier, added, length);
  }

  /** Refuses what is protected already, by whatever attribute. */
  static void requireClear(MessageView view) {
    if (view.options().carrier() != Carrier.NONE) {
      throw new AlreadyProtectedException(
          "the message carries attributes of a protected payload; have the policy pass such, or"
              + " send it in clear",
          "type",
          view.type());
    }
    if (view.hasBareItem()) {
      throw new MalformedException(
          "an item stands in the place of Arguments, and no attribute says what it is",
          "type",
          view.type());
    }
  }

  private int sealArguments(MessageView view, PayloadSealer sealer, PayloadContext context) {
    int clear = view.argsLength() + view.kwargsLength();
    int capacity =
        sealer.maxSealedLength(clear + 3 * context.uri().length() + MAX_PAYLOAD_FRAMING);
    if (!sealer.serializer().isParsed()) {
      return sealOctets(view, sealer, context, payload.reserve(capacity));
    }
    if (sealer.serializer() == session) {
      return sealer.sealArguments(
          context,
          view.buffer(),
          view.argsOffset(),
          view.argsLength(),
          view.buffer(),
          view.kwargsOffset(),
          view.kwargsLength(),
          payload.reserve(capacity),
          0);
    }
    return transcode(view, sealer, context, capacity);
  }

  /** Other formats can take more octets for the same values, how many shows by writing them. */
  private int transcode(
      MessageView view, PayloadSealer sealer, PayloadContext context, int capacity) {
    int available = capacity;
    while (true) {
      try {
        return transcode(view, sealer, context, payload.reserve(available));
      } catch (BufferTooSmallException e) {
        available = grown(payload.buffer().capacity(), e);
      }
    }
  }

  private int transcode(
      MessageView view, PayloadSealer sealer, PayloadContext context, MutableDirectBuffer dst) {
    PayloadWriter values = sealer.begin(context, dst, 0);
    try {
      if (view.argsLength() > 0) {
        transcoder.transcode(view.buffer(), view.argsOffset(), view.argsLength(), values);
      }
      values = sealer.kwargs();
      if (view.kwargsLength() > 0) {
        transcoder.transcode(view.buffer(), view.kwargsOffset(), view.kwargsLength(), values);
      }
      return sealer.finish();
    } catch (Throwable t) {
      sealer.abort();
      throw t;
    }
  }

  /** Octets of the application's own format come as the only argument. */
  private int sealOctets(
      MessageView view, PayloadSealer sealer, PayloadContext context, MutableDirectBuffer dst) {
    if (view.argsLength() > 0 && isEmptyMap(view)) {
      reader.wrap(view.buffer(), view.argsOffset(), view.argsLength()).startArray();
      if (reader.peek() == ValueType.BYTES) {
        reader.readBytes(octets);
        if (!reader.hasNext()) {
          int length = sealer.seal(context, octets, 0, octets.capacity(), dst, 0);
          reader.wrap(empty, 0, 0);
          return length;
        }
      }
    }
    throw new UnrepresentableException(
        "with this serializer the only argument is one byte string, the body",
        "serializer",
        sealer.serializer().text());
  }

  private boolean isEmptyMap(MessageView view) {
    if (view.kwargsLength() == 0) {
      return true;
    }
    reader.wrap(view.buffer(), view.kwargsOffset(), view.kwargsLength()).startMap();
    return !reader.hasNext();
  }

  private int write(MessageView view, Carrier carrier, AddedEntries added, int length) {
    long most =
        rewriter.maxHeadLength(view, added)
            + MAX_ITEM_FRAMING
            + (session == Serializer.JSON ? (length + 2L) / 3 * 4 : length);
    if (most > Integer.MAX_VALUE / 2) {
      throw new LimitExceededException("the message is too long", "limit", "message");
    }
    UnsafeBuffer dst = out.reserve((int) most);
    boolean json = session == Serializer.JSON;
    int at = rewriter.writeHead(view, 1, added, dst, 0);
    if (json) {
      dst.putByte(at++, (byte) ',');
    }
    writer.wrap(dst, at, dst.capacity() - at);
    if (carrier == Carrier.PPT) {
      writer.startArray(1).writeBytes(payload.buffer(), 0, length).endArray();
    } else {
      writer.writeBytes(payload.buffer(), 0, length);
    }
    at += writer.length();
    if (json) {
      dst.putByte(at++, (byte) ']');
    }
    return at;
  }

  /** Twice as much as was too little, within what an index can say. */
  static int grown(int capacity, BufferTooSmallException reason) {
    if (capacity > Integer.MAX_VALUE / 4) {
      throw reason;
    }
    return 2 * capacity;
  }
}
