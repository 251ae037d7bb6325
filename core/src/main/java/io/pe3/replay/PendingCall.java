package io.pe3.replay;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What was accepted under one {@code reply_to}: the results and error of a call at the caller, or
 * the later calls of a request at the callee (wire profile, section 4). There is no window, since
 * what belongs to one call arrives in order: a sender's counters only rise, and a sender that
 * follows another is not older than it.
 *
 * <p>Thread-safe and lock-free. Allocates nothing for the first sender, and about 80 octets for
 * each other one; at most {@value #MAX_SENDERS} that were made in the same second take part.
 */
public final class PendingCall {
  /** How many senders of the same second may take part in one call. */
  public static final int MAX_SENDERS = 1024;

  private final Participant first = new Participant();
  private final AtomicBoolean firstTaken = new AtomicBoolean();
  private final AtomicReference<Participant> newest = new AtomicReference<>();

  /** Makes the state of a call that nothing was accepted for. */
  public PendingCall() {}

  /**
   * Starts over for another call, so that an object can serve one call after the other. The caller
   * sees to it that no guard uses it meanwhile.
   */
  public void reset() {
    newest.set(null);
    firstTaken.set(false);
  }

  Refusal judge(String keyId, long high, long low, long counter) {
    Participant head = newest.get();
    Participant mine = find(head, keyId, high, low);
    boolean accepted =
        mine != null
            ? counter > mine.last.get()
            : head == null || (head.created() <= SenderId.created(high) && hasRoom(head, high));
    return accepted ? Refusal.NONE : Refusal.NOT_RISING;
  }

  Refusal accept(String keyId, long high, long low, long counter) {
    Participant made = null;
    while (true) {
      Participant head = newest.get();
      Participant mine = find(head, keyId, high, low);
      if (mine != null) {
        return mine.raise(counter) ? Refusal.NONE : Refusal.NOT_RISING;
      }
      if (head != null && (head.created() > SenderId.created(high) || !hasRoom(head, high))) {
        return Refusal.NOT_RISING;
      }
      if (made == null) {
        made = firstTaken.compareAndSet(false, true) ? first : new Participant();
        made.set(keyId, high, low, counter);
      }
      // Older ones can't take part any more; those of the same second can, and are remembered.
      made.follow(head != null && head.created() == SenderId.created(high) ? head : null);
      if (newest.compareAndSet(head, made)) {
        return Refusal.NONE;
      }
    }
  }

  private static Participant find(Participant head, String keyId, long high, long low) {
    for (Participant one = head; one != null; one = one.before) {
      if (one.high == high && one.low == low && one.keyId.equals(keyId)) {
        return one;
      }
    }
    return null;
  }

  private static boolean hasRoom(Participant head, long high) {
    return head.created() != SenderId.created(high) || head.count < MAX_SENDERS;
  }

  /**
   * A sender of the newest second; published by {@link #newest} and, but for the counter, fixed.
   */
  private static final class Participant {
    private final AtomicLong last = new AtomicLong();
    private String keyId;
    private long high;
    private long low;
    private Participant before;
    private int count;

    void set(String key, long senderHigh, long senderLow, long counter) {
      keyId = key;
      high = senderHigh;
      low = senderLow;
      last.set(counter);
    }

    void follow(Participant other) {
      before = other;
      count = other == null ? 1 : other.count + 1;
    }

    long created() {
      return SenderId.created(high);
    }

    boolean raise(long counter) {
      long highest = last.get();
      while (counter > highest) {
        if (last.compareAndSet(highest, counter)) {
          return true;
        }
        highest = last.get();
      }
      return false;
    }
  }
}
