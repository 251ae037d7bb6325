package io.pe3.routers.link;

/** A connection that carries whole WAMP messages. Safe for use by several threads. */
public interface Link extends AutoCloseable {
  /** Sends one message and returns when the socket has taken it. */
  void send(byte[] message);

  /** The longest message that the peer takes, as it announced. */
  default int maxMessageLength() {
    return Integer.MAX_VALUE;
  }

  @Override
  void close();

  /** Who gets what arrives; called by one thread at a time. */
  interface Receiver {
    void message(byte[] octets);

    /** Nothing arrives any more, and this is called at most once. */
    void ended(String why);
  }

  /** Makes a link whose messages go to a receiver. */
  @FunctionalInterface
  interface Connector {
    Link connect(Receiver receiver);
  }
}
