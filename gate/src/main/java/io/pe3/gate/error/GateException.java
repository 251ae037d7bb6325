package io.pe3.gate.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raised when benchmark results can't be read, made or compared. It has a stable {@link
 * GateErrorCode} and facts by name; the message reads {@code code=<code> <name>=<value> …:
 * <detail>} and says what to do.
 */
public final class GateException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_FACT_LENGTH = 256;

  /** The stable code. */
  private final GateErrorCode code;

  private final transient Map<String, Object> facts;

  /** Message without code and facts. */
  private final String detail;

  /**
   * Makes one.
   *
   * @param code what kind of error
   * @param detail what went wrong and what to do about it
   * @param facts names and values in turn
   */
  public GateException(GateErrorCode code, String detail, Object... facts) {
    super(message(code, detail, facts));
    this.code = code;
    this.detail = detail;
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i + 1 < facts.length; i += 2) {
      map.put((String) facts[i], facts[i + 1]);
    }
    this.facts = Collections.unmodifiableMap(map);
  }

  /**
   * Makes one of a file or folder that can't be used.
   *
   * @param detail what can't be done
   * @param file which one
   * @param cause why
   * @return a new one, with code {@code io}
   */
  public static GateException io(String detail, Object file, IOException cause) {
    String reason =
        switch (cause) {
          case NoSuchFileException _ -> "it is not there";
          case AccessDeniedException _ -> "access is denied";
          case FileSystemException known when known.getReason() != null -> known.getReason();
          default -> cause.getMessage();
        };
    return new GateException(GateErrorCode.IO, detail + ": " + reason, "file", file)
        .causedBy(cause);
  }

  /**
   * What kind of error this is.
   *
   * @return the stable code
   */
  public GateErrorCode code() {
    return code;
  }

  /**
   * The facts that the message shows, by name.
   *
   * @return an unmodifiable map in the order of the message; empty after Java serialization
   */
  public Map<String, Object> facts() {
    return facts == null ? Map.of() : facts;
  }

  /**
   * The same error of a file: an error in one of many is of use only with its name.
   *
   * @param file that it is in
   * @return this when it names a file already, else a new one that does so first
   */
  public GateException in(Object file) {
    if (facts().containsKey("file")) {
      return this;
    }
    List<Object> more = new ArrayList<>(List.of("file", file));
    facts().forEach((name, value) -> more.addAll(List.of(name, value)));
    return new GateException(code, detail, more.toArray()).causedBy(this);
  }

  /**
   * Adds the cause.
   *
   * @param cause what raised this
   * @return this
   */
  public GateException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  private static String message(GateErrorCode code, String detail, Object... facts) {
    StringBuilder text = new StringBuilder("code=").append(code.text());
    for (int i = 0; i + 1 < facts.length; i += 2) {
      text.append(' ').append(facts[i]).append('=');
      appendFact(text, String.valueOf(facts[i + 1]));
    }
    return text.append(": ").append(detail).toString();
  }

  /** Facts can hold what a file says: control characters would forge log lines, so none pass. */
  private static void appendFact(StringBuilder text, String value) {
    boolean plain = !value.isEmpty() && value.length() <= MAX_FACT_LENGTH;
    for (int i = 0; plain && i < value.length(); i++) {
      char c = value.charAt(i);
      plain = c > ' ' && c < 0x7f && c != '"';
    }
    if (plain) {
      text.append(value);
      return;
    }
    text.append('"');
    for (int i = 0; i < Math.min(value.length(), MAX_FACT_LENGTH); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append(value.length() > MAX_FACT_LENGTH ? "…\"" : "\"");
  }
}
