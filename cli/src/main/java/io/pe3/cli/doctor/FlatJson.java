package io.pe3.cli.doctor;

import java.util.List;
import java.util.Map;

/**
 * Writes the report as JSON. The library's own writer needs buffers, and those need the launch flag
 * that this report has to name when it is missing.
 */
public final class FlatJson {
  private FlatJson() {}

  /**
   * Writes a value.
   *
   * @param value of maps, lists, texts, numbers, booleans and null
   * @return its JSON, in one line
   */
  public static String text(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value) {
    switch (value) {
      case null -> text.append("null");
      case Boolean flag -> text.append(flag);
      case Number number -> text.append(number);
      case List<?> list -> {
        String separator = "";
        text.append('[');
        for (Object element : list) {
          text.append(separator);
          append(text, element);
          separator = ",";
        }
        text.append(']');
      }
      case Map<?, ?> map -> {
        String separator = "";
        text.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text.append(separator);
          appendText(text, entry.getKey().toString());
          text.append(':');
          append(text, entry.getValue());
          separator = ",";
        }
        text.append('}');
      }
      default -> appendText(text, value.toString());
    }
  }

  private static void appendText(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
