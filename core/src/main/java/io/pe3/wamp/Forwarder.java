package io.pe3.wamp;

import io.pe3.codec.Serializer;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.internal.AgronaAccess;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A router's blind forwarding: makes of one message the messages for other sessions, with new ids
 * and chosen Details. The carrier's attributes ({@code ppt_*} and {@code e2ee_*}, or {@code enc_*})
 * and a true {@code progress} are carried over, nothing else of the Options; the payload is not
 * looked at. Clear messages and those of foreign schemes are forwarded in the same way.
 *
 * <pre>
 *   from                              to                                       ids
 *   [PUBLISH, request, …, topic, …]   [EVENT, subscription, publication, …]    both
 *   [CALL, request, …, procedure, …]  [INVOCATION, request, registration, …]   both
 *   [YIELD, request, …]               [RESULT, request, …]                     the first
 *   [ERROR, type, request, …, error]  [ERROR, type, request, …, error, …]      both
 * </pre>
 *
 * <p>{@link #prepare} makes the part that all recipients share, once; it walks over the arguments,
 * so that nobody can make a router pass on what breaks the recipients' parsers or forges a message
 * in a batch. In CBOR and MessagePack that takes one step for a binary item of any length, in JSON
 * a look at every octet. {@link #header} and {@link #forward} then write for one recipient each.
 *
 * <p>Between serializers the header is recoded, a binary item is framed anew (for JSON in the
 * base64 form), and other arguments are transcoded; what counts as absent among the carrier's
 * attributes is left out then, since it may have no form there.
 *
 * <p>One forwarder for each session serializer of recipients. Not thread-safe. Allocates nothing
 * once its scratch has grown to what it has to recode.
 */
public final class Forwarder {
  /** For messages that have a single id. */
  public static final long NO_ID = -1;

  private static final int MAX_FRAMING = 128;

  private final Serializer serializer;
  private final MessageWriter writer;
  private final SharedPart shared;
  private final UnsafeBuffer uri;
  private int maxMessageLength = Integer.MAX_VALUE;

  private MessageView source;
  private boolean prepared;
  private MessageType type = MessageType.UNKNOWN;

  /**
   * Makes one for recipients of a session serializer.
   *
   * @param serializer CBOR, MessagePack or JSON
   * @throws io.pe3.error.UnsupportedSerializerException for any other
   */
  public Forwarder(Serializer serializer) {
    AgronaAccess.require();
    this.serializer = serializer;
    this.writer = new MessageWriter(serializer);
    this.shared = new SharedPart(serializer);
    this.uri = new UnsafeBuffer(0, 0);
  }

  /**
   * What a message becomes.
   *
   * @param type of the message that a client sent
   * @return the type that is forwarded, or {@link MessageType#UNKNOWN} for one that is not
   */
  public static MessageType target(MessageType type) {
    return switch (type) {
      case PUBLISH -> MessageType.EVENT;
      case CALL -> MessageType.INVOCATION;
      case YIELD -> MessageType.RESULT;
      case ERROR -> MessageType.ERROR;
      default -> MessageType.UNKNOWN;
    };
  }

  /**
   * Sets how long a message may be, as the recipient's transport announced (RawSocket: 512 octets
   * to 16 MiB). Longer ones are refused before anything is sent.
   *
   * @param octets at most; {@link Integer#MAX_VALUE}, the default, for no limit
   * @return this
   */
  public Forwarder maxMessageLength(int octets) {
    if (octets < 1) {
      throw new IllegalArgumentException("at least 1 octet, not " + octets);
    }
    maxMessageLength = octets;
    return this;
  }

  /**
   * Takes a message and makes what its recipients share.
   *
   * @param message a PUBLISH, CALL, YIELD or ERROR in any session serializer. It has to stay
   *     wrapped, and its buffer unchanged, as long as it is forwarded
   * @return this
   * @throws MalformedException when it is of another type, broken anywhere, or names a carrier's
   *     attribute twice
   * @throws io.pe3.error.UnrepresentableException when the recipients' serializer has no form for
   *     something in it
   */
  public Forwarder prepare(MessageView message) {
    prepared = false;
    MessageType made = target(message.type());
    if (type != made) {
      type = made; // a store that changes nothing is not free
    }
    if (made == MessageType.UNKNOWN) {
      throw new MalformedException(
          "a message of this type is not forwarded", "type", message.type());
    }
    shared.make(message);
    if (source != message) {
      source = message;
    }
    prepared = true;
    return this;
  }

  /**
   * The type of the messages that are made.
   *
   * @return EVENT, INVOCATION, RESULT or ERROR
   * @throws IllegalStateException when no message is prepared
   */
  public MessageType type() {
    requirePrepared();
    return type;
  }

  /**
   * How long a message gets at most.
   *
   * @param details what the router adds
   * @return octets, enough for every recipient
   * @throws IllegalStateException when no message is prepared
   */
  public int maxLength(OptionEntries details) {
    requirePrepared();
    long most = maxHeaderLength(details) + (long) shared.tailLength();
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  /**
   * How long a header gets at most.
   *
   * @param details what the router adds
   * @return octets, whatever the length of the payload
   * @throws IllegalStateException when no message is prepared
   */
  public int maxHeaderLength(OptionEntries details) {
    requirePrepared();
    int error = type == MessageType.ERROR ? shared.maxUriLength() : 0;
    return MAX_FRAMING + details.length() + shared.entriesLength() + error;
  }

  /**
   * Writes one message.
   *
   * @param first subscription, request, or of an ERROR the request type
   * @param second publication, registration, or of an ERROR the request; {@link #NO_ID} for a
   *     RESULT
   * @param details what the router adds to Details, without attributes of carriers
   * @param dst gets the message
   * @param dstOffset of its first octet; the range reaches to the end of the buffer, where octets
   *     behind the message may hold anything
   * @return octets of the message
   * @throws io.pe3.error.BufferTooSmallException when it does not fit
   * @throws LimitExceededException when it is longer than the recipient takes; in WAMP {@link
   *     WampErrors#PAYLOAD_SIZE_EXCEEDED}
   * @throws IllegalStateException when no message is prepared
   */
  public int forward(
      long first, long second, OptionEntries details, MutableDirectBuffer dst, int dstOffset) {
    int header = header(first, second, details, dst, dstOffset);
    return shared.copyTail(dst, dstOffset, header);
  }

  /**
   * Writes everything but the payload of one message; {@link #tailLength} octets of {@link
   * #tailBuffer} follow it on the wire. What this costs does not depend on the payload's length.
   *
   * @param first subscription, request, or of an ERROR the request type
   * @param second publication, registration, or of an ERROR the request; {@link #NO_ID} for a
   *     RESULT
   * @param details what the router adds to Details, without attributes of carriers
   * @param dst gets the header
   * @param dstOffset of its first octet; the range reaches to the end of the buffer, where octets
   *     behind the header may hold anything
   * @return octets of the header
   * @throws io.pe3.error.BufferTooSmallException when it does not fit
   * @throws LimitExceededException when header and payload are longer than the recipient takes
   * @throws IllegalStateException when no message is prepared
   */
  public int header(
      long first, long second, OptionEntries details, MutableDirectBuffer dst, int dstOffset) {
    requirePrepared();
    check(second, details);
    writer.wrap(dst, dstOffset, dst.capacity() - dstOffset);
    writer.start(type, shared.listLength(type.elements() + 1)).id(first);
    if (second != NO_ID) {
      writer.id(second);
    }
    writer.startOptions(details.count() + shared.entries()).entries(details);
    shared.writeEntries(writer);
    writer.endOptions();
    if (type == MessageType.ERROR) {
      writeUri();
    }
    shared.startTail(writer);
    long length = writer.length() + (long) shared.tailLength();
    if (length > maxMessageLength) {
      throw new LimitExceededException(
          "the message is longer than its recipient takes",
          "limit",
          "message",
          "maximum",
          maxMessageLength,
          "octets",
          length);
    }
    return writer.length();
  }

  private void check(long second, OptionEntries details) {
    if ((second == NO_ID) != (type == MessageType.RESULT)) {
      throw new IllegalArgumentException("a RESULT has one id, the others have two");
    }
    if (details.hasSpecialEntries() || (shared.hasProgress() && details.hasProgress())) {
      throw new IllegalArgumentException(
          "attributes of carriers and progress come from the message, not from the router");
    }
  }

  private void writeUri() {
    if (source.serializer() == serializer) {
      writer.raw(source.buffer(), source.uriOffset(), source.uriLength());
    } else {
      source.uri(uri);
      writer.uri(uri, 0, uri.capacity());
    }
  }

  /**
   * What holds the octets that follow a header: the buffer of the message itself, or scratch where
   * they had to be recoded.
   *
   * @return a buffer, to be read only, valid until the next {@link #prepare}
   * @throws IllegalStateException when no message is prepared
   */
  public DirectBuffer tailBuffer() {
    requirePrepared();
    return shared.tailBuffer();
  }

  /**
   * Where the octets begin that follow a header.
   *
   * @return index in {@link #tailBuffer}
   * @throws IllegalStateException when no message is prepared
   */
  public int tailOffset() {
    requirePrepared();
    return shared.tailOffset();
  }

  /**
   * How many octets follow a header.
   *
   * @return 0 or more
   * @throws IllegalStateException when no message is prepared
   */
  public int tailLength() {
    requirePrepared();
    return shared.tailLength();
  }

  private void requirePrepared() {
    if (!prepared) {
      throw new IllegalStateException("no message is prepared");
    }
  }
}
