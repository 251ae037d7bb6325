package io.pe3.wamp.session;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * Takes the messages of a batched WebSocket transport apart ({@code wamp.2.json.batched} and the
 * like; WAMP, "Batched Transport"): in JSON each ends with the octet 0x1E, in CBOR and MessagePack
 * each begins with its length in 4 octets, big-endian.
 *
 * <pre>
 *   while (batch.next()) {
 *     transformer.fromRouter(buffer, batch.offset(), batch.length());
 *   }
 * </pre>
 *
 * <p>Not thread-safe. Allocates nothing once made.
 */
public final class MessageBatch {
  private static final byte END_OF_MESSAGE = 0x1E;

  private final boolean marked;
  private DirectBuffer buffer;
  private int position;
  private int limit;
  private int offset;
  private int length;

  /**
   * Makes one that has to be wrapped first.
   *
   * @param session serializer of the messages
   */
  public MessageBatch(Serializer session) {
    marked = session == Serializer.JSON;
  }

  /**
   * Starts anew on a batch.
   *
   * @param source holds the messages
   * @param sourceOffset of the first octet
   * @param sourceLength in octets
   * @return this
   * @throws IndexOutOfBoundsException when the range is not inside the buffer
   */
  public MessageBatch wrap(DirectBuffer source, int sourceOffset, int sourceLength) {
    Objects.checkFromIndexSize(sourceOffset, sourceLength, source.capacity());
    buffer = source;
    position = sourceOffset;
    limit = sourceOffset + sourceLength;
    return this;
  }

  /**
   * Goes on to the next message.
   *
   * @return false at the end
   * @throws MalformedException when the batch ends within a message
   */
  public boolean next() {
    if (position == limit) {
      return false;
    }
    if (marked) {
      nextMarked();
    } else {
      nextCounted();
    }
    return true;
  }

  private void nextMarked() {
    int end = position;
    while (end < limit && buffer.getByte(end) != END_OF_MESSAGE) {
      end++;
    }
    if (end == limit) {
      throw truncated();
    }
    offset = position;
    length = end - position;
    position = end + 1;
  }

  private void nextCounted() {
    if (limit - position < Integer.BYTES) {
      throw truncated();
    }
    int octets = buffer.getInt(position, BIG_ENDIAN);
    if (octets < 0 || octets > limit - position - Integer.BYTES) {
      throw truncated();
    }
    offset = position + Integer.BYTES;
    length = octets;
    position = offset + octets;
  }

  private MalformedException truncated() {
    int at = position;
    position = limit;
    return new MalformedException("the batch ends within a message", "offset", at);
  }

  /**
   * Where the message begins.
   *
   * @return index in the buffer
   */
  public int offset() {
    return offset;
  }

  /**
   * How long the message is.
   *
   * @return octets
   */
  public int length() {
    return length;
  }
}
