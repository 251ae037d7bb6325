package io.pe3.wamp;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
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

  private static final int NOTHING = 0;
  private static final int TYPE = 1;
  private static final int HEAD = 2;
  private static final int ALL = 3;

  final long[] ids = new long[MAX_IDS];

  /** Where the entries of the options stand: in the index below, or in that of a layout. */
  OptionsIndex options;

  private final OptionsIndex read = new OptionsIndex();

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

  /** Takes most messages of CBOR and MessagePack; null in JSON. */
  private final UsualForm usual;

  /** Reads the tail of what has the usual form up to there; of one level less. */
  private final PayloadReader tail;

  private boolean isUsual;
  private DirectBuffer buffer;
  private int offset;
  private int length;

  /** How far the message has been read: a number, since storing a reference is not free. */
  private int stage = NOTHING;

  MessageElements(Serializer serializer) {
    options = read;
    reader = serializer.newReader();
    countsTell = serializer == Serializer.CBOR;
    boolean binary = serializer != Serializer.JSON;
    usual = binary ? new UsualForm(serializer) : null;
    tail = binary ? serializer.newReader().maxDepth(PayloadWriter.MAX_DEPTH - 1) : null;
  }

  /** Starts anew and reads the type. */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  void wrap(DirectBuffer source, int sourceOffset, int sourceLength) {
    stage = NOTHING;
    if (buffer != source) {
      buffer = source;
    }
    offset = sourceOffset;
    length = sourceLength;
    clear();
    if (usual != null) {
      code = usual.wrap(source, sourceOffset, sourceLength);
      setType(MessageType.of(code));
      isUsual = type.elements() > 0;
    }
    if (!isUsual) {
      wrapReader();
    }
    stage = TYPE;
  }

  private void clear() {
    isUsual = false;
    indefinite = false;
    idCount = 0;
    textLength = 0;
    optionsLength = 0;
    argsLength = 0;
    kwargsLength = 0;
    bareLength = 0;
  }

  private void wrapReader() {
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
    setType(MessageType.of(code));
  }

  private void setType(MessageType found) {
    if (type != found) {
      type = found; // a store that changes nothing is not free
    }
  }

  /** Tells where the entries of the options stand. */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  void setOptions(OptionsIndex found) {
    if (options != found) {
      options = found;
    }
  }

  /** Reads what stands before Arguments, once. */
  void head() {
    if (stage < HEAD) {
      readHead();
    }
  }

  /** Reads the whole message, once. */
  void all() {
    if (stage != ALL) {
      head();
      readTail();
    }
  }

  private void readHead() {
    if (stage == NOTHING) {
      throw new IllegalStateException("no message is wrapped, or it turned out to be broken");
    }
    stage = NOTHING;
    if (isUsual) {
      if (usual.head(this)) {
        stage = HEAD;
        return;
      }
      clear();
      wrapReader();
    }
    setOptions(read);
    read.clear();
    for (int i = 0; i < type.elements() && (i < type.required() || reader.hasNext()); i++) {
      if (!reader.hasNext()) {
        throw new MalformedException("the message ends too early", "type", type, "element", i + 1);
      }
      readElement(type.element(i), i + 1);
    }
    stage = HEAD;
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
    stage = NOTHING;
    tailElements = 0;
    if (isUsual) {
      readUsualTail();
    } else {
      tailOffset = reader.position();
      readElements(reader);
      reader.endArray();
      tailLength = reader.end() - tailOffset;
      reader.endOfInput();
    }
    stage = ALL;
  }

  /** Reads the tail where nothing but the end of the input closes the list. */
  private void readUsualTail() {
    tailOffset = usual.position();
    tailLength = usual.remaining();
    int left = usual.left(type);
    if (left == 1 && type.hasArguments() && usual.isListedItem()) {
      argsOffset = tailOffset;
      argsLength = tailLength;
      tailElements = 1;
      return;
    }
    readElements(tail.wrap(buffer, tailOffset, tailLength));
    if (tailElements != left) {
      throw new MalformedException(
          "the message is longer or shorter than its list",
          "type",
          type,
          "missing",
          left - tailElements);
    }
  }

  private void readElements(PayloadReader from) {
    if (type.hasArguments()) {
      readArguments(from);
      readKeywords(from);
      if (from.hasNext()) {
        throw new MalformedException("the message goes on after ArgumentsKw", "type", type);
      }
    }
    while (from.hasNext()) {
      from.skipValue();
      tailElements++;
    }
  }

  private void readArguments(PayloadReader from) {
    if (!from.hasNext()) {
      return;
    }
    ValueType found = from.peek();
    int start = from.position();
    int octets = skip(from, start);
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

  private void readKeywords(PayloadReader from) {
    if (!from.hasNext()) {
      return;
    }
    if (bareLength > 0) {
      throw new MalformedException("something follows a bare item", "type", type);
    }
    ValueType found = from.peek();
    int start = from.position();
    int octets = skip(from, start);
    if (found == ValueType.MAP) {
      kwargsOffset = start;
      kwargsLength = octets;
    } else if (found != ValueType.NULL && found != ValueType.UNDEFINED) {
      throw new MalformedException("ArgumentsKw are no map", "type", type, "found", found);
    }
  }

  private int skip(PayloadReader from, int start) {
    from.skipValue();
    tailElements++;
    return from.end() - start;
  }
}
