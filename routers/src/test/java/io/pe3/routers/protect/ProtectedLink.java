package io.pe3.routers.protect;

import io.pe3.codec.Serializer;
import io.pe3.error.Pe3Exception;
import io.pe3.routers.link.Link;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.policy.SessionPolicy;
import io.pe3.wamp.session.MessageSink;
import io.pe3.wamp.session.SessionTransformer;
import io.pe3.wamp.session.TransformerListener;
import io.pe3.wamp.session.TransformerWorker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session transformer between an application and the link to its router. One lock stands for the
 * one thread that a worker belongs to.
 */
public final class ProtectedLink implements Link, Link.Receiver, MessageSink {
  private final Link.Receiver application;
  private final TransformerWorker worker = new TransformerWorker();
  private final SessionTransformer transformer;
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final Link router;

  private ProtectedLink(
      Link.Connector connector,
      SessionPolicy policy,
      SessionSerializer serializer,
      Link.Receiver application) {
    this.application = application;
    this.router = connector.connect(new FromRouter());
    // Routers say nothing before HELLO, which passes the transformer.
    this.transformer =
        SessionTransformer.builder(worker, policy, serializer(serializer), this)
            .listener(new Refusals())
            .maxMessageLength(router.maxMessageLength())
            .build();
  }

  /** Connects to a router so that the policy holds for what passes. */
  public static ProtectedLink connect(
      Link.Connector router,
      SessionPolicy policy,
      SessionSerializer serializer,
      Link.Receiver application) {
    return new ProtectedLink(router, policy, serializer, application);
  }

  /** What the transformer refused so far, in its own words. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public int maxMessageLength() {
    return router.maxMessageLength();
  }

  @Override
  public synchronized void send(byte[] message) {
    transformer.fromApplication(new UnsafeBuffer(message), 0, message.length);
  }

  @Override
  public synchronized void message(byte[] octets) {
    transformer.fromRouter(new UnsafeBuffer(octets), 0, octets.length);
  }

  @Override
  public void ended(String why) {
    application.ended(why);
  }

  @Override
  public void toRouter(DirectBuffer buffer, int offset, int length) {
    router.send(copy(buffer, offset, length));
  }

  @Override
  public void toApplication(DirectBuffer buffer, int offset, int length) {
    application.message(copy(buffer, offset, length));
  }

  @Override
  public void close() {
    router.close();
    synchronized (this) {
      worker.close();
    }
  }

  private static byte[] copy(DirectBuffer buffer, int offset, int length) {
    byte[] octets = new byte[length];
    buffer.getBytes(offset, octets);
    return octets;
  }

  private static Serializer serializer(SessionSerializer session) {
    return switch (session) {
      case CBOR -> Serializer.CBOR;
      case MSGPACK -> Serializer.MSGPACK;
      case JSON -> Serializer.JSON;
    };
  }

  /** A message may arrive while the link is being closed. */
  private final class FromRouter implements Link.Receiver {
    @Override
    public void message(byte[] octets) {
      try {
        ProtectedLink.this.message(octets);
      } catch (IllegalStateException e) {
        application.ended("the transformer has ended: " + e.getMessage());
      }
    }

    @Override
    public void ended(String why) {
      ProtectedLink.this.ended(why);
    }
  }

  private final class Refusals implements TransformerListener {
    @Override
    public void refused(boolean fromRouter, MessageType type, long request, Pe3Exception reason) {
      refusals.add((fromRouter ? "from router " : "from application ") + type + ": " + reason);
    }
  }
}
