package io.pe3.wamp.session;

import io.pe3.CallState;
import io.pe3.PayloadAttributes;
import io.pe3.key.DataKey;
import io.pe3.wamp.Carrier;

/**
 * An INVOCATION that the application has not answered to the end. Reused by its worker.
 *
 * <p>A YIELD doesn't name its procedure, and routers strip procedure and attributes from the
 * continuations of a progressive call, so they are kept here.
 */
final class PendingInvocation {
  /** What the policy says about the procedure. */
  UriRoutes routes;

  /** What was registered. */
  TrackedUri scope;

  /** The registration that was invoked. */
  long registration;

  /** Whether the router announced that more INVOCATIONs of the request follow. */
  boolean more;

  /** Whether the router was given its answer here: whatever the application sends is dropped. */
  boolean answered;

  /** Whether the router asked to stop, after which not every application answers. */
  boolean interrupted;

  /** How the first INVOCATION was carried. */
  Carrier carrier = Carrier.NONE;

  /** The attributes of the first INVOCATION, or null when it was in clear. */
  PayloadAttributes attributes;

  /** What the first INVOCATION was opened under, or null when it was in clear. */
  DataKey key;

  /** What all that follows the first INVOCATION is tied to. */
  final CallState state = new CallState();

  void clear() {
    routes = null;
    scope = null;
    state.reset();
    registration = 0;
    more = false;
    answered = false;
    interrupted = false;
    carrier = Carrier.NONE;
    attributes = null;
    key = null;
  }
}
