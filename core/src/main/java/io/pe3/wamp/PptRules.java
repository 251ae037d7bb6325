package io.pe3.wamp;

import io.pe3.codec.PayloadKey;

/**
 * What a router does with a message in Payload Passthru Mode when somebody in the exchange did not
 * announce {@code payload_passthru_mode} (WAMP Advanced Profile, "Payload Passthru Mode").
 *
 * <p>A message is in that mode when it is a CALL, PUBLISH or YIELD with a {@code ppt_scheme} that
 * is not empty. Whoever sends one, and the router that takes it, must have announced the feature in
 * the role that the message belongs to. An ERROR with {@code ppt_*} attributes has no rule of
 * announcement: it is forwarded.
 *
 * <p>Thread-safe. Allocates nothing.
 */
public final class PptRules {
  private PptRules() {}

  /** What the router has to do. */
  public enum Verdict {
    /** Goes on as with any other message. */
    FORWARD(null),
    /** Sends ABORT to the sender and ends its session. */
    ABORT(WampErrors.PROTOCOL_VIOLATION),
    /** Does not invoke the callee and sends ERROR[48] to the caller. */
    REFUSE_CALL(WampErrors.FEATURE_NOT_SUPPORTED),
    /**
     * Does not pass the result on and sends ERROR[68] to the callee and ERROR[48] to the caller.
     */
    REFUSE_RESULT(WampErrors.FEATURE_NOT_SUPPORTED);

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable, and says so
    private final PayloadKey error;

    Verdict(PayloadKey error) {
      this.error = error;
    }

    /**
     * The URI of the ABORT or ERROR.
     *
     * @return the URI, or null when there is none to send
     */
    public PayloadKey error() {
      return error;
    }
  }

  /**
   * Whether a message is in Payload Passthru Mode.
   *
   * @param message as its sender sent it
   * @return true for CALL, PUBLISH and YIELD with a scheme
   * @throws io.pe3.error.MalformedException when the message is broken before Arguments, or {@code
   *     ppt_scheme} is no text
   */
  public static boolean isPassthru(MessageView message) {
    return sender(message.type()) != null && message.options().isSet(Attribute.PPT_SCHEME);
  }

  /**
   * Judges a message that a client sent to a router.
   *
   * @param message as it came
   * @param sender what the client announced in HELLO
   * @param router what the router announced in WELCOME
   * @return {@link Verdict#ABORT} when one of the two did not announce what it uses
   * @throws io.pe3.error.MalformedException as {@link #isPassthru} does
   */
  public static Verdict received(MessageView message, PeerFeatures sender, PeerFeatures router) {
    if (!isPassthru(message)) {
      return Verdict.FORWARD;
    }
    PeerRole receiver = message.type() == MessageType.PUBLISH ? PeerRole.BROKER : PeerRole.DEALER;
    return announces(sender, sender(message.type())) && announces(router, receiver)
        ? Verdict.FORWARD
        : Verdict.ABORT;
  }

  /**
   * Judges whether a message goes on to a recipient.
   *
   * <p>A subscriber that is not aware gets the event all the same, as the text says. A caller that
   * is not aware must not get the result; the text names an error for the callee and leaves open
   * what the caller gets. Here both get one: a caller without an answer would wait for ever, and a
   * callee that learns nothing would go on.
   *
   * @param message as its sender sent it: CALL, PUBLISH or YIELD
   * @param recipient what the callee, subscriber or caller announced
   * @return {@link Verdict#REFUSE_CALL} for a callee, {@link Verdict#REFUSE_RESULT} for a caller
   *     that did not announce the feature
   * @throws io.pe3.error.MalformedException as {@link #isPassthru} does
   */
  public static Verdict delivered(MessageView message, PeerFeatures recipient) {
    if (!isPassthru(message)) {
      return Verdict.FORWARD;
    }
    return switch (message.type()) {
      case CALL -> announces(recipient, PeerRole.CALLEE) ? Verdict.FORWARD : Verdict.REFUSE_CALL;
      case YIELD -> announces(recipient, PeerRole.CALLER) ? Verdict.FORWARD : Verdict.REFUSE_RESULT;
      default -> Verdict.FORWARD;
    };
  }

  private static PeerRole sender(MessageType type) {
    return switch (type) {
      case PUBLISH -> PeerRole.PUBLISHER;
      case CALL -> PeerRole.CALLER;
      case YIELD -> PeerRole.CALLEE;
      default -> null;
    };
  }

  private static boolean announces(PeerFeatures peer, PeerRole role) {
    return peer.has(role, PeerFeature.PAYLOAD_PASSTHRU_MODE);
  }
}
