package io.pe3.internal;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one call at a time through, and none once closed: two calls at a time would use one nonce
 * twice, and a closed key's memory is gone.
 *
 * <p>The thread that calls first owns this. Its calls cost a few loads and stores but no atomic
 * step, which would keep the processor from overlapping one message with the next. When another
 * thread calls, or one closes, ownership ends for good, and each call takes an atomic step:
 *
 * <pre>
 *              first call               another thread's call, or close
 *    unowned ────────────▶ owned by T ───────────────────────────────────▶ shared
 * </pre>
 *
 * <p>The owner stores "busy", then loads the owner; whoever ends ownership stores the owner, then
 * loads "busy". That one of the two sees the other's store takes a full fence between store and
 * load on both sides. The owner has none: the other side makes up for it by a handshake with every
 * thread of the JVM, which is what closing a shared {@link Arena} consists of. In compiled code no
 * handshake falls between the owner's store and load, so they come before it, and "busy" is seen,
 * or after it, and the end of ownership is seen; in interpreted code they are in order.
 */
public final class SoleUse {
  /** What {@link #enter} says when another call is under way, or when it is closed. */
  public static final int REFUSED = 0;

  private static final int AS_OWNER = 1;
  private static final int AS_ONE_OF_MANY = 2;

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int CLOSED = 2;
  private static final int SPINS = 64;
  private static final VarHandle OWNER;
  private static final VarHandle OWNER_BUSY;
  private static final VarHandle STATE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      OWNER = lookup.findVarHandle(SoleUse.class, "owner", Thread.class);
      OWNER_BUSY = lookup.findVarHandle(SoleUse.class, "ownerBusy", int.class);
      STATE = lookup.findVarHandle(SoleUse.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null before the first call, and once shared. */
  private volatile Thread owner;

  /** Written by the owner alone. */
  private volatile int ownerBusy = IDLE;

  /** Of everybody else, and of the owner once it is none any more. */
  private volatile int state = IDLE;

  /** Guarded by this. */
  private boolean shared;

  /** Set before the state, or a thread that calls in a loop could keep who closes waiting. */
  private volatile boolean closing;

  /** Makes one that is open and that nobody owns. */
  public SoleUse() {}

  /**
   * Begins a call.
   *
   * @return what {@link #exit} is to be given, or {@link #REFUSED}; then there is nothing to exit
   */
  public int enter() {
    Thread me = Thread.currentThread();
    if (OWNER.getOpaque(this) == me) {
      OWNER_BUSY.setOpaque(this, BUSY);
      if (OWNER.getOpaque(this) == me) {
        return AS_OWNER;
      }
      OWNER_BUSY.setRelease(this, IDLE);
    }
    return enterSlowly(me);
  }

  /**
   * Ends a call that {@link #enter} allowed.
   *
   * @param entered what it said
   */
  public void exit(int entered) {
    if (entered == AS_OWNER) {
      OWNER_BUSY.setRelease(this, IDLE);
    } else {
      STATE.setRelease(this, IDLE);
    }
  }

  private int enterSlowly(Thread me) {
    synchronized (this) {
      if (closing) {
        return REFUSED;
      }
      if (!shared) {
        if (owner == null) {
          ownerBusy = BUSY;
          owner = me;
          return AS_OWNER;
        }
        endOwnership();
      }
    }
    if (!STATE.compareAndSet(this, IDLE, BUSY)) {
      return REFUSED;
    }
    if (closing || ownerBusy == BUSY) {
      exit(AS_ONE_OF_MANY);
      return REFUSED;
    }
    return AS_ONE_OF_MANY;
  }

  /**
   * Whether closing has begun.
   *
   * @return true from the call of {@link #close()} on
   */
  public boolean isClosed() {
    return closing;
  }

  /**
   * Closes; waits for a call that is under way.
   *
   * @return false when it is closed already
   */
  @SuppressWarnings("ThreadPriorityCheck") // the call may wait for this processor
  public boolean close() {
    closing = true;
    synchronized (this) {
      endOwnership();
    }
    for (int spins = 0; ownerBusy == BUSY || !STATE.compareAndSet(this, IDLE, CLOSED); spins++) {
      if (state == CLOSED) {
        return false;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    return true;
  }

  /** Everybody takes the atomic step from here on; the owner's call under way shows as busy. */
  private void endOwnership() {
    shared = true;
    Thread before = owner;
    owner = null;
    if (before != null && before != Thread.currentThread()) {
      try (Arena arena = Arena.ofShared()) {
        assert arena.scope().isAlive();
      }
    }
  }
}
