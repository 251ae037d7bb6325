package io.pe3.wamp.session;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Remembers what came of the Details of events in CBOR, because routers repeat them octet by octet:
 * the same octets, for the same subscribed URI under the same policy and realm, mean the same. What
 * differs from one EVENT to the next, its ids and its item, is read anew each time, and what the id
 * of a subscription stands for is looked up each time.
 *
 * <p>Holds a few; belongs to a worker. Allocates nothing once made.
 */
final class EventMemory {
  private static final int SLOTS = 8;

  /** A list of five elements. */
  private static final int LIST = 0x85;

  /** The type of an EVENT, in two octets since it is above 23. */
  private static final int EVENT_HEAD = 0x1824;

  private static final int LIST_OF_ONE = 0x81;
  private static final int BYTES = 0x40;
  private static final int ONE_OCTET = 24;
  private static final int FIRST_ID = 3;

  /** List, type, ids, the list and head of an item: what is looked at without another check. */
  private static final int MIN_LENGTH = FIRST_ID + 2 * CborId.MAX_LENGTH + Long.BYTES;

  private final Slot[] slots = new Slot[SLOTS];
  private final CborId id = new CborId();
  private int next;

  private long subscription;
  private long publication;
  private int itemOffset;
  private int itemLength;

  EventMemory() {
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Slot();
    }
  }

  /**
   * Looks for a message of which nothing but ids and item is new.
   *
   * @return what its Details mean, or null when it has to be read
   */
  Slot find(SessionState session, DirectBuffer message, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, message.capacity());
    if (length < MIN_LENGTH
        || (message.getByte(offset) & 0xff) != LIST
        || message.getShort(offset + 1, BIG_ENDIAN) != EVENT_HEAD) {
      return null;
    }
    byte[] array = message.byteArray();
    long address = message.addressOffset() + offset;
    int idLength = id.read(array, address + FIRST_ID);
    if (idLength < 0) {
      return null;
    }
    subscription = id.value();
    int at = FIRST_ID + idLength;
    idLength = id.read(array, address + at);
    TrackedUri asked = session.subscriptions.find(subscription);
    if (idLength < 0 || asked == null) {
      return null;
    }
    publication = id.value();
    at += offset + idLength;
    for (int i = 0; i < SLOTS; i++) {
      Slot slot = slots[i];
      if (slot.isFor(session, asked, message, at, offset + length)) {
        return findItem(slot.carrier, message, at + slot.length(), offset + length) ? slot : null;
      }
    }
    return null;
  }

  /** Finds the item at the end of the message. */
  private boolean findItem(Carrier carrier, DirectBuffer message, int from, int end) {
    int at = from;
    if (carrier == Carrier.PPT) {
      if ((message.getByte(at++) & 0xff) != LIST_OF_ONE) {
        return false;
      }
    }
    int size = (message.getByte(at) & 0xff) - BYTES;
    long octets;
    if (size >= 0 && size < ONE_OCTET) {
      octets = size;
      at++;
    } else if (size >= ONE_OCTET && size <= ONE_OCTET + 2) {
      int head = 1 << (size - ONE_OCTET);
      octets = message.getLong(at + 1, BIG_ENDIAN) >>> (Long.SIZE - Byte.SIZE * head);
      at += 1 + head;
    } else {
      return false;
    }
    itemOffset = at;
    itemLength = (int) octets;
    return octets == end - at;
  }

  /** The subscription of the message found last. */
  long subscription() {
    return subscription;
  }

  /** The publication of the message found last. */
  long publication() {
    return publication;
  }

  /** Where the item of the message found last begins. */
  int itemOffset() {
    return itemOffset;
  }

  /** How long the item of the message found last is. */
  int itemLength() {
    return itemLength;
  }

  /**
   * Remembers a message that was read and opened, with nothing to tell of it but the arguments.
   *
   * @param head of the clear one: what was written between its ids and its arguments
   * @param headOffset of its first octet
   * @param headLength in octets
   */
  void remember(
      SessionState session,
      MessageView view,
      TrackedUri asked,
      Protection protection,
      PayloadContext context,
      PayloadAttributes attributes,
      DirectBuffer head,
      int headOffset,
      int headLength) {
    int length = view.optionsLength();
    if (!KnownMessage.holds(length, headLength)) {
      return;
    }
    Slot slot = slots[next];
    next = (next + 1) % SLOTS;
    slot.set(session, view.buffer(), view.optionsOffset(), length);
    slot.setHead(head, headOffset, headLength);
    slot.asked = asked;
    slot.carrier = view.options().carrier();
    slot.protection = protection;
    slot.context = context;
    slot.attributes = attributes;
  }

  /** What some Details mean. */
  static final class Slot extends KnownMessage {
    private TrackedUri asked;
    private Carrier carrier;
    Protection protection;
    PayloadContext context;
    PayloadAttributes attributes;

    /** A message of this slot has an item behind what was compared. */
    @SuppressWarnings("ReferenceEquality") // another instance is compared
    private boolean isFor(
        SessionState session, TrackedUri uri, DirectBuffer message, int at, int end) {
      return length() + CborId.MAX_LENGTH + 1 <= end - at
          && isAt(session, message.byteArray(), message.addressOffset() + at)
          && (asked == uri || asked.isSame(uri));
    }
  }
}
