package io.pe3.bench.pipeline;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.BufferKind;
import io.pe3.bench.peer.Peers;
import java.security.GeneralSecurityException;

/** One engine with a message of ready octets. */
public interface AeadSubject extends AutoCloseable {

  /**
   * Seals the message.
   *
   * @return octets of the sealed message
   * @throws GeneralSecurityException as a peer raises it
   */
  int seal() throws GeneralSecurityException;

  /**
   * Opens what {@link #load} took.
   *
   * @return octets of the message
   * @throws GeneralSecurityException as a peer raises it
   */
  int open() throws GeneralSecurityException;

  /**
   * Takes a sealed message that {@link #open} opens from here on.
   *
   * @param sealed nonce, ciphertext and tag
   */
  void load(byte[] sealed);

  /**
   * What was sealed last.
   *
   * @return a copy
   */
  byte[] sealedOctets();

  /**
   * What was opened last.
   *
   * @return a copy
   */
  byte[] openedOctets();

  @Override
  void close();

  /**
   * Makes one on the buffers on which it is fastest: heap arrays for peers and for what PE3 hands
   * on to a JCA engine, direct buffers for the rest.
   *
   * @param engine {@code auto} or {@code sodium} for PE3, or a peer's name
   * @param cipher to seal with
   * @param message to seal
   * @return ready
   * @throws GeneralSecurityException as a peer raises it
   * @throws IllegalArgumentException {@code pair does not exist: …}
   */
  static AeadSubject of(String engine, AeadCipher cipher, byte[] message)
      throws GeneralSecurityException {
    return Peers.ENGINES.contains(engine)
        ? new PeerSubject(engine, cipher, message)
        : Pe3Subject.onFastestBuffers(engine, cipher, message);
  }

  /**
   * Makes one that is given its input and its output on buffers of one kind.
   *
   * @param engine {@code auto} or {@code sodium} for PE3, or a peer's name
   * @param cipher to seal with
   * @param message to seal
   * @param kind of the buffers
   * @return ready
   * @throws GeneralSecurityException as a peer raises it
   * @throws IllegalArgumentException {@code pair does not exist: …}
   */
  static AeadSubject of(String engine, AeadCipher cipher, byte[] message, BufferKind kind)
      throws GeneralSecurityException {
    if (!Peers.ENGINES.contains(engine)) {
      return new Pe3Subject(engine, cipher, message, kind, kind);
    }
    return kind == BufferKind.HEAP
        ? new PeerSubject(engine, cipher, message)
        : new DirectPeerSubject(engine, cipher, message);
  }

  /**
   * A kind of buffers by its name.
   *
   * @param text {@code heap} or {@code direct}
   * @return the kind
   * @throws IllegalArgumentException when there is none of that name
   */
  static BufferKind kind(String text) {
    for (BufferKind kind : BufferKind.values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("buffers are heap or direct: buffer=" + text);
  }
}
