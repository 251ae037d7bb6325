package io.pe3.cli.line;

import io.pe3.codec.JsonReader;
import io.pe3.codec.PlainValues;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plain values from JSON in which no object names a member twice. One of the two values would be
 * lost without a word, and a filter that read the line before may have looked at the other. The
 * reader's limit on nesting bounds the recursion.
 */
final class UniqueMembers {
  private UniqueMembers() {}

  static Object read(JsonReader reader) {
    ValueType type = reader.peek();
    if (type == ValueType.MAP) {
      return readMap(reader);
    }
    return type == ValueType.ARRAY ? readArray(reader) : PlainValues.read(reader);
  }

  private static List<Object> readArray(JsonReader reader) {
    List<Object> values = new ArrayList<>();
    reader.startArray();
    while (reader.hasNext()) {
      values.add(read(reader));
    }
    reader.endArray();
    return values;
  }

  private static Map<String, Object> readMap(JsonReader reader) {
    Map<String, Object> map = new LinkedHashMap<>();
    reader.startMap();
    while (reader.hasNext()) {
      String member = reader.readText();
      if (map.containsKey(member)) {
        // Its name is plaintext that is to be sealed: the error does not show it.
        throw new MalformedException(
            "an object names a member twice; name it once", "position", reader.position());
      }
      map.put(member, read(reader));
    }
    reader.endMap();
    return map;
  }
}
