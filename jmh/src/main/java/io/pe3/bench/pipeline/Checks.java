package io.pe3.bench.pipeline;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.PlainPayload;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.bench.peer.Peers;
import io.pe3.bench.raw.RawMessage;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** What must hold before a figure means anything. */
public final class Checks {
  private Checks() {}

  /**
   * Checks that a subject opens what it sealed, and that another engine opens it too.
   *
   * @param subject to check; has the sealed message loaded afterwards
   * @param engine its name
   * @param cipher its cipher
   * @param message that it seals
   * @throws GeneralSecurityException when something does not open
   * @throws IllegalStateException when something else comes out
   */
  public static void subject(AeadSubject subject, String engine, AeadCipher cipher, byte[] message)
      throws GeneralSecurityException {
    subject.seal();
    byte[] sealed = subject.sealedOctets();
    subject.load(sealed);
    subject.open();
    require(Arrays.equals(message, subject.openedOctets()), engine + " opens its own message");
    require(
        Arrays.equals(message, openElsewhere(engine, cipher, sealed)),
        "another engine opens the message of " + engine);
  }

  /**
   * Opens a sealed message with an engine other than the one that sealed it.
   *
   * @param engine that sealed
   * @param cipher its cipher
   * @param sealed nonce, ciphertext and tag
   * @return the message
   * @throws GeneralSecurityException when it does not open
   */
  public static byte[] openElsewhere(String engine, AeadCipher cipher, byte[] sealed)
      throws GeneralSecurityException {
    if (Peers.ENGINES.contains(engine)) {
      return openBy(Pe3Engines.AUTO, cipher, sealed);
    }
    for (String peer : Peers.ENGINES) {
      if (Peers.refusal(peer, cipher).isEmpty()) {
        return openBy(peer, cipher, sealed);
      }
    }
    RawMessage raw = new RawMessage(cipher, BenchKey.octets(), sealed.length - cipher.overhead());
    return raw.open(sealed);
  }

  /**
   * Opens a sealed message with a named engine.
   *
   * @param engine to open with
   * @param cipher its cipher
   * @param sealed nonce, ciphertext and tag
   * @return the message
   * @throws GeneralSecurityException when it does not open
   */
  public static byte[] openBy(String engine, AeadCipher cipher, byte[] sealed)
      throws GeneralSecurityException {
    byte[] room = new byte[sealed.length - cipher.overhead()];
    try (AeadSubject subject = AeadSubject.of(engine, cipher, room)) {
      subject.load(sealed);
      subject.open();
      return subject.openedOctets();
    }
  }

  /**
   * Checks that the fields that a streaming reader took are those of the payload.
   *
   * @param codec that read last and keeps fields
   * @param side for the message
   */
  public static void fields(ShapeCodec codec, String side) {
    require(
        PlainPayload.sameValue(codec.expectedFields(), codec.keptFields()),
        side + " reads the fields that were written");
  }

  /**
   * Raises an error when a check failed.
   *
   * @param holds the check
   * @param what it says
   */
  public static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("check failed: " + what);
    }
  }
}
