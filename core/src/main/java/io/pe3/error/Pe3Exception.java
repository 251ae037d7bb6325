package io.pe3.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Base of every error that PE3 raises about its input, keys or surroundings. Each has a stable
 * {@link ErrorCode} and facts by name; none holds key or plaintext octets. Wrong use of the API (a
 * negative length, a range outside its buffer) raises the JDK's own unchecked exceptions instead.
 *
 * <p>The message reads {@code code=<code> <name>=<value> …: <detail>}.
 */
public abstract sealed class Pe3Exception extends RuntimeException
    permits MalformedException,
        UnsupportedSchemeException,
        UnsupportedSerializerException,
        UnsupportedCipherException,
        UnsupportedCompressorException,
        UnknownKeyException,
        ExpiredKeyException,
        KeyScopeException,
        InvalidKeyException,
        AuthenticationFailedException,
        UriMismatchException,
        ReplayedException,
        SignatureRequiredException,
        SignatureInvalidException,
        UnknownDictionaryException,
        LimitExceededException,
        BufferTooSmallException,
        UnrepresentableException,
        AlreadyProtectedException,
        NonceExhaustedException,
        CleartextException,
        PolicyRefusedException,
        CarrierUnavailableException,
        EngineUnavailableException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_FACT_LENGTH = 256;

  /** The stable code. */
  private final ErrorCode code;

  /** The message without code and facts. */
  private final String detail;

  private final transient Map<String, Object> facts;

  Pe3Exception(ErrorCode code, String detail, Object... facts) {
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
   * What kind of error this is.
   *
   * @return the stable code
   */
  public final ErrorCode code() {
    return code;
  }

  /**
   * What went wrong and what to do about it, in a sentence: the message without code and facts, for
   * an error that carries this one as a reason.
   *
   * @return the detail
   */
  public final String detail() {
    return detail;
  }

  /**
   * The facts that the message shows, by name.
   *
   * @return an unmodifiable map in the order of the message; empty after Java serialization
   */
  public final Map<String, Object> facts() {
    return facts == null ? Map.of() : facts;
  }

  /**
   * Adds the cause.
   *
   * @param cause what raised this
   * @return this
   */
  public final Pe3Exception causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  private static String message(ErrorCode code, String detail, Object[] facts) {
    StringBuilder text = new StringBuilder("code=").append(code.text());
    for (int i = 0; i + 1 < facts.length; i += 2) {
      text.append(' ').append(facts[i]).append('=');
      appendFact(text, String.valueOf(facts[i + 1]));
    }
    return text.append(": ").append(detail).toString();
  }

  /** Facts can hold what a peer sent: control characters would forge log lines, so none pass. */
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
