package io.pe3.internal;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets the thread that comes first, the owner, go in and out by a few loads and stores but no
 * atomic step, which would keep the processor from overlapping one message with the next. When
 * another thread needs to come in, ownership ends for good:
 *
 * <pre>
 *              first call               another thread
 *    unowned ────────────▶ owned by T ─────────────────▶ shared
 * </pre>
 *
 * <p>The owner stores "busy", then loads the owner; whoever ends ownership stores the owner, then
 * loads "busy". That one of the two sees the other's store takes a full fence between store and
 * load on both sides. The owner has none: the other side makes up for it by a handshake with every
 * thread of the JVM, which is what closing a shared {@link Arena} consists of. In compiled code no
 * handshake falls between the owner's store and load, so they come before it, and "busy" is seen,
 * or after it, and the end of ownership is seen; in interpreted code they are in order.
 */
abstract class Ownership {
  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int SPINS = 64;
  private static final VarHandle OWNER;
  private static final VarHandle OWNER_BUSY;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      OWNER = lookup.findVarHandle(Ownership.class, "owner", Thread.class);
      OWNER_BUSY = lookup.findVarHandle(Ownership.class, "ownerBusy", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null before the first call, and once shared. */
  private volatile Thread owner;

  /** Written by the owner alone. */
  private volatile int ownerBusy = IDLE;

  /** Guarded by this. */
  private boolean shared;

  /** Lets the owner in, until it calls {@link #exitAsOwner}; false for everybody else. */
  final boolean enterAsOwner() {
    Thread me = Thread.currentThread();
    if (OWNER.getOpaque(this) == me) {
      OWNER_BUSY.setOpaque(this, BUSY);
      if (OWNER.getOpaque(this) == me) {
        return true;
      }
      OWNER_BUSY.setRelease(this, IDLE);
    }
    return false;
  }

  /** Lets the owner out. */
  final void exitAsOwner() {
    OWNER_BUSY.setRelease(this, IDLE);
  }

  /** Makes the calling thread the owner and lets it in, if nobody came before. Holds the lock. */
  final boolean comesFirst() {
    if (shared || owner != null) {
      return false;
    }
    ownerBusy = BUSY;
    owner = Thread.currentThread();
    return true;
  }

  /** Whether the owner, or who was it, is inside. */
  final boolean isOwnerInside() {
    return ownerBusy == BUSY;
  }

  /** Nobody comes in as owner from here on; who is inside shows as such. Holds the lock. */
  final void endOwnership() {
    if (shared) {
      return;
    }
    shared = true;
    Thread before = owner;
    owner = null;
    if (before != null && before != Thread.currentThread()) {
      try (Arena arena = Arena.ofShared()) {
        assert arena.scope().isAlive();
      }
    }
  }

  /**
   * Lets others run while somebody is inside.
   *
   * @param spins how often this was called before
   */
  @SuppressWarnings("ThreadPriorityCheck") // whoever is inside may wait for this processor
  static void pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
