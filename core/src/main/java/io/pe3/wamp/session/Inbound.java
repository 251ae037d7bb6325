package io.pe3.wamp.session;

import io.pe3.CallState;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.codec.Serializer;
import io.pe3.error.CleartextException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.PolicyRefusedException;
import io.pe3.error.UriMismatchException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.ProtectedItem;
import io.pe3.wamp.policy.Protection;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Handles what the router sends, which is believed in nothing that the policy protects: a message
 * is opened under the URI that the session itself asked for, or refused, or passes because no rule
 * protects it.
 */
final class Inbound {
  private final SessionLane lane;
  private final MessageView view;
  private final UnsafeBuffer claimed = new UnsafeBuffer(0, 0);

  /** Null where the session's serializer is another. */
  private final KnownEvents knownEvents;

  Inbound(SessionLane lane, Serializer serializer) {
    this.lane = lane;
    this.view = lane.view;
    this.knownEvents = serializer == Serializer.CBOR ? new KnownEvents(lane) : null;
  }

  void handle(SessionState session, DirectBuffer buffer, int offset, int length) {
    MessageType type = MessageType.UNKNOWN;
    try {
      if (knownEvents != null && knownEvents.handle(session, buffer, offset, length)) {
        return;
      }
      type = view.wrap(buffer, offset, length).type();
      dispatch(session, type);
    } catch (Pe3Exception e) {
      // Broken before it could be told what it answers: nobody can be told.
      session.refused(true, type, 0, e);
    } finally {
      lane.opener.wipe();
    }
  }

  private void dispatch(SessionState session, MessageType type) {
    switch (type) {
      case WELCOME -> welcome(session);
      case EVENT -> event(session);
      case INVOCATION -> invocation(session);
      case RESULT -> result(session);
      case ERROR -> error(session);
      case SUBSCRIBED -> granted(session, session.subscriptions, MessageType.SUBSCRIBE);
      case REGISTERED -> granted(session, session.registrations, MessageType.REGISTER);
      case UNSUBSCRIBED -> ended(session, session.subscriptions, Attribute.SUBSCRIPTION);
      case UNREGISTERED -> ended(session, session.registrations, Attribute.REGISTRATION);
      case INTERRUPT -> interrupt(session);
      case ABORT, CHALLENGE, GOODBYE, PUBLISHED, UNKNOWN -> lane.passToApplication(session);
      case HELLO,
          AUTHENTICATE,
          PUBLISH,
          SUBSCRIBE,
          UNSUBSCRIBE,
          CALL,
          CANCEL,
          REGISTER,
          UNREGISTER,
          YIELD ->
          // Some could bring arguments that no rule knows.
          throw new PolicyRefusedException("only clients send messages of this type", "type", type);
    }
  }

  private void welcome(SessionState session) {
    if (session.welcomed) {
      // It could move the session to a realm, or to roles, for which other rules hold.
      throw new PolicyRefusedException("the session was welcomed already");
    }
    lane.hello.readWelcome(view, session);
    lane.passToApplication(session);
  }

  private void event(SessionState session) {
    long subscription = view.id(0);
    try {
      if (!session.policy.protectsAny()) {
        lane.passToApplication(session);
        return;
      }
      TrackedUri asked = session.subscriptions.find(subscription);
      UriRoutes routes =
          routes(session, asked, Attribute.TOPIC, Flow.EVENT, "subscription", subscription);
      Protection protection = routes.decision().event();
      if (protection == null) {
        lane.passToApplication(session);
        return;
      }
      boolean replays = protection.opensRetained() && view.options().isTrue(Attribute.RETAINED);
      PayloadContext context = routes.context(Flow.EVENT, asked, replays);
      PayloadAttributes attributes = open(session, protection, context, null, null, null);
      if (knownEvents != null && !replays) {
        knownEvents.remember(session, asked, protection, context, attributes);
      }
    } catch (Pe3Exception e) {
      KnownEvents.refuse(session, subscription, e);
    }
  }

  /**
   * What the policy says about the URI that a message really belongs to: the one that the session
   * asked for, or of a pattern the one that the router names.
   */
  private UriRoutes routes(
      SessionState session, TrackedUri asked, Attribute claim, Flow flow, String what, long id) {
    if (asked == null) {
      session.counters.unknown++;
      throw new PolicyRefusedException("nothing of this id is granted", what, id);
    }
    boolean claims = view.options().text(claim, claimed);
    if (!asked.isExact()) {
      if (!claims) {
        throw new UriMismatchException(
            "a message for a pattern has to name its URI", "missing", claim);
      }
      UriRoutes routes = lane.routes(session, claimed);
      if (!asked.covers(routes.uri())) {
        throw mismatch(asked, claim);
      }
      requireSingle(claim);
      return routes;
    }
    UriRoutes routes = lane.routes(session, asked.octets());
    if (routes.protection(flow) != null) {
      requireSingle(claim);
    }
    if (claims && !routes.isUri(claimed, 0, claimed.capacity())) {
      // Of a URI in clear the claim matters only where it names a protected one.
      if (routes.protection(flow) != null
          || lane.routes(session, claimed).protection(flow) != null) {
        throw mismatch(asked, claim);
      }
    }
    return routes;
  }

  private void requireSingle(Attribute claim) {
    if (view.options().isRepeated(claim)) {
      // The application could take the other one.
      throw new MalformedException("the message names two URIs", "attribute", claim);
    }
  }

  private static UriMismatchException mismatch(TrackedUri asked, Attribute claim) {
    return new UriMismatchException(
        "the router names a URI that was not asked for",
        "attribute",
        claim,
        "expected",
        asked.uri(),
        "match",
        asked.match());
  }

  private void invocation(SessionState session) {
    if (!session.policy.protectsAny()) {
      lane.passToApplication(session);
      return;
    }
    long request = view.id(0);
    boolean more = Heads.hasMore(view);
    PendingInvocation known = session.invocation(request);
    if (known != null) {
      continuation(session, known, request, more);
      return;
    }
    PendingInvocation invocation = lane.worker().invocations.take();
    boolean accepted = false;
    try {
      session.requireRoomForInvocation();
      accept(session, invocation, more);
      accepted = true;
    } catch (Pe3Exception e) {
      session.refused(true, MessageType.INVOCATION, request, e);
      lane.errorToRouter(session, request, e);
    } finally {
      if (accepted) {
        session.addInvocation(request, invocation);
      } else {
        invocation.clear();
        lane.worker().invocations.give(invocation);
      }
    }
  }

  private void accept(SessionState session, PendingInvocation invocation, boolean more) {
    long registration = view.id(1);
    TrackedUri asked = session.registrations.find(registration);
    invocation.routes =
        routes(session, asked, Attribute.PROCEDURE, Flow.CALL, "registration", registration);
    invocation.scope = asked;
    invocation.registration = registration;
    invocation.more = more;
    open(session, invocation, more, null);
  }

  private void open(
      SessionState session, PendingInvocation invocation, boolean more, CallState call) {
    Protection protection = invocation.routes.decision().call();
    if (protection == null) {
      lane.passToApplication(session);
      return;
    }
    Flow flow = more ? Flow.CALL_PROGRESS : Flow.CALL;
    PayloadContext context = invocation.routes.context(flow, invocation.scope, false);
    open(session, protection, context, invocation, call, invocation.key);
  }

  /** Another INVOCATION of a request: a part of the same call, and nothing else. */
  private void continuation(
      SessionState session, PendingInvocation known, long request, boolean more) {
    try {
      if (known.answered) {
        throw new PolicyRefusedException("the invocation was answered", "request", request);
      }
      if (!known.more || known.registration != view.id(1)) {
        // It could stand for a procedure in clear, and have the answer to the other sent in clear.
        throw new PolicyRefusedException(
            "an invocation is pending under this request, and this is no continuation of it",
            "request",
            request);
      }
      if (view.options().text(Attribute.PROCEDURE, claimed)
          && !known.routes.isUri(claimed, 0, claimed.capacity())) {
        throw new UriMismatchException(
            "the continuation of a call names another procedure", "expected", known.routes.uri());
      }
      open(session, known, more, known.state);
      known.more = more;
    } catch (Pe3Exception e) {
      session.refused(true, MessageType.INVOCATION, request, e);
      if (!known.answered && known.more) {
        known.answered = true;
        lane.errorToRouter(session, request, e);
        lane.interrupt(session, request);
      }
    }
  }

  private void result(SessionState session) {
    if (!session.policy.protectsAny()) {
      lane.passToApplication(session);
      return;
    }
    long request = view.id(0);
    boolean more = Heads.hasMore(view);
    PendingCall call = requireCall(session, request);
    if (!more) {
      session.removeCall(request);
    }
    try {
      if (!call.answered) {
        Flow flow = more ? Flow.RESULT_PROGRESS : Flow.RESULT;
        Protection protection = call.routes.protection(flow);
        if (protection == null || isForApplication(call)) {
          lane.passToApplication(session);
        } else {
          DataKey key = call.routes.followsCall(flow) ? call.key : null;
          open(session, protection, call.routes.context(flow), null, call.state, key);
        }
      }
    } catch (Pe3Exception e) {
      session.refused(true, MessageType.RESULT, request, e);
      call.answered = true;
      lane.errorToApplication(session, MessageType.CALL, request, e);
      if (more) {
        lane.cancel(session, request);
      }
    }
    if (!more) {
      release(call);
    }
  }

  /** An application that protected its call itself opens the answers itself. */
  private boolean isForApplication(PendingCall call) {
    return call.passed && view.options().carrier() != Carrier.NONE;
  }

  private PendingCall requireCall(SessionState session, long request) {
    PendingCall call = session.call(request);
    if (call == null) {
      session.counters.unknown++;
      throw new PolicyRefusedException("no such call is pending", "request", request);
    }
    return call;
  }

  private void release(PendingCall call) {
    call.clear();
    lane.worker().calls.give(call);
  }

  private void error(SessionState session) {
    long request = view.id(1);
    switch (MessageType.of(view.id(0))) {
      case CALL -> {
        if (session.policy.protectsAny()) {
          callError(session, request);
          return;
        }
      }
      case SUBSCRIBE -> session.subscriptions.refuse(request);
      case REGISTER -> session.registrations.refuse(request);
      case UNSUBSCRIBE -> session.subscriptions.refuseEnd(request);
      case UNREGISTER -> session.registrations.refuseEnd(request);
      default -> {}
    }
    lane.passToApplication(session);
  }

  private void callError(SessionState session, long request) {
    PendingCall call = requireCall(session, request);
    session.removeCall(request);
    try {
      if (!call.answered) {
        Protection protection = call.routes.decision().error();
        if (protection == null || isForApplication(call)) {
          lane.passToApplication(session);
        } else if (view.options().carrier() == Carrier.NONE) {
          clearError(session, protection, call, request);
        } else {
          PayloadContext context = call.routes.errorContext(view.uri());
          DataKey key = call.routes.followsCall(Flow.ERROR) ? call.key : null;
          open(session, protection, context, null, call.state, key);
        }
      }
    } catch (Pe3Exception e) {
      session.refused(true, MessageType.ERROR, request, e);
      lane.errorToApplication(session, MessageType.CALL, request, e);
    }
    release(call);
  }

  /** Routers make errors themselves, and so can anybody on the way. */
  private void clearError(
      SessionState session, Protection protection, PendingCall call, long request) {
    int length = lane.clearError(protection.marks());
    lane.toApplication(session, length);
    session.unauthenticatedError(request, call.routes.uri());
  }

  private PayloadAttributes open(
      SessionState session,
      Protection protection,
      PayloadContext context,
      PendingInvocation invocation,
      CallState call,
      DataKey callKey) {
    requireSingle(Attribute.PROGRESS);
    ProtectionUse use = lane.use(protection);
    Carrier carrier = view.options().carrier();
    PayloadAttributes attributes;
    ProtectedItem item;
    if (carrier != Carrier.NONE) {
      attributes = use.received().read(view.options(), carrier, view.buffer(), view.serializer());
      item = view.item();
    } else {
      // Routers strip the attributes from all but the first part of a progressive call.
      attributes = invocation == null ? null : invocation.attributes;
      if (attributes == null) {
        throw new CleartextException(
            "a message in clear where a protected one is required", "type", view.type());
      }
      carrier = invocation.carrier;
      item = carrier == Carrier.PPT ? view.listedItem() : view.bareItem();
    }
    if (callKey != null) {
      use.requireKey(attributes.keyId(), callKey);
    }
    boolean first = invocation != null && invocation.attributes == null;
    // Looked up before the payload counts as opened, so that a ring that changes loses none.
    DataKey answering = first ? protection.openingKey(attributes.keyId()) : null;
    PayloadOpener opener = use.opener().replayGuard(session.replayGuard());
    int length =
        lane.opener.open(view, item, opener, attributes, context, call, protection.marks());
    if (first) {
      invocation.attributes = attributes;
      invocation.carrier = carrier;
      invocation.key = answering;
      opener.lastMessage(invocation.state.replyTo());
    }
    lane.openedToApplication(session, length);
    session.counters.opened++;
    return attributes;
  }

  private void interrupt(SessionState session) {
    PendingInvocation invocation = session.invocation(view.id(0));
    if (invocation != null) {
      invocation.interrupted = true;
    }
    lane.passToApplication(session);
  }

  private void granted(SessionState session, PatternTable table, MessageType asked) {
    long request = view.id(0);
    if (session.policy.protectsAny()) {
      if (!table.isAsked(request)) {
        session.counters.unknown++;
        throw new PolicyRefusedException("nothing was asked for", "request", request);
      }
      if (!table.grant(request, view.id(1))) {
        PolicyRefusedException e =
            new PolicyRefusedException(
                "the router gives one id to two different URIs", "id", view.id(1));
        session.refused(true, view.type(), request, e);
        lane.errorToApplication(session, asked, request, e);
        return;
      }
    }
    lane.passToApplication(session);
  }

  private void ended(SessionState session, PatternTable table, Attribute revoked) {
    long request = view.id(0);
    long id = request == 0 ? view.options().id(revoked) : -1;
    if (id >= 0) {
      table.revoke(id);
    } else {
      table.end(request);
    }
    lane.passToApplication(session);
  }
}
