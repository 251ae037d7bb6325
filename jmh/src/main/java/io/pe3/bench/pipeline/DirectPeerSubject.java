package io.pe3.bench.pipeline;

import io.pe3.Buffers;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.peer.PeerAead;
import io.pe3.bench.peer.Peers;
import java.security.GeneralSecurityException;
import org.agrona.concurrent.UnsafeBuffer;

/** A peer on direct buffers, by way of an array that is used again and again. */
final class DirectPeerSubject implements AeadSubject {
  private final PeerAead peer;
  private final UnsafeBuffer message;
  private final UnsafeBuffer loaded;
  private final UnsafeBuffer output;
  private final byte[] messageArray;
  private byte[] loadedArray = {};
  private int sealedLength;
  private int openedLength;

  DirectPeerSubject(String engine, AeadCipher cipher, byte[] octets)
      throws GeneralSecurityException {
    peer = Peers.open(engine, cipher, BenchKey.octets(), octets.length);
    messageArray = new byte[octets.length];
    message = Buffers.direct(octets.length);
    message.putBytes(0, octets);
    loaded = Buffers.direct(octets.length + cipher.overhead());
    output = Buffers.direct(octets.length + cipher.overhead());
  }

  @Override
  public int seal() throws GeneralSecurityException {
    message.getBytes(0, messageArray);
    sealedLength = peer.seal(messageArray, messageArray.length);
    output.putBytes(0, peer.output(), 0, sealedLength);
    return sealedLength;
  }

  @Override
  public int open() throws GeneralSecurityException {
    loaded.getBytes(0, loadedArray);
    openedLength = peer.open(loadedArray, loadedArray.length);
    output.putBytes(0, peer.output(), 0, openedLength);
    return openedLength;
  }

  @Override
  public void load(byte[] sealed) {
    loaded.putBytes(0, sealed);
    loadedArray = new byte[sealed.length];
  }

  @Override
  public byte[] sealedOctets() {
    return copy(sealedLength);
  }

  @Override
  public byte[] openedOctets() {
    return copy(openedLength);
  }

  private byte[] copy(int length) {
    byte[] copy = new byte[length];
    output.getBytes(0, copy);
    return copy;
  }

  @Override
  public void close() {}
}
