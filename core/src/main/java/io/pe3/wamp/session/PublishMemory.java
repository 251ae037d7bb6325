package io.pe3.wamp.session;

import io.pe3.PayloadContext;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import io.pe3.internal.RawWords;
import io.pe3.key.Flow;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Remembers what came of the Options and topic of publications in CBOR, because publishers repeat
 * them octet by octet: the same octets, under the same policy, realm and carrier, mean the same.
 * What differs from one PUBLISH to the next, its id and its arguments, is read anew each time.
 *
 * <p>Holds a few; belongs to a worker. Allocates nothing once made.
 */
final class PublishMemory {
  private static final int SLOTS = 4;

  /** A list of five elements, or six with keyword arguments, that begins with the type. */
  private static final int LIST_OF_5 = 0x85;

  private static final int PUBLISH = 16;
  private static final int FIRST_ID = 2;
  private static final int MAJOR_MASK = 0xE0;
  private static final int MAJOR_LIST = 0x80;
  private static final int MAJOR_MAP = 0xA0;

  private final Slot[] slots = new Slot[SLOTS];
  private final CborId id = new CborId();
  private final PayloadReader reader = Serializer.CBOR.newReader();
  private int next;

  private long request;
  private int argsOffset;
  private int kwargsOffset;

  PublishMemory() {
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Slot();
    }
  }

  /**
   * Looks for a message of which nothing but id and arguments is new.
   *
   * @return what its Options and topic mean, or null when it has to be read
   */
  Slot find(SessionState session, DirectBuffer message, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, message.capacity());
    int end = offset + length;
    if (length < FIRST_ID + CborId.MAX_LENGTH) {
      return null;
    }
    byte[] array = message.byteArray();
    long address = message.addressOffset();
    if (RawWords.getByte(array, address + offset + 1) != PUBLISH) {
      return null;
    }
    int list = RawWords.getByte(array, address + offset);
    if (list != LIST_OF_5 && list != LIST_OF_5 + 1) {
      return null;
    }
    int idLength = id.read(array, address + offset + FIRST_ID);
    if (idLength < 0) {
      return null;
    }
    int head = offset + FIRST_ID + idLength;
    request = id.value();
    for (int i = 0; i < SLOTS; i++) {
      Slot slot = slots[i];
      int args = head + slot.length();
      if (args < end
          && slot.isFor(session, array, address + head)
          && (RawWords.getByte(array, address + args) & MAJOR_MASK) == MAJOR_LIST) {
        argsOffset = args;
        kwargsOffset = list == LIST_OF_5 ? end : afterList(message, args, end);
        return kwargsOffset < 0 ? null : slot;
      }
    }
    return null;
  }

  /** Where keyword arguments begin behind the list of arguments; negative when they don't. */
  private int afterList(DirectBuffer message, int args, int end) {
    int after = args + 1;
    if ((message.getByte(args) & 0xFF) != MAJOR_LIST) {
      try {
        reader.wrap(message, args, end - args).skipValue();
      } catch (MalformedException e) {
        return -1; // who reads all of it says what is wrong
      }
      after = reader.position();
    }
    return after < end && (message.getByte(after) & MAJOR_MASK) == MAJOR_MAP ? after : -1;
  }

  /** The request of the message found last. */
  long request() {
    return request;
  }

  /** Where the arguments of the message found last begin. */
  int argsOffset() {
    return argsOffset;
  }

  /** Where they end and its keyword arguments begin, which end where it ends. */
  int kwargsOffset() {
    return kwargsOffset;
  }

  /**
   * Remembers a message that was read and protected.
   *
   * @param head of the protected one: what was written between its id and its item
   * @param headOffset of its first octet
   * @param headLength in octets
   */
  void remember(
      SessionState session,
      MessageView view,
      UriRoutes routes,
      boolean acknowledged,
      DirectBuffer head,
      int headOffset,
      int headLength) {
    int start = view.optionsOffset();
    int length = view.uriOffset() + view.uriLength() - start;
    if (!KnownMessage.holds(length, headLength)) {
      return;
    }
    Slot slot = slots[next];
    next = (next + 1) % SLOTS;
    slot.set(session, view.buffer(), start, length);
    slot.setHead(head, headOffset, headLength);
    slot.carrier = session.broker;
    slot.protection = routes.decision().event();
    slot.context = routes.context(Flow.EVENT);
    slot.bodyFraming = MessageSealer.bodyFraming(slot.context);
    slot.acknowledged = acknowledged;
  }

  /** What some Options and a topic mean. */
  static final class Slot extends KnownMessage {
    Carrier carrier;
    Protection protection;
    PayloadContext context;

    /** Octets that a body has at most beside the arguments. */
    int bodyFraming;

    boolean acknowledged;

    private boolean isFor(SessionState session, byte[] array, long address) {
      return carrier == session.broker && isAt(session, array, address);
    }
  }
}
