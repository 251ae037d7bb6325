/**
 * Transparent protection of WAMP sessions: {@link io.pe3.wamp.session.SessionTransformer} sees
 * every message of one session in both directions and protects and opens those that a {@link
 * io.pe3.wamp.policy.SessionPolicy} names, on the resources of a {@link
 * io.pe3.wamp.session.TransformerWorker} that the sessions of an event loop share.
 */
package io.pe3.wamp.session;
