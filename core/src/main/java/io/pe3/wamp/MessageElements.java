package io.pe3.wamp;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import org.agrona.DirectBuffer;

/**
 * Goes through one message from its beginning, as far as is asked, and keeps where its elements
 * stand. A length of 0 is an absent element. Not thread-safe. Allocates nothing once made.
 */
final class MessageElements {
  private static final int MAX_IDS = 2;

  final long[] ids = new long[MAX_IDS];
  final OptionsIndex options = new OptionsIndex();

  MessageType type = MessageType.UNKNOWN;
  long code;
  boolean indefinite;
  int idCount;
  int textOffset;
  int textLength;
  int optionsOffset;
  int optionsLength;
  int tailOffset;
  int tailLength;
  int tailElements;
  int argsOffset;
  int argsLength;
  int kwargsOffset;
  int kwargsLength;
  int bareOffset;
  int bareLength;
  ValueType bareType;

  private final PayloadReader reader;
  private final boolean countsTell;
  private Stage stage = Stage.NOTHING;

  /** How far the message has been read. */
  private enum Stage {
    NOTHING,
    TYPE,
    HEAD,
    ALL
  }

  MessageElements(Serializer serializer) {
    reader = serializer.newReader();
    countsTell = serializer == Serializer.CBOR;
  }

  /** Starts anew and reads the type. */
  void wrap(DirectBuffer buffer, int offset, int length) {
    stage = Stage.NOTHING;
    idCount = 0;
    textLength = 0;
    optionsLength = 0;
    argsLength = 0;
    kwargsLength = 0;
    bareLength = 0;
    options.clear();
    reader.wrap(buffer, offset, length);
    if (reader.peek() != ValueType.ARRAY) {
      throw new MalformedException("a WAMP message is a list", "found", reader.peek());
    }
    int count = reader.startArray();
    indefinite = countsTell && count < 0;
    if (!reader.hasNext()) {
      throw new MalformedException("a WAMP message is a list that begins with its type");
    }
    code = Ids.read(reader, "type");
    type = MessageType.of(code);
    stage = Stage.TYPE;
  }

  /** Reads what stands before Arguments, once. */
  void head() {
    if (stage.compareTo(Stage.HEAD) < 0) {
      readHead();
    }
  }

  /** Reads the whole message, once. */
  void all() {
    if (stage != Stage.ALL) {
      head();
      readTail();
    }
  }

  private void readHead() {
    if (stage == Stage.NOTHING) {
      throw new IllegalStateException("no message is wrapped, or it turned out to be broken");
    }
    stage = Stage.NOTHING;
    for (int i = 0; i < type.elements() && (i < type.required() || reader.hasNext()); i++) {
      if (!reader.hasNext()) {
        throw new MalformedException("the message ends too early", "type", type, "element", i + 1);
      }
      readElement(type.element(i), i + 1);
    }
    stage = Stage.HEAD;
  }

  private void readElement(char kind, int element) {
    int start = reader.position();
    switch (kind) {
      case MessageType.ID -> ids[idCount++] = Ids.read(reader, "id");
      case MessageType.OPTIONS -> {
        require(ValueType.MAP, element);
        options.read(reader);
        optionsOffset = start;
        optionsLength = reader.end() - start;
      }
      default -> {
        require(ValueType.TEXT, element);
        reader.skipValue();
        textOffset = start;
        textLength = reader.end() - start;
      }
    }
  }

  private void require(ValueType wanted, int element) {
    ValueType found = reader.peek();
    if (found != wanted) {
      throw new MalformedException(
          "an element of the message has another type than WAMP says",
          "type",
          type,
          "element",
          element,
          "found",
          found,
          "wanted",
          wanted);
    }
  }

  private void readTail() {
    stage = Stage.NOTHING;
    tailOffset = reader.position();
    tailElements = 0;
    if (type.hasArguments()) {
      readArguments();
      readKeywords();
      if (reader.hasNext()) {
        throw new MalformedException("the message goes on after ArgumentsKw", "type", type);
      }
    }
    while (reader.hasNext()) {
      reader.skipValue();
      tailElements++;
    }
    reader.endArray();
    tailLength = reader.end() - tailOffset;
    reader.endOfInput();
    stage = Stage.ALL;
  }

  private void readArguments() {
    if (!reader.hasNext()) {
      return;
    }
    ValueType found = reader.peek();
    int start = reader.position();
    int octets = skip(start);
    switch (found) {
      case ARRAY -> {
        argsOffset = start;
        argsLength = octets;
      }
      case BYTES, TEXT -> {
        bareOffset = start;
        bareLength = octets;
        bareType = found;
      }
      case NULL, UNDEFINED -> {}
      default ->
          throw new MalformedException(
              "Arguments are neither a list nor an item", "type", type, "found", found);
    }
  }

  private void readKeywords() {
    if (!reader.hasNext()) {
      return;
    }
    if (bareLength > 0) {
      throw new MalformedException("something follows a bare item", "type", type);
    }
    ValueType found = reader.peek();
    int start = reader.position();
    int octets = skip(start);
    if (found == ValueType.MAP) {
      kwargsOffset = start;
      kwargsLength = octets;
    } else if (found != ValueType.NULL && found != ValueType.UNDEFINED) {
      throw new MalformedException("ArgumentsKw are no map", "type", type, "found", found);
    }
  }

  private int skip(int start) {
    reader.skipValue();
    tailElements++;
    return reader.end() - start;
  }
}
