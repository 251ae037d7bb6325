package io.pe3.bench.peer;

import java.security.GeneralSecurityException;

/** A cipher of another library with its key. Not thread-safe. */
public interface PeerAead {

  /**
   * Seals under a new nonce.
   *
   * @param source holds the message from index 0
   * @param length of the message
   * @return octets in {@link #output()}: nonce, ciphertext and tag
   * @throws GeneralSecurityException as the library raises it
   */
  int seal(byte[] source, int length) throws GeneralSecurityException;

  /**
   * Opens.
   *
   * @param source holds nonce, ciphertext and tag from index 0
   * @param length of them together
   * @return octets in {@link #output()}: the message
   * @throws GeneralSecurityException when it does not authenticate
   */
  int open(byte[] source, int length) throws GeneralSecurityException;

  /**
   * Where the last call left its result, from index 0.
   *
   * @return the peer's reused array, or a new one where the library makes one
   */
  byte[] output();
}
