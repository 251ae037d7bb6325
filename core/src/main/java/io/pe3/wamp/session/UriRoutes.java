package io.pe3.wamp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pe3.PayloadContext;
import io.pe3.key.Flow;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import io.pe3.wamp.policy.UriDecision;
import java.util.EnumMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one policy says about one URI of one realm, with what sealing and opening need of it, made
 * when it is first asked for.
 *
 * <p>Belongs to a worker. Allocates on the first use of a flow only.
 */
final class UriRoutes {
  private final SessionPolicy policy;
  private final String realm;
  private final String uri;
  private final UnsafeBuffer octets;
  private final UriDecision decision;
  private final Map<Flow, PayloadContext> contexts = new EnumMap<>(Flow.class);

  /** The context made last for a subscription or registration, and what it was. */
  private PayloadContext arrived;

  private TrackedUri arrivedBy;
  private boolean arrivedReplayed;

  /** The context made last for an error. */
  private PayloadContext error;

  UriRoutes(SessionPolicy policy, String realm, byte[] octets) {
    this.policy = policy;
    this.realm = realm;
    this.octets = new UnsafeBuffer(octets);
    this.uri = new String(octets, UTF_8);
    this.decision = policy.decide(realm, uri);
  }

  /** Whether this is the answer for a URI. */
  boolean isFor(
      SessionPolicy ofPolicy, String ofRealm, DirectBuffer buffer, int offset, int length) {
    return policy == ofPolicy && isUri(buffer, offset, length) && realm.equals(ofRealm);
  }

  /** Whether the URI is these octets. */
  boolean isUri(DirectBuffer buffer, int offset, int length) {
    return Octets.areEqual(octets, 0, octets.capacity(), buffer, offset, length);
  }

  /** Topic or procedure. */
  String uri() {
    return uri;
  }

  UriDecision decision() {
    return decision;
  }

  /** How messages of a flow are protected, or null. */
  Protection protection(Flow flow) {
    return switch (flow) {
      case EVENT -> decision.event();
      case CALL, CALL_PROGRESS -> decision.call();
      case RESULT, RESULT_PROGRESS -> decision.result();
      case ERROR -> decision.error();
    };
  }

  /** Whether messages of a flow are protected as the call that they belong to, key included. */
  @SuppressWarnings("ReferenceEquality") // one object is one protection
  boolean followsCall(Flow flow) {
    return protection(flow) == decision.call();
  }

  /** What a sealer is told, and an opener of what arrives by the URI itself. */
  PayloadContext context(Flow flow) {
    PayloadContext context = contexts.get(flow);
    if (context == null) {
      context = PayloadContext.of(realm, flow, uri);
      contexts.put(flow, context);
    }
    return context;
  }

  /** What an opener is told of an event or call that arrives by a subscription or registration. */
  @SuppressWarnings("ReferenceEquality") // another instance costs a context, no more
  PayloadContext context(Flow flow, TrackedUri by, boolean opensReplays) {
    if (by.isExact() && !opensReplays) {
      return context(flow);
    }
    if (arrived == null
        || arrivedBy != by
        || arrived.flow() != flow
        || arrivedReplayed != opensReplays) {
      PayloadContext context = context(flow).withPattern(by.scope(uri));
      arrived = opensReplays ? context.openingReplays() : context;
      arrivedBy = by;
      arrivedReplayed = opensReplays;
    }
    return arrived;
  }

  /** What sealer and opener are told of an error. */
  PayloadContext errorContext(String errorUri) {
    if (error == null || !errorUri.equals(error.errorUri())) {
      error = context(Flow.ERROR).withErrorUri(errorUri);
    }
    return error;
  }
}
