package io.pe3.routers.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in front of a router and keeps every octet that passes, both ways.
 *
 * <pre>
 *   session ── toRouter ──▶ ┌───────┐ ──▶ router
 *           ◀── fromRouter─ │ proxy │ ◀──
 *                           └───────┘
 * </pre>
 */
public final class RecordingProxy implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final int CHUNK = 1 << 16;

  private final ServerSocket server;
  private final int routerPort;
  private final List<Recording> recordings = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private RecordingProxy(ServerSocket server, int routerPort) {
    this.server = server;
    this.routerPort = routerPort;
  }

  /** Starts a proxy on a free port of loopback. */
  public static RecordingProxy start(int routerPort) {
    try {
      ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      RecordingProxy proxy = new RecordingProxy(server, routerPort);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new AssertionError("the recording proxy can't be started", e);
    }
  }

  /** Where sessions connect instead of to the router. */
  public int port() {
    return server.getLocalPort();
  }

  /** What passed until now, a recording a connection. */
  public List<Recording> recordings() {
    return List.copyOf(recordings);
  }

  @Override
  public void close() {
    closeQuietly(server);
    sockets.forEach(RecordingProxy::closeQuietly);
  }

  private void accept() {
    try {
      while (true) {
        Socket session = server.accept();
        Socket router = new Socket(InetAddress.getLoopbackAddress(), routerPort);
        session.setTcpNoDelay(true);
        router.setTcpNoDelay(true);
        sockets.addAll(List.of(session, router));
        Recording recording = new Recording();
        recordings.add(recording);
        Thread.ofVirtual().start(() -> pass(session, router, recording.toRouter));
        Thread.ofVirtual().start(() -> pass(router, session, recording.fromRouter));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        System.out.println("the recording proxy ended: " + e);
        close();
      }
    }
  }

  /** Recorded before it is passed on: what somebody has received is in the recording. */
  private static void pass(Socket from, Socket to, Recording.Octets kept) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        kept.append(chunk, count);
        out.write(chunk, 0, count);
      }
    } catch (IOException e) {
      // Either side closed; the other is closed with it.
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      System.out.println("a socket of the recording proxy can't be closed: " + e);
    }
  }
}
