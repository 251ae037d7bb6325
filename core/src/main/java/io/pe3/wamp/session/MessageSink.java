package io.pe3.wamp.session;

import org.agrona.DirectBuffer;

/**
 * Takes the messages that a {@link SessionTransformer} lets out, in order. One message that goes in
 * can bring out none, one, or one in each direction.
 *
 * <p>The octets are valid during the call only: they stand in the input, or in the worker's memory,
 * where they are wiped or written over. A sink writes them out or copies them; it must not call any
 * transformer of the same worker, which is refused.
 */
public interface MessageSink {
  /**
   * A message for the router.
   *
   * @param buffer holds it
   * @param offset of its first octet
   * @param length in octets, without any framing
   */
  void toRouter(DirectBuffer buffer, int offset, int length);

  /**
   * A message for the application.
   *
   * @param buffer holds it, perhaps in clear
   * @param offset of its first octet
   * @param length in octets, without any framing
   */
  void toApplication(DirectBuffer buffer, int offset, int length);
}
