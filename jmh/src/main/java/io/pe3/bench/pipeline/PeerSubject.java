package io.pe3.bench.pipeline;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.peer.PeerAead;
import io.pe3.bench.peer.Peers;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** A peer on heap arrays. */
final class PeerSubject implements AeadSubject {
  private final PeerAead peer;
  private final byte[] message;
  private byte[] loaded = {};
  private int sealedLength;
  private int openedLength;

  PeerSubject(String engine, AeadCipher cipher, byte[] message) throws GeneralSecurityException {
    this.peer = Peers.open(engine, cipher, BenchKey.octets(), message.length);
    this.message = message.clone();
  }

  @Override
  public int seal() throws GeneralSecurityException {
    sealedLength = peer.seal(message, message.length);
    return sealedLength;
  }

  @Override
  public int open() throws GeneralSecurityException {
    openedLength = peer.open(loaded, loaded.length);
    return openedLength;
  }

  @Override
  public void load(byte[] sealed) {
    loaded = sealed.clone();
  }

  @Override
  public byte[] sealedOctets() {
    return Arrays.copyOf(peer.output(), sealedLength);
  }

  @Override
  public byte[] openedOctets() {
    return Arrays.copyOf(peer.output(), openedLength);
  }

  @Override
  public void close() {}
}
