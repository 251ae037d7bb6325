package io.pe3.wamp;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.Serializer;
import io.pe3.error.CleartextException;
import io.pe3.error.MalformedException;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Looks at one serialized WAMP message in place: a flyweight that wraps the octets of a session
 * serializer and reads only what is asked, in the order of the wire.
 *
 * <p>The message is judged as far as it is read, and no further. {@link #wrap} looks at the type;
 * ids, URI and {@link #options()} need everything before {@code Arguments}; what is asked of {@code
 * Arguments} needs the whole message, which is then known to be one well-formed value and nothing
 * behind it. Whatever the octets hold, a call gives an answer or raises a {@link
 * io.pe3.error.Pe3Exception}, in most cases {@link MalformedException}; after an error the view has
 * to be wrapped anew. What is well-formed but no valid WAMP in some other respect is accepted,
 * since real clients send it; {@link MessageOptions#validateOptions()} is the strict judgement for
 * those who want it.
 *
 * <p>Offsets are indexes of the buffer given to {@link #wrap}, lengths are octets, and an absent
 * element has length 0. The buffer must not change while the view is in use. Not thread-safe.
 * Allocates nothing, except where a String is returned.
 */
public final class MessageView {
  /** The largest id, 2^53 (WAMP Basic Profile, "IDs"). */
  public static final long MAX_ID = Ids.MAX;

  private final Serializer serializer;
  private final MessageElements elements;
  private final PayloadReader values;
  private final MessageOptions options;
  private final MessageItems items;

  private DirectBuffer buffer;
  private int offset;
  private int length;

  /**
   * Makes one that has to be wrapped first.
   *
   * @param serializer of the session: CBOR, MessagePack or JSON
   * @throws io.pe3.error.UnsupportedSerializerException for any other
   */
  public MessageView(Serializer serializer) {
    this.serializer = serializer;
    this.elements = new MessageElements(serializer);
    this.values = serializer.newReader();
    this.options = new MessageOptions(elements, values);
    this.items = new MessageItems(elements, values);
  }

  /**
   * Starts anew on one message and reads its type.
   *
   * @param source holds the message
   * @param sourceOffset of its first octet
   * @param sourceLength exactly one message
   * @return this
   * @throws MalformedException when it is not a list that begins with an integer of 0 to 2^53
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  public MessageView wrap(DirectBuffer source, int sourceOffset, int sourceLength) {
    elements.wrap(source, sourceOffset, sourceLength);
    options.wrap(source);
    if (buffer != source) {
      buffer = source;
    }
    offset = sourceOffset;
    length = sourceLength;
    return this;
  }

  /**
   * The session serializer.
   *
   * @return as given to the constructor
   */
  public Serializer serializer() {
    return serializer;
  }

  /**
   * What the message is in.
   *
   * @return the buffer given to {@link #wrap}
   */
  public DirectBuffer buffer() {
    return buffer;
  }

  /**
   * Where the message begins.
   *
   * @return as given to {@link #wrap}
   */
  public int offset() {
    return offset;
  }

  /**
   * How long the message is.
   *
   * @return as given to {@link #wrap}
   */
  public int length() {
    return length;
  }

  /**
   * The type.
   *
   * @return {@link MessageType#UNKNOWN} for a number that WAMP does not name
   */
  public MessageType type() {
    return elements.type;
  }

  /**
   * The number of the type.
   *
   * @return 0 to {@link #MAX_ID}
   */
  public long code() {
    return elements.code;
  }

  /**
   * How many ids there are: the numbers after the type, of an ERROR request type and request.
   *
   * @return 0 to 2
   * @throws MalformedException when what stands before Arguments is not as WAMP says
   */
  public int idCount() {
    elements.head();
    return elements.idCount;
  }

  /**
   * One of the numbers after the type, in the order of the message. A float that holds an integer
   * is taken too, since some clients write large ids as such.
   *
   * @param index from 0
   * @return 0 to {@link #MAX_ID}
   * @throws MalformedException when what stands before Arguments is not as WAMP says
   * @throws IndexOutOfBoundsException when there is none of that index
   */
  public long id(int index) {
    elements.head();
    return elements.ids[Objects.checkIndex(index, elements.idCount)];
  }

  /**
   * The request that the message belongs to: of an ERROR its second number, else the first.
   *
   * @return the id; 0 in revocations, and for types that have none
   * @throws MalformedException when what stands before Arguments is not as WAMP says
   */
  public long requestId() {
    elements.head();
    return elements.idCount == 0 ? 0 : elements.ids[elements.type == MessageType.ERROR ? 1 : 0];
  }

  /**
   * The URI of the message: realm, reason, error, topic or procedure; of a CHALLENGE the method, of
   * an AUTHENTICATE the signature.
   *
   * @return the text, or null for types that have none
   * @throws MalformedException when what stands before Arguments is not as WAMP says
   */
  public String uri() {
    return uriLength() == 0 ? null : uriReader().readText();
  }

  /**
   * The URI in place.
   *
   * @param view is wrapped around its UTF-8 octets, which stay valid until the next call on the
   *     message; not touched when there is none
   * @return whether there is one
   * @throws MalformedException when what stands before Arguments is not as WAMP says
   */
  public boolean uri(DirectBuffer view) {
    if (uriLength() == 0) {
      return false;
    }
    uriReader().readText(view);
    return true;
  }

  /**
   * Compares the URI in place.
   *
   * @param uri to compare with
   * @return false also when there is none
   * @throws MalformedException when what stands before Arguments is not as WAMP says
   */
  public boolean isUri(PayloadKey uri) {
    return uriLength() > 0 && uriReader().readKey(uri);
  }

  private PayloadReader uriReader() {
    return values.wrap(buffer, elements.textOffset, elements.textLength);
  }

  /**
   * Where the URI stands, as a value of the session serializer.
   *
   * @return offset of its first octet
   */
  public int uriOffset() {
    elements.head();
    return elements.textOffset;
  }

  /**
   * How long the URI is, as a value of the session serializer.
   *
   * @return octets
   */
  public int uriLength() {
    elements.head();
    return elements.textLength;
  }

  /**
   * Options, Details or Extra.
   *
   * @return a flyweight that belongs to this view; without entries for types that have none
   */
  public MessageOptions options() {
    return options;
  }

  /**
   * Where the Options or Details map stands.
   *
   * @return offset of its first octet
   */
  public int optionsOffset() {
    elements.head();
    return elements.optionsOffset;
  }

  /**
   * How long the Options or Details map is.
   *
   * @return octets
   */
  public int optionsLength() {
    elements.head();
    return elements.optionsLength;
  }

  /**
   * Where {@code Arguments} stand.
   *
   * @return offset of the list's first octet
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public int argsOffset() {
    elements.all();
    return elements.argsOffset;
  }

  /**
   * How long {@code Arguments} are.
   *
   * @return octets of the list; 0 when it is absent or null, or an item stands in its place
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public int argsLength() {
    elements.all();
    return elements.argsLength;
  }

  /**
   * Where {@code ArgumentsKw} stand.
   *
   * @return offset of the map's first octet
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public int kwargsOffset() {
    elements.all();
    return elements.kwargsOffset;
  }

  /**
   * How long {@code ArgumentsKw} are.
   *
   * @return octets of the map; 0 when it is absent or null
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public int kwargsLength() {
    elements.all();
    return elements.kwargsLength;
  }

  /**
   * Where the message's tail begins: {@code Arguments} and all that follows, what closes the list
   * included.
   *
   * @return offset of its first octet
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public int tailOffset() {
    elements.all();
    return elements.tailOffset;
  }

  /**
   * How long the tail is.
   *
   * @return octets; what closes the list is one of them in JSON and where {@link #isIndefinite()}
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public int tailLength() {
    elements.all();
    return elements.tailLength;
  }

  /**
   * How many elements the tail has.
   *
   * @return 0 to 2 for types that carry arguments
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public int tailElements() {
    elements.all();
    return elements.tailElements;
  }

  /**
   * Whether the message is a CBOR list of indefinite length, so that its tail ends in a break.
   *
   * @return false in MessagePack and JSON
   */
  public boolean isIndefinite() {
    return elements.indefinite;
  }

  /**
   * Whether an item stands bare in the place of {@code Arguments}, as in the {@code enc} carrier.
   *
   * @return true for a byte string or text there, whatever the options say
   * @throws MalformedException when the message is broken anywhere, or octets follow it
   */
  public boolean hasBareItem() {
    elements.all();
    return elements.bareLength > 0;
  }

  /**
   * The item that stands bare in the place of {@code Arguments}, whatever the options say.
   *
   * @return a flyweight that belongs to this view
   * @throws MalformedException when there is none, it is no binary and no canonical base64, or the
   *     message is broken anywhere
   */
  public ProtectedItem bareItem() {
    return items.bare(buffer);
  }

  /**
   * The one item of a protected message, where its carrier puts it.
   *
   * @return a flyweight that belongs to this view
   * @throws CleartextException when the message has no attributes of a carrier
   * @throws MalformedException when the attributes contradict each other, anything else than one
   *     item is there, it is no binary and no canonical base64, or the message is broken anywhere
   */
  public ProtectedItem item() {
    return switch (options.carrier()) {
      case NONE ->
          throw new CleartextException(
              "the message has no attributes of a carrier", "type", type());
      case PPT -> items.listed(buffer);
      case ENC -> items.bare(buffer);
    };
  }

  /**
   * The item that stands alone in {@code Arguments}, whatever the options say.
   *
   * @return a flyweight that belongs to this view
   * @throws MalformedException when anything else than one item is there, it is no binary and no
   *     canonical base64, or the message is broken anywhere
   */
  public ProtectedItem listedItem() {
    return items.listed(buffer);
  }

  /** Finds items whatever the options say. */
  MessageItems items() {
    return items;
  }

  /** Where the elements stand. */
  MessageElements elements() {
    return elements;
  }
}
