package io.pe3.wamp.session;

import io.pe3.CallState;
import io.pe3.PayloadContext;
import io.pe3.codec.Serializer;
import io.pe3.error.CarrierUnavailableException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.PolicyRefusedException;
import io.pe3.key.Flow;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import org.agrona.DirectBuffer;

/**
 * Handles what the application sends. Every way through ends in a message that passes by the
 * policy, in a protected one, or in a refusal that answers whoever waits.
 */
final class Outbound {
  private final SessionLane lane;
  private final MessageView view;
  private final Hello hello;
  private final Testament testament;

  /** Null where the session's serializer is another. */
  private final PublishMemory memory;

  Outbound(SessionLane lane, Serializer serializer) {
    this.lane = lane;
    this.view = lane.view;
    this.hello = lane.hello;
    this.testament = new Testament(serializer);
    this.memory = serializer == Serializer.CBOR ? new PublishMemory() : null;
  }

  void handle(SessionState session, DirectBuffer buffer, int offset, int length) {
    MessageType type = MessageType.UNKNOWN;
    if (memory != null && publishAgain(session, buffer, offset, length)) {
      return;
    }
    try {
      type = view.wrap(buffer, offset, length).type();
      dispatch(session, type);
    } catch (Pe3Exception e) {
      // Broken before it could be told what it asks for: nobody can be answered.
      session.refused(false, type, 0, e);
    }
  }

  /** A PUBLISH like one before, of which only id and arguments are new. */
  private boolean publishAgain(SessionState session, DirectBuffer buffer, int offset, int length) {
    PublishMemory.Slot known = memory.find(session, buffer, offset, length);
    if (known == null) {
      return false;
    }
    long request = memory.request();
    try {
      KeyUse use = lane.use(known.protection).own();
      int sealed =
          lane.sealer.sealAgain(
              known,
              request,
              use,
              buffer,
              memory.argsOffset(),
              memory.kwargsOffset(),
              offset + length);
      lane.toRouter(session, sealed);
      session.counters.sealed++;
    } catch (Pe3Exception e) {
      refusePublish(session, request, known.acknowledged, e);
    }
    return true;
  }

  private void dispatch(SessionState session, MessageType type) {
    switch (type) {
      case HELLO -> hello(session);
      case PUBLISH -> publish(session);
      case CALL -> call(session);
      case YIELD -> result(session);
      case ERROR -> error(session);
      case SUBSCRIBE -> ask(session, session.subscriptions, type);
      case REGISTER -> ask(session, session.registrations, type);
      case UNSUBSCRIBE -> askEnd(session, session.subscriptions);
      case UNREGISTER -> askEnd(session, session.registrations);
      case ABORT, AUTHENTICATE, GOODBYE, CANCEL, UNKNOWN -> lane.passToRouter(session);
      case WELCOME,
          CHALLENGE,
          PUBLISHED,
          SUBSCRIBED,
          UNSUBSCRIBED,
          EVENT,
          RESULT,
          REGISTERED,
          UNREGISTERED,
          INVOCATION,
          INTERRUPT ->
          // Some could carry arguments in clear that no rule knows.
          throw new PolicyRefusedException("only routers send messages of this type", "type", type);
    }
  }

  private void hello(SessionState session) {
    // All of it is read before anything is forgotten: what is broken begins no session.
    String realm = view.uri();
    boolean interrupts = hello.takesInterrupts(view);
    int length = session.policy.protectsAny() ? hello.announce(view, lane.out()) : 0;
    lane.requireFits(session, length == 0 ? view.length() : length);
    session.reset();
    session.realm = realm == null || realm.isEmpty() ? null : realm;
    session.calleeTakesInterrupts = interrupts;
    if (length == 0) {
      lane.passToRouter(session);
    } else {
      session.toRouter(lane.out().buffer(), 0, length);
    }
  }

  private void publish(SessionState session) {
    long request = view.requestId();
    boolean acknowledged = view.options().isTrue(Attribute.ACKNOWLEDGE);
    try {
      if (!session.policy.protectsAny()) {
        lane.passToRouter(session);
        return;
      }
      UriRoutes routes = lane.routes(session);
      Protection protection = routes.decision().event();
      if (protection == null || passes(protection)) {
        lane.passToRouter(session);
        return;
      }
      Carrier carrier = session.require(session.broker, "broker");
      PayloadContext context = routes.context(Flow.EVENT);
      KeyUse use = lane.use(protection).next(context);
      seal(session, use, carrier, context, null);
      // What is remembered names the key, which a rotation replaces at any time.
      if (memory != null && protection.rotation() == null && lane.sealer.canSealAgain(view, use)) {
        lane.sealer.remember(memory, session, view, routes, acknowledged);
      }
    } catch (Pe3Exception e) {
      refusePublish(session, request, acknowledged, e);
    }
  }

  private void refusePublish(
      SessionState session, long request, boolean acknowledged, Pe3Exception e) {
    session.refused(false, MessageType.PUBLISH, request, e);
    if (acknowledged) {
      lane.errorToApplication(session, MessageType.PUBLISH, request, e);
    }
  }

  private void call(SessionState session) {
    long request = view.requestId();
    if (!session.policy.protectsAny()) {
      try {
        lane.passToRouter(session);
      } catch (Pe3Exception e) {
        refuseRequest(session, MessageType.CALL, request, e);
      }
      return;
    }
    boolean more = Heads.hasMore(view);
    PendingCall known = session.call(request);
    PendingCall call = known == null ? lane.worker().calls.take() : known;
    boolean sent = false;
    try {
      UriRoutes routes = lane.routes(session);
      if (known == null) {
        session.requireRoomForCall();
        call.routes = routes;
      } else if (known.answered || !known.more || !isSame(known.routes, routes)) {
        throw new PolicyRefusedException(
            "a call is pending under this request, and this is no continuation of it",
            "request",
            request);
      }
      send(session, call, more);
      call.more = more;
      sent = true;
    } catch (Pe3Exception e) {
      refuseCall(session, request, known, e);
    } finally {
      if (known == null) {
        keep(session, request, call, sent);
      }
    }
  }

  private void keep(SessionState session, long request, PendingCall call, boolean sent) {
    if (sent) {
      session.addCall(request, call);
    } else {
      call.clear();
      lane.worker().calls.give(call);
    }
  }

  /** The table may have made another answer for the same URI since. */
  private static boolean isSame(UriRoutes before, UriRoutes now) {
    return before == now || before.uri().equals(now.uri());
  }

  private void send(SessionState session, PendingCall call, boolean more) {
    UriRoutes routes = call.routes;
    if (!routes.decision().protectsCalls()) {
      testament.check(view, session, lane);
      lane.passToRouter(session);
      return;
    }
    Carrier carrier = session.require(session.dealer, "dealer");
    Protection protection = routes.decision().call();
    if (protection == null || passes(protection)) {
      call.passed = protection != null;
      lane.passToRouter(session);
      return;
    }
    if (more && !session.dealerHasProgressiveCalls) {
      throw new CarrierUnavailableException(
          "the router announced no progressive_call_invocations, so that the parts of a call would"
              + " become calls of their own",
          "role",
          "dealer");
    }
    PayloadContext context = routes.context(more ? Flow.CALL_PROGRESS : Flow.CALL);
    ProtectionUse uses = lane.use(protection);
    // The callee's router may strip the key's id from all but the first part.
    KeyUse use = call.key == null ? uses.next(context) : uses.under(call.key);
    seal(session, use, carrier, context, call.state);
    call.key = use.key();
  }

  private void refuseCall(SessionState session, long request, PendingCall known, Pe3Exception e) {
    session.refused(false, MessageType.CALL, request, e);
    if (known != null && known.answered) {
      return;
    }
    lane.errorToApplication(session, MessageType.CALL, request, e);
    if (known != null) {
      // The callee waits for the rest of a call that will not come.
      known.answered = true;
      lane.cancel(session, request);
    }
  }

  private void result(SessionState session) {
    long request = view.requestId();
    boolean more = Heads.hasMore(view);
    answer(session, MessageType.YIELD, request, more ? Flow.RESULT_PROGRESS : Flow.RESULT, more);
  }

  private void error(SessionState session) {
    if (view.id(0) != MessageType.INVOCATION.code()) {
      throw new PolicyRefusedException(
          "an application answers nothing but invocations with an error", "type", view.id(0));
    }
    answer(session, MessageType.ERROR, view.requestId(), Flow.ERROR, false);
  }

  /** What the application says to an invocation. */
  private void answer(
      SessionState session, MessageType type, long request, Flow flow, boolean more) {
    PendingInvocation invocation = session.invocation(request);
    if (invocation == null) {
      if (!session.policy.protectsAny()) {
        passAnswer(session, type, request);
        return;
      }
      // Nobody knows any more what it answers: in clear it could tell what is protected.
      session.counters.unknown++;
      throw new PolicyRefusedException("no such invocation is pending", "request", request);
    }
    if (!more) {
      session.removeInvocation(request);
    }
    try {
      if (!invocation.answered) {
        answer(session, invocation, flow);
      }
    } catch (Pe3Exception e) {
      session.refused(false, type, request, e);
      invocation.answered = true;
      lane.errorToRouter(session, request, e);
      if (more) {
        lane.interrupt(session, request);
      }
    }
    if (!more) {
      invocation.clear();
      lane.worker().invocations.give(invocation);
    }
  }

  private void passAnswer(SessionState session, MessageType type, long request) {
    try {
      lane.passToRouter(session);
    } catch (Pe3Exception e) {
      session.refused(false, type, request, e);
      lane.errorToRouter(session, request, e);
    }
  }

  private void answer(SessionState session, PendingInvocation invocation, Flow flow) {
    Protection protection = invocation.routes.protection(flow);
    if (protection == null || passes(protection)) {
      lane.passToRouter(session);
      return;
    }
    Carrier carrier = session.require(session.dealer, "dealer");
    UriRoutes routes = invocation.routes;
    PayloadContext context =
        flow == Flow.ERROR ? routes.errorContext(view.uri()) : routes.context(flow);
    ProtectionUse uses = lane.use(protection);
    KeyUse use =
        invocation.key != null && routes.followsCall(flow)
            ? uses.under(invocation.key)
            : uses.next(context);
    seal(session, use, carrier, context, invocation.state);
  }

  /** Whether the message is protected already and the policy takes that. */
  private boolean passes(Protection protection) {
    return protection.passesProtected() && view.options().carrier() != Carrier.NONE;
  }

  private void seal(
      SessionState session, KeyUse use, Carrier carrier, PayloadContext context, CallState call) {
    lane.toRouter(session, lane.sealer.seal(view, carrier, use, context, call));
    session.counters.sealed++;
  }

  private void ask(SessionState session, PatternTable table, MessageType type) {
    long request = view.requestId();
    try {
      lane.requireFits(session, view.length());
      if (session.policy.protectsAny()) {
        table.ask(request, TrackedUri.of(view.options().text(Attribute.MATCH), view.uri()));
      }
    } catch (Pe3Exception e) {
      refuseRequest(session, type, request, e);
      return;
    }
    lane.passToRouter(session);
  }

  private void refuseRequest(SessionState session, MessageType type, long request, Pe3Exception e) {
    session.refused(false, type, request, e);
    lane.errorToApplication(session, type, request, e);
  }

  private void askEnd(SessionState session, PatternTable table) {
    if (view.idCount() < 2) {
      throw new MalformedException("the message names nothing that ends", "type", view.type());
    }
    long request = view.requestId();
    try {
      // Before it is noted: what does not go out ends nothing.
      lane.requireFits(session, view.length());
    } catch (LimitExceededException e) {
      refuseRequest(session, view.type(), request, e);
      return;
    }
    table.askEnd(request, view.id(1));
    lane.passToRouter(session);
  }
}
