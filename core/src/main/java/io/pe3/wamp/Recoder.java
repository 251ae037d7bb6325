package io.pe3.wamp;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.Transcoder;
import io.pe3.error.BufferTooSmallException;
import io.pe3.internal.AgronaAccess;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns the carried entries and the tail of messages of other session serializers into those of
 * one.
 *
 * <p>Not thread-safe. Allocates nothing once it has met every serializer and its scratch has grown.
 */
final class Recoder {
  /** An octet of UTF-8 takes six in JSON at most, as an escape. */
  private static final int JSON_ESCAPE = 6;

  private static final int MAX_FRAMING = 64;

  private final Serializer serializer;
  private final PayloadWriter writer;
  private final MessageWriter items;
  private final Transcoder[] transcoders = new Transcoder[Serializer.values().length];
  private final PayloadReader[] readers = new PayloadReader[Serializer.values().length];
  private final UnsafeBuffer name;
  private final GrowingBuffer entryScratch = new GrowingBuffer();
  private final GrowingBuffer tailScratch = new GrowingBuffer();

  private int entryCount;
  private int entryOffset;
  private int entryLength;
  private int tailOffset;
  private int tailLength;

  Recoder(Serializer serializer) {
    AgronaAccess.require();
    this.serializer = serializer;
    this.writer = serializer.newWriter();
    this.items = new MessageWriter(serializer);
    this.name = new UnsafeBuffer(0, 0);
  }

  /** How long a text gets at most that takes so many octets in another serializer. */
  int maxTextLength(int octets) {
    return (int)
        Math.min(
            Integer.MAX_VALUE / 2,
            (long) octets * (serializer == Serializer.JSON ? JSON_ESCAPE : 1) + MAX_FRAMING);
  }

  /** Recodes the entries of carriers that have a value, and adds a progress mark if it is set. */
  void entries(MessageView source, boolean progress) {
    OptionsIndex index = source.options().index();
    entryOffset = 0;
    entryLength = 0;
    entryCount =
        index.valued(Attribute.Kind.PPT) + index.valued(Attribute.Kind.ENC) + (progress ? 1 : 0);
    if (entryCount == 0) {
      return;
    }
    long capacity = 2L * source.optionsLength() + MAX_FRAMING;
    while (!fits(source, progress, entryScratch.atLeast(capacity))) {
      capacity = 2L * entryScratch.buffer().capacity();
    }
  }

  private boolean fits(MessageView source, boolean progress, UnsafeBuffer target) {
    try {
      writer.wrap(target, 0, target.capacity()).startMap(entryCount);
      entryOffset = writer.length();
      writeEntries(source);
      if (progress) {
        writer.writeKey(Attribute.PROGRESS.key()).writeBoolean(true);
      }
      entryLength = writer.length() - entryOffset;
      return true;
    } catch (BufferTooSmallException e) {
      return false;
    }
  }

  private void writeEntries(MessageView source) {
    PayloadReader reader = reader(source.serializer());
    reader.wrap(source.buffer(), source.optionsOffset(), source.optionsLength()).startMap();
    while (reader.hasNext()) {
      reader.readText(name);
      Attribute.Kind kind = Attribute.kindOf(name);
      boolean carried = kind == Attribute.Kind.PPT || kind == Attribute.Kind.ENC;
      if (carried && !OptionRules.isAbsent(reader.peek())) {
        writer.writeText(name, 0, name.capacity());
        int start = reader.position();
        reader.skipValue();
        transcoder(source.serializer())
            .transcode(source.buffer(), start, reader.end() - start, writer);
      } else {
        reader.skipValue();
      }
    }
  }

  int entryCount() {
    return entryCount;
  }

  DirectBuffer entryBuffer() {
    return entryScratch.buffer();
  }

  int entryOffset() {
    return entryOffset;
  }

  int entryLength() {
    return entryLength;
  }

  /** Recodes the tail: arguments and, in JSON, what closes the list. */
  void tail(MessageView source) {
    long capacity = 2L * source.tailLength() + MAX_FRAMING;
    while (!tailFits(source, tailScratch.atLeast(capacity))) {
      capacity = 2L * tailScratch.buffer().capacity();
    }
  }

  private boolean tailFits(MessageView source, UnsafeBuffer target) {
    MessageElements elements = source.elements();
    try {
      writer.wrap(target, 0, target.capacity()).startArray(elements.tailElements);
      tailOffset = writer.length();
      if (elements.tailElements > 0) {
        int offset = elements.bareLength > 0 ? elements.bareOffset : elements.argsOffset;
        element(source, offset, Math.max(elements.bareLength, elements.argsLength));
      }
      if (elements.tailElements > 1) {
        element(source, elements.kwargsOffset, elements.kwargsLength);
      }
      tailLength = writer.endArray().length() - tailOffset;
      return true;
    } catch (BufferTooSmallException e) {
      return false;
    }
  }

  private void element(MessageView source, int offset, int length) {
    if (length == 0) {
      writer.writeNull();
    } else {
      transcoder(source.serializer()).transcode(source.buffer(), offset, length, writer);
    }
  }

  /** Frames an item in JSON's binary form, with what closes the list behind it. */
  void item(Carrier carrier, ProtectedItem item) {
    UnsafeBuffer target =
        tailScratch.atLeast(MessageWriter.itemLength(serializer, carrier, item.length()));
    items.wrap(target, 0, target.capacity());
    tailOffset = 0;
    tailLength = items.item(carrier, item.octets(), 0, item.length()).end();
  }

  DirectBuffer tailBuffer() {
    return tailScratch.buffer();
  }

  int tailOffset() {
    return tailOffset;
  }

  int tailLength() {
    return tailLength;
  }

  @SuppressWarnings("EnumOrdinal") // such a table lives no longer than the program
  private Transcoder transcoder(Serializer from) {
    Transcoder transcoder = transcoders[from.ordinal()];
    if (transcoder == null) {
      transcoder = new Transcoder(from);
      transcoders[from.ordinal()] = transcoder;
    }
    return transcoder;
  }

  @SuppressWarnings("EnumOrdinal") // such a table lives no longer than the program
  private PayloadReader reader(Serializer from) {
    PayloadReader reader = readers[from.ordinal()];
    if (reader == null) {
      reader = from.newReader();
      readers[from.ordinal()] = reader;
    }
    return reader;
  }
}
