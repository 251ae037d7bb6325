package io.pe3.wamp;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import io.pe3.internal.AgronaAccess;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Finds the item of a message in the places where carriers put it. Not thread-safe. */
final class MessageItems {
  private final MessageElements elements;
  private final PayloadReader values;
  private final ProtectedItem item = new ProtectedItem();
  private final UnsafeBuffer text;

  /** The value that was found last. */
  private int offset;

  private int length;
  private ValueType type = ValueType.END;

  MessageItems(MessageElements elements, PayloadReader values) {
    AgronaAccess.require();
    this.elements = elements;
    this.values = values;
    this.text = new UnsafeBuffer(0, 0);
  }

  /** The item in the place of Arguments. */
  ProtectedItem bare(DirectBuffer buffer) {
    elements.all();
    if (!findBare()) {
      throw malformed("no item stands in the place of Arguments");
    }
    return take(buffer);
  }

  /** The item alone in Arguments. */
  ProtectedItem listed(DirectBuffer buffer) {
    elements.all();
    if (!hasNoKeywords(buffer)) {
      throw malformed("arguments stand beside a protected item");
    }
    if (elements.argsLength == 0) {
      throw malformed("no item stands in Arguments");
    }
    if (!findListed(buffer)) {
      throw malformed("Arguments do not hold exactly one item");
    }
    return take(buffer);
  }

  /**
   * The item that the message holds alone and in binary, wherever it stands.
   *
   * @return null when it holds anything else
   */
  ProtectedItem binary(DirectBuffer buffer) {
    return findAlone(buffer) && type == ValueType.BYTES ? take(buffer) : null;
  }

  /**
   * The item that the message holds alone, where a router made a text of JSON's binary form.
   *
   * @return null when it holds anything else
   */
  ProtectedItem marked(DirectBuffer buffer) {
    if (!findAlone(buffer) || type != ValueType.TEXT) {
      return null;
    }
    values.wrap(buffer, offset, length).readText(text);
    return text.capacity() > 0 && text.getByte(0) == 0 ? take(buffer) : null;
  }

  private boolean findAlone(DirectBuffer buffer) {
    elements.all();
    return findBare() || (elements.argsLength > 0 && hasNoKeywords(buffer) && findListed(buffer));
  }

  private boolean findBare() {
    offset = elements.bareOffset;
    length = elements.bareLength;
    type = elements.bareType;
    return length > 0;
  }

  /** Finds the value that Arguments hold, if it is exactly one. */
  private boolean findListed(DirectBuffer buffer) {
    values.wrap(buffer, elements.argsOffset, elements.argsLength).startArray();
    type = values.peek();
    if (type == ValueType.END) {
      return false;
    }
    offset = values.position();
    values.skipValue();
    length = values.end() - offset;
    return !values.hasNext();
  }

  private boolean hasNoKeywords(DirectBuffer buffer) {
    if (elements.kwargsLength == 0) {
      return true;
    }
    values.wrap(buffer, elements.kwargsOffset, elements.kwargsLength).startMap();
    return !values.hasNext();
  }

  private ProtectedItem take(DirectBuffer buffer) {
    item.take(values, buffer, offset, length, type);
    return item;
  }

  private MalformedException malformed(String detail) {
    return new MalformedException(detail, "type", elements.type);
  }
}
