package io.pe3.key;

import io.pe3.error.MalformedException;

/** Which way of a WAMP exchange a payload travels (wire profile, section 4). */
public enum Flow {
  /** From a publisher to subscribers. */
  EVENT("event"),
  /** From a caller to a callee: the call, or the last part of it. */
  CALL("call"),
  /** A part of a call that others follow. */
  CALL_PROGRESS("call-progress"),
  /** From a callee to a caller: the result, or the last part of it. */
  RESULT("result"),
  /** A part of a result that others follow. */
  RESULT_PROGRESS("result-progress"),
  /** An error in place of a result. */
  ERROR("error");

  private final String text;

  Flow(String text) {
    this.text = text;
  }

  /**
   * The name that is bound and that key files use.
   *
   * @return lower case, for example {@code call-progress}
   */
  public String text() {
    return text;
  }

  /**
   * Finds a flow by its name.
   *
   * @param text the exact name
   * @return the flow
   * @throws MalformedException when there is none of that name
   */
  public static Flow of(String text) {
    for (Flow flow : values()) {
      if (flow.text.equals(text)) {
        return flow;
      }
    }
    throw new MalformedException(
        "this flow is not known; use event, call, call-progress, result, result-progress or error",
        "flow",
        text);
  }

  @Override
  public String toString() {
    return text;
  }
}
