package io.pe3;

import io.pe3.envelope.ReplyTo;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** What a scheme makes of a body, compressed or not. Not thread-safe. */
interface BodySealer extends AutoCloseable {
  /** Refuses a place that the scheme could not name, or the key may not be used for. */
  void checkUse(PayloadContext context, ReplyTo replyTo);

  /** Whether the payload map names the URI. */
  boolean namesUri();

  /** Where a body stands that is encrypted in place, from the start of the payload. */
  int bodyOffset();

  /** Most octets that a payload has more than its body. */
  long maxOverhead(int bodyLength);

  /** Fewest octets that a payload has more than its body, which stands at its offset. */
  int overhead();

  /**
   * Seals a body and gives the octets written; nothing of the body stays behind a failure.
   *
   * @param dictionary digest of the dictionary that a compressed body names, or null
   */
  int seal(
      PayloadContext context,
      ReplyTo replyTo,
      boolean compressed,
      DirectBuffer dictionary,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset);

  /** The attributes that belong to a body. */
  PayloadAttributes attributes(boolean compressed);

  /** Names the message sealed last. */
  void lastMessage(ReplyTo target);

  long remainingMessages();

  String engine();

  @Override
  void close();
}
