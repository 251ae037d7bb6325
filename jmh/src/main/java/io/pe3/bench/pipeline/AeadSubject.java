package io.pe3.bench.pipeline;

import io.pe3.aead.AeadCipher;
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
   * Makes one.
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
        : new Pe3Subject(engine, cipher, message);
  }
}
