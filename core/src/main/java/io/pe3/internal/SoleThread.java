package io.pe3.internal;

/**
 * Tells a thread whether it is the only one that has come here so far, and may go without atomic
 * steps: then nobody else does while it is inside. From when a second thread has come on, all of
 * them take atomic steps.
 *
 * <p>Thread-safe. The second thread waits once for the first to leave; nobody ever waits after
 * that.
 */
public final class SoleThread extends Ownership {
  /** Set when who was the owner has left for good. */
  private volatile boolean ended;

  /** Makes one to which no thread has come. */
  public SoleThread() {}

  /**
   * Comes here.
   *
   * @return true when the caller is alone, until it calls {@link #exit}; false when there are
   *     several, and then there is nothing to exit
   */
  public boolean enter() {
    return enterAsOwner() || enterSlowly();
  }

  /** Leaves, after {@link #enter} said true. */
  public void exit() {
    exitAsOwner();
  }

  private boolean enterSlowly() {
    if (ended) {
      return false;
    }
    synchronized (this) {
      if (comesFirst()) {
        return true;
      }
      endOwnership();
      for (int spins = 0; isOwnerInside(); spins++) {
        pause(spins);
      }
      ended = true;
      return false;
    }
  }
}
