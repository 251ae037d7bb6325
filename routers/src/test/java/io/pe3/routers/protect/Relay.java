package io.pe3.routers.protect;

import io.pe3.routers.link.Link;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.wamp.policy.SessionPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/**
 * A WebSocket server on loopback that passes each client's session on to a router, through a
 * session transformer.
 *
 * <pre>
 *   client ──clear──▶ relay ──protected──▶ proxy ──▶ router
 * </pre>
 */
final class Relay extends WebSocketServer implements AutoCloseable {
  private static final int SECONDS = 10;

  private final Link.Connector router;
  private final SessionPolicy policy;
  private final SessionSerializer serializer;
  private final Map<WebSocket, ProtectedLink> links = new ConcurrentHashMap<>();
  private final CountDownLatch started = new CountDownLatch(1);

  private Relay(Link.Connector router, SessionPolicy policy, SessionSerializer serializer) {
    super(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        List.of(new Draft_6455(List.of(), List.of(new Protocol(serializer.subprotocol())))));
    this.router = router;
    this.policy = policy;
    this.serializer = serializer;
  }

  /** Starts a relay on a free port. */
  static Relay start(Link.Connector router, SessionPolicy policy, SessionSerializer serializer) {
    Relay relay = new Relay(router, policy, serializer);
    relay.setDaemon(true);
    relay.start();
    try {
      if (!relay.started.await(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the relay did not start");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while the relay starts", e);
    }
    return relay;
  }

  /** Where clients connect. */
  String url() {
    return "ws://127.0.0.1:" + getPort() + "/";
  }

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public void onOpen(WebSocket client, ClientHandshake handshake) {
    links.put(client, ProtectedLink.connect(router, policy, serializer, new ToClient(client)));
  }

  @Override
  public void onMessage(WebSocket client, String message) {
    links.get(client).send(message.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void onMessage(WebSocket client, ByteBuffer message) {
    byte[] octets = new byte[message.remaining()];
    message.get(octets);
    links.get(client).send(octets);
  }

  @Override
  public void onClose(WebSocket client, int code, String reason, boolean remote) {
    ProtectedLink link = links.remove(client);
    if (link != null) {
      link.close();
    }
  }

  @Override
  public void onError(WebSocket client, Exception error) {
    System.out.println("the relay met " + error);
  }

  @Override
  public void close() {
    try {
      stop(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    links.values().forEach(ProtectedLink::close);
  }

  private final class ToClient implements Link.Receiver {
    private final WebSocket client;

    ToClient(WebSocket client) {
      this.client = client;
    }

    @Override
    public void message(byte[] octets) {
      if (serializer == SessionSerializer.JSON) {
        client.send(new String(octets, StandardCharsets.UTF_8));
      } else {
        client.send(octets);
      }
    }

    @Override
    public void ended(String why) {
      client.close();
    }
  }
}
