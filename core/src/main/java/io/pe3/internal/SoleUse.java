package io.pe3.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one call at a time through, and none once closed: two calls at a time would use one nonce
 * twice, and a closed key's memory is gone. Costs one uncontended atomic step for each call.
 */
public final class SoleUse {
  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int CLOSED = 2;
  private static final int SPINS = 64;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(SoleUse.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int state = IDLE;

  /** Set before the state, or a thread that calls in a loop could keep who closes waiting. */
  private volatile boolean closing;

  /** Makes one that is open and idle. */
  public SoleUse() {}

  /**
   * Begins a call.
   *
   * @return false when another is under way, or it is closed; then there is nothing to exit
   */
  public boolean enter() {
    if (!STATE.compareAndSet(this, IDLE, BUSY)) {
      return false;
    }
    if (closing) {
      exit();
      return false;
    }
    return true;
  }

  /** Ends a call that {@link #enter} allowed. */
  public void exit() {
    STATE.setRelease(this, IDLE);
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
    for (int spins = 0; !STATE.compareAndSet(this, IDLE, CLOSED); spins++) {
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
}
