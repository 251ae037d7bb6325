package io.pe3.wamp.session;

import io.pe3.CallState;
import io.pe3.key.DataKey;

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

  /** Whether the application protected its CALL itself, so that the answers are for it to open. */
  boolean passed;

  /** What the first CALL was sealed under, as all that belongs to it; null for one in clear. */
  DataKey key;

  /** What results and errors are tied to. */
  final CallState state = new CallState();

  void clear() {
    routes = null;
    passed = false;
    key = null;
    state.reset();
    more = false;
    answered = false;
  }
}
