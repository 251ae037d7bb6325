package io.pe3.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one call at a time through, and none once closed: two calls at a time would use one nonce
 * twice, and a closed key's memory is gone.
 *
 * <p>The thread that calls first owns this, and takes no atomic step. When another thread calls, or
 * one closes, ownership ends for good, and each call takes an atomic step.
 */
public final class SoleUse extends Ownership {
  /** What {@link #enter} says when another call is under way, or when it is closed. */
  public static final int REFUSED = 0;

  private static final int AS_OWNER = 1;
  private static final int AS_ONE_OF_MANY = 2;

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int CLOSED = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(SoleUse.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Of everybody but the owner, and of the owner once it is none any more. */
  private volatile int state = IDLE;

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
    return enterAsOwner() ? AS_OWNER : enterSlowly();
  }

  /**
   * Ends a call that {@link #enter} allowed.
   *
   * @param entered what it said
   */
  public void exit(int entered) {
    if (entered == AS_OWNER) {
      exitAsOwner();
    } else {
      STATE.setRelease(this, IDLE);
    }
  }

  private int enterSlowly() {
    synchronized (this) {
      if (closing) {
        return REFUSED;
      }
      if (comesFirst()) {
        return AS_OWNER;
      }
      endOwnership();
    }
    if (!STATE.compareAndSet(this, IDLE, BUSY)) {
      return REFUSED;
    }
    if (closing || isOwnerInside()) {
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
  public boolean close() {
    closing = true;
    synchronized (this) {
      endOwnership();
    }
    for (int spins = 0; isOwnerInside() || !STATE.compareAndSet(this, IDLE, CLOSED); spins++) {
      if (state == CLOSED) {
        return false;
      }
      pause(spins);
    }
    return true;
  }
}
