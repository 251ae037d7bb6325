package io.pe3.routers.link;

import io.pe3.routers.session.SessionSerializer;

/** The two transports that WAMP defines, to a port on loopback. */
public enum Transport {
  WEBSOCKET {
    @Override
    public Link connect(int port, SessionSerializer serializer, Link.Receiver receiver) {
      return WebSocketLink.connect(port, serializer, receiver);
    }
  },
  RAWSOCKET {
    @Override
    public Link connect(int port, SessionSerializer serializer, Link.Receiver receiver) {
      return RawSocketLink.connect(port, serializer, receiver);
    }
  };

  /** Connects and agrees on the serializer. */
  public abstract Link connect(int port, SessionSerializer serializer, Link.Receiver receiver);
}
