package io.pe3;

import io.pe3.envelope.ReplyTo;
import io.pe3.replay.PendingCall;

/**
 * A request as caller or callee keep it from its first CALL to its end (wire profile, section 4):
 * the {@code reply_to} of everything that follows, and what was opened under it, so that nothing is
 * opened twice or out of order.
 *
 * <pre>{@code
 * caller   sealer.seal(call …); sealer.lastMessage(state.replyTo()); … opener.open(result, state …)
 * callee   opener.open(call …); opener.lastMessage(state.replyTo()); … sealer.inReplyTo(state.replyTo())
 * }</pre>
 *
 * <p>The {@code reply_to} is empty while the call was not sealed in scheme {@code x_pe3}: what is
 * opened then is tied to no call, which only who knows that its call was sent otherwise may accept.
 *
 * <p>Not thread-safe but for what is opened under it. Made once for each call in flight, or reset
 * and used again.
 */
public final class CallState {
  private final ReplyTo replyTo = new ReplyTo();
  private final PendingCall accepted = new PendingCall();

  /** Makes the state of a call that was not sealed, until {@link #replyTo()} is set. */
  public CallState() {}

  /**
   * What the messages of the request are tied to.
   *
   * @return empty, or sender and counter of its first sealed CALL; callers set it
   */
  public ReplyTo replyTo() {
    return replyTo;
  }

  /**
   * Starts over for another call. The caller sees to it that nothing is opened under it meanwhile.
   *
   * @return this
   */
  public CallState reset() {
    replyTo.clear();
    accepted.reset();
    return this;
  }

  /** What was opened under it. */
  PendingCall accepted() {
    return accepted;
  }
}
