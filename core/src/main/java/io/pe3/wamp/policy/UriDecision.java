package io.pe3.wamp.policy;

/**
 * What a policy says about one URI, for each flow: null leaves messages in clear.
 *
 * @param event of publications
 * @param call of calls, progressive ones included
 * @param result of results, progressive ones included
 * @param error of errors that end calls
 */
public record UriDecision(Protection event, Protection call, Protection result, Protection error) {
  /** Nothing is protected. */
  public static final UriDecision LEAVE = new UriDecision(null, null, null, null);

  /**
   * Whether anything is protected.
   *
   * @return false when every flow is left in clear
   */
  public boolean protectsAny() {
    return event != null || protectsCalls();
  }

  /**
   * Whether anything of a call is protected: itself, its results or its errors.
   *
   * @return false when calls are left in clear from end to end
   */
  public boolean protectsCalls() {
    return call != null || result != null || error != null;
  }
}
