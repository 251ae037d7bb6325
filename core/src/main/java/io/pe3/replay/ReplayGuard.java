package io.pe3.replay;

import io.pe3.error.MalformedException;
import io.pe3.error.ReplayedException;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import java.util.Objects;

/**
 * An opener's way into the endpoint's {@link ReplayState}: look before decryption, commit after it.
 *
 * <pre>{@code
 * guard.look(key, subscribed, senderHigh, senderLow, counter, now); // refuses; changes nothing
 * … decrypt, check padding, frame header and signature …
 * guard.commit();                                                   // at most one of all threads
 *
 * long turn = guard.turn();
 * while (guard.isNext(turn, ++counter, now)) {                      // key, scope, sender as before
 *   … decrypt …
 *   guard.commitNext(counter);
 * }
 * }</pre>
 *
 * <p>Looking only saves the work for a message that is refused anyway; committing decides. Nothing
 * is remembered of a message that is looked at and not committed, so whoever has not the key
 * changes nothing.
 *
 * <p>Not thread-safe: one per opener, reused. Allocates nothing unless it refuses, or commits the
 * first message of a sender.
 */
public final class ReplayGuard {
  private final ReplayState state;
  private final SenderKey probe;

  /** The entry found last, or null. */
  private Sender known;

  /** Of the last look, if the entry was found. */
  private final CounterMark mark = new CounterMark();

  /** Of the last look: the call, if it was one within a call. */
  private PendingCall call;

  private String keyId;

  private long high;
  private long low;
  private long counter;

  /** The time from which on the sender is not refused for being made in the future. */
  private long soonest;

  private boolean looked;

  /** Counts the looks that took key and sender. */
  private long turn;

  /** The look that {@link #known} was asked for. */
  private long knownTurn;

  /**
   * Makes a guard.
   *
   * @param state of the endpoint
   */
  public ReplayGuard(ReplayState state) {
    this.state = Objects.requireNonNull(state, "state");
    this.probe = state.newProbe();
  }

  /**
   * Refuses an event or a first call that cannot be accepted. Changes nothing.
   *
   * @param key that opens it
   * @param scope the pattern that was subscribed or registered
   * @param senderHigh the first 8 octets of {@code sender}, big-endian
   * @param senderLow the other 8
   * @param messageCounter {@code counter}
   * @param nowUnixSeconds the time here
   * @throws ReplayedException when it was accepted before or is too old for that to be known, or
   *     its sender was made more than {@value ReplayState#MAX_AHEAD_SECONDS} seconds ahead
   * @throws MalformedException when the counter is 0 or not below 2^63
   */
  public void look(
      DataKey key,
      UriPattern scope,
      long senderHigh,
      long senderLow,
      long messageCounter,
      long nowUnixSeconds) {
    require(judge(key, scope, senderHigh, senderLow, messageCounter, nowUnixSeconds));
  }

  /**
   * As {@link #look(DataKey, UriPattern, long, long, long, long)}, without an error for what is
   * refused, for messages that are let through and marked.
   *
   * @param key that opens it
   * @param scope the pattern that was subscribed or registered
   * @param senderHigh the first 8 octets of {@code sender}, big-endian
   * @param senderLow the other 8
   * @param messageCounter {@code counter}
   * @param nowUnixSeconds the time here
   * @return whether it could be committed
   * @throws MalformedException when the counter is 0 or not below 2^63
   */
  public boolean isFresh(
      DataKey key,
      UriPattern scope,
      long senderHigh,
      long senderLow,
      long messageCounter,
      long nowUnixSeconds) {
    return judge(key, scope, senderHigh, senderLow, messageCounter, nowUnixSeconds) == Refusal.NONE;
  }

  /**
   * Refuses a result, error or later call that cannot be accepted within its call. Changes nothing.
   *
   * @param key that opens it
   * @param pending the call that its {@code reply_to} names
   * @param senderHigh the first 8 octets of {@code sender}, big-endian
   * @param senderLow the other 8
   * @param messageCounter {@code counter}
   * @param nowUnixSeconds the time here
   * @throws ReplayedException when the sender's counter does not rise, the sender is older than
   *     another one within the call, or it was made more than {@value
   *     ReplayState#MAX_AHEAD_SECONDS} seconds ahead
   * @throws MalformedException when the counter is 0 or not below 2^63
   */
  public void look(
      DataKey key,
      PendingCall pending,
      long senderHigh,
      long senderLow,
      long messageCounter,
      long nowUnixSeconds) {
    begin(key, senderHigh, senderLow, messageCounter);
    call = Objects.requireNonNull(pending, "pending");
    Refusal refusal =
        isAhead(nowUnixSeconds) ? Refusal.AHEAD : call.judge(keyId, high, low, counter);
    looked = refusal == Refusal.NONE;
    require(refusal);
  }

  /**
   * Names the last look that took key, scope and sender, whose message may be followed by others
   * that differ from it in their counter alone.
   *
   * @return what {@link #isNext} is to be given for them; 0, for which it says no, when none can
   *     follow: the message was the first of its sender, came late, or was within a call
   */
  public long turn() {
    boolean isLast = knownTurn == turn && known != null && known.window().isHighest(mark);
    return isLast ? turn : 0;
  }

  /**
   * Whether a message of the same key, scope and sender as before may be decrypted and then given
   * to {@link #commitNext}, because its counter follows the last one. Changes nothing.
   *
   * @param lastTurn as {@link #turn()} gave it after the look that took key, scope and sender
   * @param messageCounter {@code counter}, from 1 up
   * @param nowUnixSeconds the time here
   * @return false when the message has to be looked at in full, whether it can be accepted or not
   */
  public boolean isNext(long lastTurn, long messageCounter, long nowUnixSeconds) {
    Sender last = known;
    return lastTurn == turn
        && last != null
        && last.isPresent()
        && nowUnixSeconds >= soonest
        && messageCounter == mark.counter + 1;
  }

  /**
   * Accepts a message for which {@link #isNext} said yes, and which was authentic.
   *
   * @param messageCounter {@code counter}
   * @throws ReplayedException when it was accepted already, by whichever thread, or so many others
   *     that it is too old now
   * @throws IllegalStateException when there is no sender that it could be the next message of
   */
  public void commitNext(long messageCounter) {
    if (known == null) {
      throw new IllegalStateException("no message came before; look first");
    }
    if (!state.acceptNext(known, messageCounter, mark)) {
      throw Refusal.SEEN.exception(high, low, messageCounter);
    }
  }

  /**
   * Accepts the message looked at last, which was authentic.
   *
   * @throws ReplayedException when another thread accepted it since, or so many others that it is
   *     too old now
   * @throws IllegalStateException when no message was looked at and found fresh since the last
   *     commit
   */
  public void commit() {
    if (!looked) {
      throw new IllegalStateException("there is nothing to commit; look first");
    }
    looked = false;
    if (call != null) {
      require(call.accept(keyId, high, low, counter));
      return;
    }
    if (known == null) {
      require(state.admit(probe, counter));
    } else if (!state.accept(mark)) {
      require(Refusal.SEEN);
    }
  }

  private Refusal judge(
      DataKey key,
      UriPattern scope,
      long senderHigh,
      long senderLow,
      long messageCounter,
      long nowUnixSeconds) {
    begin(key, senderHigh, senderLow, messageCounter);
    if (call != null) {
      call = null;
    }
    Refusal refusal = isAhead(nowUnixSeconds) ? Refusal.AHEAD : judge(scope);
    looked = refusal == Refusal.NONE;
    return refusal;
  }

  private Refusal judge(UriPattern scope) {
    knownTurn = turn;
    if (known == null || !known.isPresent() || !known.key().is(keyId, scope, high, low)) {
      probe.set(keyId, scope, high, low);
      known = state.find(probe);
      if (known == null) {
        return state.isBelowFloor(probe) ? Refusal.BEFORE_FLOOR : Refusal.NONE;
      }
    }
    return known.window().isFresh(counter, mark) ? Refusal.NONE : Refusal.SEEN;
  }

  @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // whether there is anything to store
  private void begin(DataKey key, long senderHigh, long senderLow, long messageCounter) {
    looked = false;
    turn++;
    if (messageCounter < 1) {
      throw new MalformedException(
          "a counter is from 1 to 2^63 - 1", "counter", Long.toUnsignedString(messageCounter));
    }
    String id = key.certifiedId();
    // A reference is not stored again and again: the collector would be told each time.
    if (keyId != id) {
      keyId = id;
    }
    high = senderHigh;
    low = senderLow;
    counter = messageCounter;
    soonest = SenderId.created(senderHigh) - ReplayState.MAX_AHEAD_SECONDS;
  }

  private boolean isAhead(long nowUnixSeconds) {
    return nowUnixSeconds < soonest;
  }

  private void require(Refusal refusal) {
    if (refusal != Refusal.NONE) {
      throw refusal.exception(high, low, counter);
    }
  }
}
