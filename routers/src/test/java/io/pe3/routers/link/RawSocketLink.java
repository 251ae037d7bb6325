package io.pe3.routers.link;

import io.pe3.routers.session.SessionSerializer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A link over WAMP's RawSocket (Advanced Profile, "RawSocket Transport"). */
final class RawSocketLink implements Link {
  private static final int MAGIC = 0x7f;
  private static final int LONGEST = 0xf;
  private static final int SHORTEST_LIMIT = 512;
  private static final int MESSAGE = 0;
  private static final int PING = 1;
  private static final int PONG = 2;
  private static final int MILLIS = 20_000;

  private final Socket socket;
  private final OutputStream out;
  private int maxMessageLength;

  private RawSocketLink(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  static RawSocketLink connect(int port, SessionSerializer serializer, Receiver receiver) {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      RawSocketLink link = new RawSocketLink(socket);
      link.out.write(new byte[] {MAGIC, (byte) (LONGEST << 4 | serializer.rawSocketId()), 0, 0});
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      int answer = in.readInt();
      if (answer >>> 24 != MAGIC || (answer >>> 16 & 0xf) != serializer.rawSocketId()) {
        throw new IOException(
            "the router refuses " + serializer + ": " + Integer.toHexString(answer));
      }
      link.maxMessageLength = SHORTEST_LIMIT << (answer >>> 20 & 0xf);
      socket.setSoTimeout(0);
      Thread.ofVirtual().start(() -> link.receive(in, receiver));
      return link;
    } catch (IOException e) {
      closeQuietly(socket);
      throw new AssertionError("the RawSocket can't be opened", e);
    }
  }

  @Override
  public void send(byte[] message) {
    write(MESSAGE, message);
  }

  @Override
  public int maxMessageLength() {
    return maxMessageLength;
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private synchronized void write(int type, byte[] octets) {
    byte[] frame = new byte[Integer.BYTES + octets.length];
    frame[0] = (byte) type;
    frame[1] = (byte) (octets.length >>> 16);
    frame[2] = (byte) (octets.length >>> 8);
    frame[3] = (byte) octets.length;
    System.arraycopy(octets, 0, frame, Integer.BYTES, octets.length);
    try {
      out.write(frame);
    } catch (IOException e) {
      throw new AssertionError("the RawSocket did not take it", e);
    }
  }

  private void receive(DataInputStream in, Receiver receiver) {
    try {
      while (true) {
        int head = in.readInt();
        byte[] octets = in.readNBytes(head & 0xff_ffff);
        switch (head >>> 24 & 7) {
          case MESSAGE -> receiver.message(octets);
          case PING -> write(PONG, octets);
          default -> {}
        }
      }
    } catch (IOException e) {
      receiver.ended("closed: " + e);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      System.out.println("a socket can't be closed: " + e);
    }
  }
}
