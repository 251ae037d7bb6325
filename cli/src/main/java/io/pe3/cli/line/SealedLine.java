package io.pe3.cli.line;

import io.pe3.PayloadAttributes;
import io.pe3.SealedPayload;
import io.pe3.codec.JsonReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A line that holds a sealed payload: {@code {"options":{"ppt_scheme":…,…},"payload":"<base64>"}}.
 * Used again.
 */
public final class SealedLine {
  private static final String FORM = "{\"options\":{…},\"payload\":\"<base64>\"}";

  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
  private final JsonReader reader = new JsonReader();
  private final JsonText options = new JsonText();
  private Map<String, Object> readOptions;
  private byte[] payload;

  /** Takes a line. */
  public void read(LineInput line) {
    readOptions = null;
    payload = null;
    buffer.wrap(line.octets(), line.offset(), line.length());
    reader.wrap(buffer, 0, line.length());
    JsonLines.startObject(reader, FORM);
    while (reader.hasNext()) {
      String member = reader.readText();
      switch (member) {
        case "options" -> {
          JsonLines.checkFirst(readOptions != null, member);
          readOptions = readOptions();
        }
        case "payload" -> {
          JsonLines.checkFirst(payload != null, member);
          payload = readPayload();
        }
        default -> throw JsonLines.unknownMember(member, "options and payload");
      }
    }
    reader.endMap();
    reader.endOfInput();
    if (readOptions == null || payload == null) {
      throw new MalformedException(
          "a line is one JSON object " + FORM,
          "missing",
          readOptions == null ? "options" : "payload");
    }
  }

  /** The options as they stand in the line. */
  public Map<String, Object> options() {
    return readOptions;
  }

  /** What the options say about the payload, checked. */
  public PayloadAttributes attributes() {
    return PayloadAttributes.fromOptions(readOptions);
  }

  public byte[] payload() {
    return payload;
  }

  /** Writes a line. */
  public void write(SealedPayload sealed, LineOutput out) throws IOException {
    out.write("{\"options\":");
    options.write(sealed.attributes().toOptions(), out);
    out.write(",\"payload\":\"");
    out.write(Base64.getEncoder().encode(sealed.payload()));
    out.write("\"}\n");
  }

  private Map<String, Object> readOptions() {
    if (reader.peek() != ValueType.MAP) {
      throw new MalformedException("options is an object", "member", "options");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    reader.startMap();
    while (reader.hasNext()) {
      String name = reader.readText();
      // Routers and peers take the first or the last of two, so that either could be the false one.
      JsonLines.checkFirst(map.containsKey(name), name);
      map.put(name, UniqueMembers.read(reader));
    }
    reader.endMap();
    return map;
  }

  /** Only the one canonical form: two lines with one meaning would pass a filter for repeats. */
  private byte[] readPayload() {
    if (reader.peek() != ValueType.TEXT) {
      throw new MalformedException("payload is base64 in a string", "member", "payload");
    }
    reader.readText(text);
    byte[] encoded = new byte[text.capacity()];
    text.getBytes(0, encoded);
    try {
      byte[] decoded = Base64.getDecoder().decode(encoded);
      if (Arrays.equals(encoded, Base64.getEncoder().encode(decoded))) {
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // Not base64 at all; the error below says what it has to be.
    }
    throw new MalformedException(
        "payload is not base64 (RFC 4648 section 4, with padding, no white space)",
        "member",
        "payload",
        "characters",
        encoded.length);
  }
}
