package io.pe3;

import io.pe3.key.DataKey;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** How a scheme comes to a body, compressed or not, of a payload. Not thread-safe. */
interface BodyOpener extends AutoCloseable {
  /** Refuses a payload whose form shows, without a key, that it cannot be opened. */
  void check(AcceptedAttributes attributes, DirectBuffer src, int offset, int length);

  /**
   * Decrypts a payload and makes sure of everything but the body's inside.
   *
   * @return octets written from {@code dstOffset} on, among which the body stands; they are zeroed
   *     when this fails
   */
  int open(
      AcceptedAttributes attributes,
      PayloadContext context,
      CallState call,
      DataKey key,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset);

  /** Where the body opened last begins. */
  int bodyOffset();

  /** How long the body opened last is. */
  int bodyLength();

  /** Whether the body opened last is a frame. */
  boolean isCompressed();

  /** Decompresses the scheme's frames. */
  BodyDecompressor decompressor();

  @Override
  void close();
}
