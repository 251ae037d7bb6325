package io.pe3.routers.link;

import io.pe3.routers.session.SessionSerializer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A link over the JDK's WebSocket client. */
final class WebSocketLink implements Link {
  private static final int SECONDS = 20;

  private final HttpClient client;
  private final WebSocket socket;
  private final boolean isText;

  private WebSocketLink(HttpClient client, WebSocket socket, boolean isText) {
    this.client = client;
    this.socket = socket;
    this.isText = isText;
  }

  static WebSocketLink connect(int port, SessionSerializer serializer, Receiver receiver) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(SECONDS)).build();
    WebSocket socket =
        await(
            client
                .newWebSocketBuilder()
                .subprotocols(serializer.subprotocol())
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), new Listener(receiver)));
    if (!socket.getSubprotocol().equals(serializer.subprotocol())) {
      throw new AssertionError("the router chose " + socket.getSubprotocol());
    }
    return new WebSocketLink(client, socket, serializer == SessionSerializer.JSON);
  }

  @Override
  public synchronized void send(byte[] message) {
    await(
        isText
            ? socket.sendText(new String(message, StandardCharsets.UTF_8), true)
            : socket.sendBinary(ByteBuffer.wrap(message), true));
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the WebSocket did not do it: " + e.getMessage(), e);
    }
  }

  /** Puts fragments together. */
  private static final class Listener implements WebSocket.Listener {
    private final Receiver receiver;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();

    Listener(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] octets = new byte[data.remaining()];
      data.get(octets);
      message.writeBytes(octets);
      if (last) {
        receiver.message(message.toByteArray());
        message.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        receiver.message(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      receiver.ended("closed with " + status + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      receiver.ended("broken: " + error);
    }
  }
}
