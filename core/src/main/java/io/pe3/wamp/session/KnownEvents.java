package io.pe3.wamp.session;

import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.error.Pe3Exception;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.policy.Protection;
import org.agrona.DirectBuffer;

/**
 * Opens events like those before, of which only ids and item are new, without reading the rest
 * again. Belongs to a worker. Allocates nothing.
 */
final class KnownEvents {
  private final SessionLane lane;
  private final EventMemory memory = new EventMemory();

  KnownEvents(SessionLane lane) {
    this.lane = lane;
  }

  /**
   * Handles a message that is such an event.
   *
   * @return false when it is not, and nothing was done
   */
  boolean handle(SessionState session, DirectBuffer buffer, int offset, int length) {
    EventMemory.Slot known = memory.find(session, buffer, offset, length);
    if (known == null) {
      return false;
    }
    try {
      PayloadOpener opener = lane.use(known.protection).opener().replayGuard(session.replayGuard());
      int opened =
          lane.opener.openAgain(
              known,
              memory.subscription(),
              memory.publication(),
              opener,
              buffer,
              memory.itemOffset(),
              memory.itemLength());
      lane.openedToApplication(session, opened);
      session.counters.opened++;
    } catch (Pe3Exception e) {
      refuse(session, memory.subscription(), e);
    }
    return true;
  }

  /** Tells of an event that is dropped. */
  static void refuse(SessionState session, long subscription, Pe3Exception e) {
    session.counters.droppedEvents++;
    session.refused(true, MessageType.EVENT, subscription, e);
  }

  /** Remembers the event that was opened last, unless there is more to tell of its like. */
  void remember(
      SessionState session,
      TrackedUri asked,
      Protection protection,
      PayloadContext context,
      PayloadAttributes attributes) {
    MessageOpener opener = lane.opener;
    if (opener.knowsHead() && !protection.marks()) {
      memory.remember(
          session,
          lane.view,
          asked,
          protection,
          context,
          attributes,
          lane.out().buffer(),
          opener.headOffset(),
          opener.headLength());
    }
  }
}
