package io.pe3.wamp.session;

/**
 * A CALL of the application that the router has not answered to the end. Reused by its worker.
 *
 * <p>Results and errors don't name their procedure, so it is kept here.
 */
final class PendingCall {
  /** What the policy says about the procedure. */
  UriRoutes routes;

  /** Whether the application announced that more CALLs of the request follow. */
  boolean more;

  /**
   * Whether the application was given its answer here: whatever the router still sends is dropped.
   */
  boolean answered;

  void clear() {
    routes = null;
    more = false;
    answered = false;
  }
}
