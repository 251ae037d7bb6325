package io.pe3.wamp.session;

import io.pe3.OpenedPayload;
import io.pe3.codec.Serializer;
import io.pe3.replay.ReplayState;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.Map;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Protects one WAMP session transparently: it sees every message of the session in both directions
 * and rewrites those that its policy names. The application on one side sends and receives ordinary
 * messages; the router on the other sees no argument of what is protected.
 *
 * <p>Guarantees, as far as the policy names a URI and a flow:
 *
 * <ul>
 *   <li>Nothing is sent to the router in clear, whatever goes wrong. What cannot be protected is
 *       refused, also a YIELD or ERROR for a request that is not known.
 *   <li>Nothing is handed to the application that was not sealed by a holder of the key. A message
 *       in clear, an empty one included, is refused; only an error in clear ends a call, without
 *       its arguments, and is reported as unauthenticated.
 *   <li>A refusal answers whoever waits: an outbound CALL and an inbound RESULT by an ERROR to the
 *       application, a PUBLISH that is to be acknowledged likewise, an INVOCATION, and a YIELD or
 *       ERROR of the application, by an ERROR to the dealer. An EVENT is dropped and counted.
 * </ul>
 *
 * <p>In scheme {@code x_pe3} a router that delivers a payload again, moves it to another URI, flow
 * or call, or edits what travels beside it, makes it fail to open. What scheme {@code wamp} does
 * not protect is not protected here either: a router can deliver a payload again, or hand a caller
 * its own call as the result, if both use one key. A router can drop messages in any scheme. And
 * what stands in Details beside the payload stays the router's claim: publication, publisher,
 * caller, {@code retained}, timestamps and the like are not authenticated. Only {@code
 * x_pe3_sealed} and {@code x_pe3_signer}, where the policy asks for them, come from here; what a
 * router writes under such a name is stripped.
 *
 * <p>The carrier, {@code ppt} or {@code enc}, is what the router's WELCOME announces for broker and
 * dealer (wire profile, section 1); both are opened. With neither, protected URIs fail with {@code
 * pe3.error.carrier_unavailable}.
 *
 * <p>Framing is the caller's: one call takes exactly one message; {@link MessageBatch} takes
 * batched transports apart. Belongs to the thread of its worker. Handling a message allocates
 * nothing once the worker has seen its like; an idle session takes less than 4 KiB.
 */
public final class SessionTransformer {
  private static final int DEFAULT_MAX_TRACKED = 65_536;

  private final TransformerWorker worker;
  private final SessionLane lane;
  private final SessionState state;

  private SessionTransformer(Builder builder) {
    worker = builder.worker;
    lane = worker.lane(builder.serializer);
    state = new SessionState(builder);
  }

  /**
   * Starts a session.
   *
   * @param worker of the event loop that handles the session's messages
   * @param policy what is protected
   * @param serializer of the session: CBOR, MessagePack or JSON
   * @param sink takes the messages that come out
   * @return a builder
   */
  public static Builder builder(
      TransformerWorker worker, SessionPolicy policy, Serializer serializer, MessageSink sink) {
    return new Builder(worker, policy, serializer, sink);
  }

  /**
   * Handles a message that the application sends.
   *
   * @param buffer holds it
   * @param offset of its first octet
   * @param length in octets, exactly one message without framing
   * @throws IllegalStateException when another message of the worker is being handled, or the
   *     worker is closed
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public void fromApplication(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    worker.enter();
    try {
      lane.outbound.handle(state, buffer, offset, length);
    } finally {
      worker.leave();
    }
  }

  /**
   * Handles a message that the router sends.
   *
   * @param buffer holds it
   * @param offset of its first octet
   * @param length in octets, exactly one message without framing
   * @throws IllegalStateException when another message of the worker is being handled, or the
   *     worker is closed
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public void fromRouter(DirectBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.capacity());
    worker.enter();
    try {
      lane.inbound.handle(state, buffer, offset, length);
    } finally {
      worker.leave();
    }
  }

  /**
   * Opens an event that the router kept, an item of what {@code wamp.subscription.get_events} and
   * the like give, by the rules for events of its topic. One that was opened before is refused as
   * {@code replayed}, unless the protection opens retained events. Allocates.
   *
   * @param topic that the history was asked for
   * @param details that the item has, with the carrier's attributes
   * @param arguments that the item has: a list of one item, or the item itself
   * @return URI, arguments and keyword arguments
   * @throws io.pe3.error.CleartextException when it was stored in clear
   * @throws io.pe3.error.PolicyRefusedException when the policy does not protect events of the
   *     topic
   * @throws io.pe3.error.Pe3Exception when it does not open
   */
  public OpenedPayload openHistoryEvent(String topic, Map<?, ?> details, Object arguments) {
    worker.enter();
    try {
      return HistoryEvent.open(state, lane, topic, details, arguments);
    } finally {
      worker.leave();
    }
  }

  /**
   * What was done so far.
   *
   * @return counts, which go on
   */
  public SessionCounters counters() {
    return state.counters;
  }

  /**
   * How many calls and invocations are pending.
   *
   * @return a count, bounded by {@link Builder#maxTracked}
   */
  public int pendingRequests() {
    return state.pending();
  }

  /**
   * The carrier of protected publications.
   *
   * @return as the broker announced; {@code none} before WELCOME, or when it has neither
   */
  public Carrier brokerCarrier() {
    return state.broker;
  }

  /**
   * The carrier of protected calls and results.
   *
   * @return as the dealer announced; {@code none} before WELCOME, or when it has neither
   */
  public Carrier dealerCarrier() {
    return state.dealer;
  }

  /** Collects what a {@link SessionTransformer} is made of. Not thread-safe. */
  public static final class Builder {
    final SessionPolicy policy;
    final Serializer serializer;
    final MessageSink sink;
    TransformerListener listener = TransformerListener.NONE;
    int maxMessageLength = Integer.MAX_VALUE;
    int maxTracked = DEFAULT_MAX_TRACKED;
    ReplayState replayState;

    private final TransformerWorker worker;

    private Builder(
        TransformerWorker worker, SessionPolicy policy, Serializer serializer, MessageSink sink) {
      this.worker = Objects.requireNonNull(worker, "worker");
      this.policy = Objects.requireNonNull(policy, "policy");
      this.serializer = Objects.requireNonNull(serializer, "serializer");
      this.sink = Objects.requireNonNull(sink, "sink");
    }

    /**
     * Tells a listener what did not go through.
     *
     * @param value the listener; nobody is told if it is not called
     * @return this
     */
    public Builder listener(TransformerListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /**
     * What the endpoint opened already (scheme {@code x_pe3}). It belongs to the endpoint, a
     * logical client, and is handed to its sessions one after the other; two live clients never
     * share it. A state of its own, which ends with the transformer, if it is not called: after a
     * reconnect a router could then deliver again what the sessions before have seen.
     *
     * @param state of the endpoint
     * @return this
     */
    public Builder replayState(ReplayState state) {
      replayState = Objects.requireNonNull(state, "state");
      return this;
    }

    /**
     * The longest message that the router takes. A longer one, or one that gets longer when it is
     * protected, is refused with {@code wamp.error.payload_size_exceeded} before anything is sent.
     *
     * @param octets as the transport's peer announced; no limit if it is not called
     * @return this
     */
    public Builder maxMessageLength(int octets) {
      if (octets < 1) {
        throw new IllegalArgumentException("a message has one octet at least: " + octets);
      }
      maxMessageLength = octets;
      return this;
    }

    /**
     * How many of each are tracked at most: pending calls, pending invocations, subscriptions,
     * registrations. One more is refused with {@code pe3.error.limit_exceeded}.
     *
     * @param count at least 1; 65 536 if it is not called
     * @return this
     */
    public Builder maxTracked(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("a session tracks one request at least: " + count);
      }
      maxTracked = count;
      return this;
    }

    /**
     * Makes the transformer.
     *
     * @return the transformer
     * @throws io.pe3.error.UnsupportedSerializerException when the serializer is no session's
     */
    public SessionTransformer build() {
      return new SessionTransformer(this);
    }
  }
}
