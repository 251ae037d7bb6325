package io.pe3.cli.line;

import io.pe3.codec.JsonReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** A line that holds what is to be sealed: {@code {"args":[…],"kwargs":{…}}}. Used again. */
public final class ArgumentsLine {
  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
  private final JsonReader reader = new JsonReader();
  private List<Object> args;
  private Map<String, Object> kwargs;

  /** Takes a line; what is absent or null is empty. */
  public void read(LineInput line) {
    args = null;
    kwargs = null;
    boolean hasArgs = false;
    boolean hasKwargs = false;
    buffer.wrap(line.octets(), line.offset(), line.length());
    reader.wrap(buffer, 0, line.length());
    JsonLines.startObject(reader, "{\"args\":[…],\"kwargs\":{…}}");
    while (reader.hasNext()) {
      String member = reader.readText();
      switch (member) {
        case "args" -> {
          JsonLines.checkFirst(hasArgs, member);
          hasArgs = true;
          args = readArgs();
        }
        case "kwargs" -> {
          JsonLines.checkFirst(hasKwargs, member);
          hasKwargs = true;
          kwargs = readKwargs();
        }
        default -> throw JsonLines.unknownMember(member, "args and kwargs");
      }
    }
    reader.endMap();
    reader.endOfInput();
  }

  public List<Object> args() {
    return args == null ? List.of() : args;
  }

  public Map<String, Object> kwargs() {
    return kwargs == null ? Map.of() : kwargs;
  }

  @SuppressWarnings("unchecked") // arrays are read as lists of plain values
  private List<Object> readArgs() {
    if (reader.readNull()) {
      return null;
    }
    if (reader.peek() != ValueType.ARRAY) {
      throw new MalformedException("args is an array; write [] for none", "member", "args");
    }
    return (List<Object>) UniqueMembers.read(reader);
  }

  @SuppressWarnings("unchecked") // objects are read as maps from text to plain values
  private Map<String, Object> readKwargs() {
    if (reader.readNull()) {
      return null;
    }
    if (reader.peek() != ValueType.MAP) {
      throw new MalformedException("kwargs is an object; write {} for none", "member", "kwargs");
    }
    return (Map<String, Object>) UniqueMembers.read(reader);
  }
}
