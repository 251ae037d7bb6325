package io.pe3.wamp.session;

import io.pe3.error.Pe3Exception;
import io.pe3.wamp.MessageType;

/**
 * Is told what a {@link SessionTransformer} did not let through. Called on the session's thread
 * while the message is handled; must not call a transformer of the same worker.
 */
public interface TransformerListener {
  /** Listens to nothing. */
  TransformerListener NONE = new TransformerListener() {};

  /**
   * A message was refused, or dropped because nobody waits for it.
   *
   * @param fromRouter true for one from the router, false for one from the application
   * @param type of the message
   * @param request its request, of an EVENT its subscription; 0 when it could not be read
   * @param reason why; holds no key or plaintext octets
   */
  default void refused(boolean fromRouter, MessageType type, long request, Pe3Exception reason) {}

  /**
   * An error in clear ended a protected call. It may come from the router or from anybody on the
   * way: nobody vouches for it. Its arguments were dropped.
   *
   * @param request of the call
   * @param procedure that was called
   */
  default void unauthenticatedError(long request, String procedure) {}
}
