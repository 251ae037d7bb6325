package io.pe3.cli.line;

import io.pe3.codec.JsonReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;

/** What the readers of lines have in common. */
final class JsonLines {
  private JsonLines() {}

  static void startObject(JsonReader reader, String form) {
    if (reader.peek() != ValueType.MAP) {
      throw new MalformedException("a line is one JSON object " + form);
    }
    reader.startMap();
  }

  /** Which of two would be meant is a guess, and others may guess otherwise. */
  static void checkFirst(boolean seen, String member) {
    if (seen) {
      throw new MalformedException("the member stands twice; give it once", "member", member);
    }
  }

  /** A mistyped name would otherwise silently seal nothing. */
  static MalformedException unknownMember(String member, String known) {
    return new MalformedException(
        "a line has the members " + known + " and no others", "member", member);
  }
}
