package io.pe3.wamp.session;

import io.pe3.CallState;
import io.pe3.PayloadContext;
import io.pe3.PayloadSealer;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.Transcoder;
import io.pe3.codec.ValueType;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.AlreadyProtectedException;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import io.pe3.key.Flow;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.MessageWriter;
import io.pe3.wamp.OptionEntries;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns a clear PUBLISH, CALL, YIELD or ERROR into a protected one: the arguments go into the
 * payload, spliced where the formats are the same and transcoded where they are not, and the
 * attributes of the carrier into the Options. The payload is sealed in its place in the message,
 * unless it is compressed, since the attributes before it tell whether it is.
 *
 * <p>Belongs to a worker. Allocates nothing once its memory has grown.
 */
final class MessageSealer {
  /** What a payload map has beside its values: heads and keys. */
  private static final int MAX_MAP_FRAMING = 48;

  /** What is tied to no call. */
  private static final ReplyTo NONE = new ReplyTo();

  private static final int MAX_CAPACITY = Integer.MAX_VALUE / 2;

  private final Serializer session;
  private final MessageWriter writer;
  private final PayloadReader reader;
  private final Transcoder transcoder;
  private final WorkerMemory payload;
  private final WorkerMemory out;
  private final UnsafeBuffer octets = new UnsafeBuffer(0, 0);
  private final UnsafeBuffer empty = new UnsafeBuffer(0, 0);

  /** Where options and URI of the message sealed in place last were written. */
  private int headStart;

  private int headLength;

  MessageSealer(Serializer session, MessageWriter writer, WorkerMemory payload, WorkerMemory out) {
    this.session = session;
    this.writer = writer;
    this.reader = session.newReader();
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
   * @param call that it belongs to, or null: its first sealed CALL is noted, and all that follows
   *     is tied to that
   * @return octets of the protected message, from the beginning of the worker's output
   */
  int seal(MessageView view, Carrier carrier, KeyUse use, PayloadContext context, CallState call) {
    requireClear(view);
    PayloadSealer sealer = use.sealer();
    int length = seal(view, carrier, use, context, sealer, call);
    if (use.ties() && call != null && call.replyTo().isEmpty() && isCall(context.flow())) {
      sealer.lastMessage(call.replyTo());
    }
    return length;
  }

  private static boolean isCall(Flow flow) {
    return flow == Flow.CALL || flow == Flow.CALL_PROGRESS;
  }

  private int seal(
      MessageView view,
      Carrier carrier,
      KeyUse use,
      PayloadContext context,
      PayloadSealer sealer,
      CallState call) {
    int body = view.argsLength() + view.kwargsLength() + bodyFraming(context);
    int most = sealer.maxSealedLength(body);
    while (true) {
      sealer.inReplyTo(call == null || !use.ties() ? NONE : call.replyTo());
      try {
        return use.namesCompression()
            ? sealApart(view, carrier, use, context, most)
            : sealInPlace(view, carrier, use, context, most);
      } catch (BufferTooSmallException e) {
        // Another format takes more octets for the same values; how many shows by writing them.
        most = grown(most, e);
      }
    }
  }

  /** Octets that a body has at most beside its arguments. */
  static int bodyFraming(PayloadContext context) {
    return 3 * context.uri().length() + MAX_MAP_FRAMING;
  }

  /** Whether a message like this one could be sealed by {@link #sealAgain}. */
  boolean canSealAgain(MessageView view, KeyUse use) {
    return use.sealer().serializer() == session
        && !use.namesCompression()
        && view.argsLength() > 0
        && view.tailElements() == (view.kwargsLength() > 0 ? 2 : 1)
        && !view.isIndefinite();
  }

  /** Remembers the head of the PUBLISH that was sealed last. */
  void remember(
      PublishMemory memory,
      SessionState of,
      MessageView view,
      UriRoutes routes,
      boolean acknowledged) {
    memory.remember(of, view, routes, acknowledged, out.buffer(), headStart, headLength);
  }

  /**
   * Protects a PUBLISH of which everything but id and arguments is known.
   *
   * @return octets of the protected message, from the beginning of the worker's output
   */
  int sealAgain(
      PublishMemory.Slot known,
      long request,
      KeyUse use,
      DirectBuffer message,
      int argsOffset,
      int kwargsOffset,
      int end) {
    PayloadSealer sealer = use.sealer();
    int most = sealer.maxSealedLength(end - argsOffset + known.bodyFraming);
    UnsafeBuffer dst = reserve((long) CborPublish.MAX_FRAMING + known.headLength + most);
    int item = CborPublish.start(dst, request, known);
    int place = item + CborPublish.headLength(known.carrier, most);
    sealer.inReplyTo(NONE);
    int length =
        sealer.sealArguments(
            known.context,
            message,
            argsOffset,
            kwargsOffset - argsOffset,
            message,
            kwargsOffset,
            end - kwargsOffset,
            dst,
            place);
    return CborPublish.end(dst, known.carrier, item, place, length);
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

  private int sealInPlace(
      MessageView view, Carrier carrier, KeyUse use, PayloadContext context, int most) {
    PayloadSealer sealer = use.sealer();
    OptionEntries added = use.entries(context.flow()).of(sealer.attributes(), carrier, session);
    UnsafeBuffer dst = reserve(view, carrier, added, most);
    Heads.begin(writer.wrap(dst, 0, dst.capacity()), view, 1);
    headStart = writer.length();
    Heads.finish(writer, view, added);
    headLength = writer.length() - headStart;
    int place = writer.startItem(carrier, most);
    int length = sealBody(view, sealer, context, dst, place, most);
    return writer.endItem(length).end();
  }

  private int sealApart(
      MessageView view, Carrier carrier, KeyUse use, PayloadContext context, int most) {
    PayloadSealer sealer = use.sealer();
    int length = sealBody(view, sealer, context, payload.reserve(most), 0, most);
    OptionEntries added = use.entries(context.flow()).of(sealer.attributes(), carrier, session);
    UnsafeBuffer dst = reserve(view, carrier, added, length);
    Heads.write(writer.wrap(dst, 0, dst.capacity()), view, added, 1);
    return writer.item(carrier, payload.buffer(), 0, length).end();
  }

  private UnsafeBuffer reserve(MessageView view, Carrier carrier, OptionEntries added, int length) {
    return reserve(
        Heads.maxLength(view, added) + MessageWriter.itemLength(session, carrier, length));
  }

  private UnsafeBuffer reserve(long length) {
    if (length > MAX_CAPACITY) {
      throw new LimitExceededException(
          "the message is too long", "limit", "message", "length", length);
    }
    return out.reserve((int) length);
  }

  private int sealBody(
      MessageView view,
      PayloadSealer sealer,
      PayloadContext context,
      MutableDirectBuffer dst,
      int offset,
      int most) {
    if (!sealer.serializer().isParsed()) {
      return sealOctets(view, sealer, context, dst, offset);
    }
    if (sealer.serializer() != session) {
      return transcode(view, sealer, context, dst, offset, most);
    }
    return sealer.sealArguments(
        context,
        view.buffer(),
        view.argsOffset(),
        view.argsLength(),
        view.buffer(),
        view.kwargsOffset(),
        view.kwargsLength(),
        dst,
        offset);
  }

  private int transcode(
      MessageView view,
      PayloadSealer sealer,
      PayloadContext context,
      MutableDirectBuffer dst,
      int offset,
      int most) {
    // The head before the item was written for so many octets, whatever room there is behind it.
    PayloadWriter values = sealer.begin(context, dst, offset, most);
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
      MessageView view,
      PayloadSealer sealer,
      PayloadContext context,
      MutableDirectBuffer dst,
      int offset) {
    if (view.argsLength() > 0 && hasNoKeywords(view)) {
      reader.wrap(view.buffer(), view.argsOffset(), view.argsLength()).startArray();
      if (reader.peek() == ValueType.BYTES) {
        reader.readBytes(octets);
        if (!reader.hasNext()) {
          int length = sealer.seal(context, octets, 0, octets.capacity(), dst, offset);
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

  private boolean hasNoKeywords(MessageView view) {
    if (view.kwargsLength() == 0) {
      return true;
    }
    reader.wrap(view.buffer(), view.kwargsOffset(), view.kwargsLength()).startMap();
    return !reader.hasNext();
  }

  /** Twice as much as was too little, within what an index can say. */
  static int grown(int capacity, BufferTooSmallException reason) {
    if (capacity > MAX_CAPACITY / 2) {
      throw reason;
    }
    return 2 * capacity;
  }
}
