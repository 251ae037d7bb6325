package io.pe3.wamp.session;

/** Counts what a {@link SessionTransformer} did since it was made. Read on the session's thread. */
public final class SessionCounters {
  long sealed;
  long opened;
  long passed;
  long refused;
  long unknown;
  long droppedEvents;
  long unauthenticatedErrors;

  SessionCounters() {}

  /**
   * Messages of the application that were protected.
   *
   * @return a count
   */
  public long sealed() {
    return sealed;
  }

  /**
   * Messages from the router that were opened.
   *
   * @return a count
   */
  public long opened() {
    return opened;
  }

  /**
   * Messages of either direction that passed as they are, or with nothing but marks stripped.
   *
   * @return a count
   */
  public long passed() {
    return passed;
  }

  /**
   * Messages of either direction that were refused, dropped ones included.
   *
   * @return a count
   */
  public long refused() {
    return refused;
  }

  /**
   * Messages for requests, subscriptions or registrations that are not known, or ended: dropped.
   *
   * @return a count, part of {@link #refused()}
   */
  public long unknown() {
    return unknown;
  }

  /**
   * Events that were refused, which nobody is told of.
   *
   * @return a count, part of {@link #refused()}
   */
  public long droppedEvents() {
    return droppedEvents;
  }

  /**
   * Errors in clear that ended protected calls.
   *
   * @return a count
   */
  public long unauthenticatedErrors() {
    return unauthenticatedErrors;
  }
}
