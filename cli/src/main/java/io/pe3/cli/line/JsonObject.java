package io.pe3.cli.line;

import io.pe3.codec.JsonReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** A JSON object that was given as one word. */
public final class JsonObject {
  private JsonObject() {}

  /**
   * Reads it.
   *
   * @throws MalformedException when it is no object, or names a member twice
   */
  @SuppressWarnings("unchecked") // objects are read as maps from text to plain values
  public static Map<String, Object> read(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    JsonReader reader = new JsonReader().wrap(new UnsafeBuffer(octets), 0, octets.length);
    if (reader.peek() != ValueType.MAP) {
      throw new MalformedException("this is no JSON object", "found", reader.peek());
    }
    Object value = UniqueMembers.read(reader);
    reader.endOfInput();
    return (Map<String, Object>) value;
  }
}
