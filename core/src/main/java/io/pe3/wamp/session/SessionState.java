package io.pe3.wamp.session;

import io.pe3.codec.Serializer;
import io.pe3.error.CarrierUnavailableException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.Pe3Exception;
import io.pe3.error.PolicyRefusedException;
import io.pe3.replay.ReplayGuard;
import io.pe3.replay.ReplayState;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.policy.SessionPolicy;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What one session is: its policy, what its roles and its router announced, and the requests,
 * subscriptions and registrations that are pending. Nothing of it grows without bound, and an idle
 * session holds little more than this object.
 */
final class SessionState {
  final SessionPolicy policy;
  final Serializer serializer;
  final int maxMessageLength;
  final SessionCounters counters = new SessionCounters();
  final PatternTable subscriptions;
  final PatternTable registrations;

  /** What the application announced that it can be told to stop an invocation. */
  boolean calleeTakesInterrupts;

  boolean dealerTakesCancels;
  boolean dealerHasProgressiveCalls;
  boolean welcomed;
  Carrier broker = Carrier.NONE;
  Carrier dealer = Carrier.NONE;

  /** The realm asked for, or else the one given; null before that is known. */
  String realm;

  /** What the endpoint opened, for its sessions one after the other; made when first needed. */
  private ReplayState replayState;

  private ReplayGuard replayGuard;
  private final MessageSink sink;
  private final TransformerListener listener;
  private final int maxTracked;
  private Long2ObjectHashMap<PendingCall> calls;
  private Long2ObjectHashMap<PendingInvocation> invocations;

  SessionState(SessionTransformer.Builder builder) {
    policy = builder.policy;
    serializer = builder.serializer;
    sink = builder.sink;
    listener = builder.listener;
    maxMessageLength = builder.maxMessageLength;
    maxTracked = builder.maxTracked;
    replayState = builder.replayState;
    subscriptions = new PatternTable(maxTracked);
    registrations = new PatternTable(maxTracked);
  }

  /** Starts afresh, as a HELLO on the same transport does; what was opened stays known. */
  void reset() {
    subscriptions.clear();
    registrations.clear();
    calls = null;
    invocations = null;
    calleeTakesInterrupts = false;
    dealerTakesCancels = false;
    dealerHasProgressiveCalls = false;
    welcomed = false;
    broker = Carrier.NONE;
    dealer = Carrier.NONE;
    realm = null;
  }

  /** Without a realm nobody can say which rules hold, and the wrong ones may protect nothing. */
  String requireRealm() {
    if (realm == null) {
      throw new PolicyRefusedException(
          "no realm is known yet; the session has to begin with HELLO and WELCOME");
    }
    return realm;
  }

  /** The carrier that a router's role takes. */
  Carrier require(Carrier announced, String role) {
    if (announced == Carrier.NONE) {
      throw new CarrierUnavailableException(
          "the router announced neither payload_passthru_mode nor payload_transparency, so that"
              + " nothing protected can pass; use a router that has one of them",
          "role",
          role);
    }
    return announced;
  }

  /** Judges replays for this session's endpoint. */
  ReplayGuard replayGuard() {
    if (replayGuard == null) {
      replayState = replayState == null ? new ReplayState() : replayState;
      replayGuard = new ReplayGuard(replayState);
    }
    return replayGuard;
  }

  PendingCall call(long request) {
    return calls == null ? null : calls.get(request);
  }

  void addCall(long request, PendingCall call) {
    calls.put(request, call);
  }

  PendingCall removeCall(long request) {
    return calls.remove(request);
  }

  /** Refuses one more than may be pending. */
  void requireRoomForCall() {
    if (calls == null) {
      calls = new Long2ObjectHashMap<>();
    }
    if (calls.size() >= maxTracked) {
      throw full("calls");
    }
  }

  PendingInvocation invocation(long request) {
    return invocations == null ? null : invocations.get(request);
  }

  void addInvocation(long request, PendingInvocation invocation) {
    invocations.put(request, invocation);
  }

  PendingInvocation removeInvocation(long request) {
    return invocations.remove(request);
  }

  /** Refuses one more than may be pending, when none was interrupted and may never be answered. */
  void requireRoomForInvocation() {
    if (invocations == null) {
      invocations = new Long2ObjectHashMap<>();
    }
    if (invocations.size() >= maxTracked) {
      invocations.values().removeIf(invocation -> invocation.interrupted);
    }
    if (invocations.size() >= maxTracked) {
      throw full("invocations");
    }
  }

  int pending() {
    return (calls == null ? 0 : calls.size()) + (invocations == null ? 0 : invocations.size());
  }

  private LimitExceededException full(String what) {
    return new LimitExceededException(
        "the session has as many pending as it may", "limit", what, "maximum", maxTracked);
  }

  void toRouter(DirectBuffer buffer, int offset, int length) {
    sink.toRouter(buffer, offset, length);
  }

  void toApplication(DirectBuffer buffer, int offset, int length) {
    sink.toApplication(buffer, offset, length);
  }

  void refused(boolean fromRouter, MessageType type, long request, Pe3Exception reason) {
    counters.refused++;
    listener.refused(fromRouter, type, request, reason);
  }

  void unauthenticatedError(long request, String procedure) {
    counters.unauthenticatedErrors++;
    listener.unauthenticatedError(request, procedure);
  }
}
