package io.pe3.gate.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads members that have to be there, with an error that names the one that is not. */
final class JsonFields {
  private JsonFields() {}

  static JsonNode member(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw malformed(name, "a member is missing");
    }
    return value;
  }

  static String text(JsonNode object, String name) {
    JsonNode value = member(object, name);
    if (!value.isTextual()) {
      throw malformed(name, "a member is not a string");
    }
    return value.textValue();
  }

  static String text(JsonNode object, String name, String otherwise) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? otherwise : value.asText();
  }

  static int positive(JsonNode object, String name) {
    JsonNode value = member(object, name);
    if (!value.isInt() || value.intValue() < 1) {
      throw malformed(name, "a member is not a positive integer");
    }
    return value.intValue();
  }

  static int count(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? 0 : value.asInt();
  }

  static JsonNode object(JsonNode object, String name) {
    JsonNode value = member(object, name);
    if (!value.isObject()) {
      throw malformed(name, "a member is not an object");
    }
    return value;
  }

  static JsonNode array(JsonNode object, String name) {
    JsonNode value = member(object, name);
    if (!value.isArray()) {
      throw malformed(name, "a member is not an array");
    }
    return value;
  }

  static List<String> texts(JsonNode object, String name) {
    List<String> texts = new ArrayList<>();
    JsonNode values = object.get(name);
    if (values != null && values.isArray()) {
      values.forEach(value -> texts.add(value.asText()));
    }
    return texts;
  }

  static SortedMap<String, String> textMap(JsonNode object, String name) {
    SortedMap<String, String> map = new TreeMap<>();
    JsonNode values = object.get(name);
    if (values != null && values.isObject()) {
      values.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    }
    return map;
  }

  /** A number; JMH writes those that JSON has not as strings. */
  static double number(JsonNode value, String name) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "+INF", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw malformed(name, "a member is not a number");
    };
  }

  static GateException malformed(String member, String detail) {
    return new GateException(
        GateErrorCode.MALFORMED_RESULT,
        detail + "; give a file that JMH wrote (-rf json) or that pe3 bench wrote",
        "member",
        member);
  }
}
