package io.pe3.wamp.session;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.Serializer;
import io.pe3.error.LimitExceededException;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.MessageWriter;
import io.pe3.wamp.OptionEntries;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes what stands before the arguments of a message again: type, ids and URI stay, and of the
 * options what is no carrier's and no mark, octet by octet. Belongs to a worker.
 */
final class Heads {
  /** List, type, two ids and the map, in JSON with all that parts them. */
  static final int MAX_FRAMING = 96;

  /** As many as the heads of the session serializers have two octets for. */
  private static final int MAX_ENTRIES = 0xFFFF;

  private Heads() {}

  /** How many octets a head takes at most. */
  static int maxLength(MessageView view, OptionEntries added) {
    return MAX_FRAMING + view.optionsLength() + view.uriLength() + added.length();
  }

  /** Writes the head for as many elements after it. */
  static void write(MessageWriter writer, MessageView view, OptionEntries added, int tailElements) {
    begin(writer, view, tailElements);
    finish(writer, view, added);
  }

  /** Writes options and URI, after {@link #begin}. */
  static void finish(MessageWriter writer, MessageView view, OptionEntries added) {
    writer.startOptions(bounded(view.options().otherEntries() + added.count()));
    writer.otherEntries(view).entries(added).endOptions();
    uri(writer, view);
  }

  /** Writes an ERROR without arguments, under another URI if one is given; not its end. */
  static void writeError(
      MessageWriter writer, MessageView view, OptionEntries added, PayloadKey other) {
    begin(writer, view, 0);
    writer.startOptions(bounded(view.options().otherEntries() + added.count()));
    writer.otherEntries(view).entries(added).endOptions();
    if (other == null) {
      uri(writer, view);
    } else {
      writer.uri(other);
    }
  }

  /** Writes the whole message without marks, which nobody but PE3 may set; its length. */
  static int withoutMarks(MessageWriter writer, MessageView view, UnsafeBuffer dst) {
    writer.wrap(dst, 0, dst.capacity());
    begin(writer, view, view.tailElements());
    writer.startOptions(bounded(view.options().otherEntries() + view.options().carrierEntries()));
    writer.carrierEntries(view).otherEntries(view).endOptions();
    uri(writer, view);
    if (view.tailElements() > 0) {
      // What closes the list is an octet of the tail that is written anew.
      boolean closed = view.serializer() == Serializer.JSON || view.isIndefinite();
      writer.raw(view.buffer(), view.tailOffset(), view.tailLength() - (closed ? 1 : 0));
    }
    return writer.end();
  }

  /** Whether the options have marks that only PE3 may set. */
  static boolean hasMarks(MessageView view) {
    int known = view.options().otherEntries() + view.options().carrierEntries();
    return view.options().entries() > known;
  }

  /** Whether a call or result has more parts that follow. */
  static boolean hasMore(MessageView view) {
    return view.options().isTrue(Attribute.PROGRESS);
  }

  /** Refuses more entries than a message is written with, whoever made them up. */
  private static int bounded(int entries) {
    if (entries > MAX_ENTRIES) {
      throw new LimitExceededException(
          "no message needs as many options", "limit", "entries", "maximum", MAX_ENTRIES);
    }
    return entries;
  }

  /** Writes type and ids. */
  static void begin(MessageWriter writer, MessageView view, int tailElements) {
    int uri = view.uriLength() > 0 ? 1 : 0;
    writer.start(view.type(), 2 + view.idCount() + uri + tailElements);
    for (int i = 0; i < view.idCount(); i++) {
      writer.id(view.id(i));
    }
  }

  private static void uri(MessageWriter writer, MessageView view) {
    if (view.uriLength() > 0) {
      writer.raw(view.buffer(), view.uriOffset(), view.uriLength());
    }
  }
}
