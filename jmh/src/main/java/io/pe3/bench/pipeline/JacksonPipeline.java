package io.pe3.bench.pipeline;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.bench.peer.PeerAead;
import io.pe3.bench.peer.Peers;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** What a Java program does today: Jackson CBOR, then a peer's cipher; and back. */
public final class JacksonPipeline {
  private final JacksonSide jackson;
  private final PeerAead peer;
  private final byte[] sealed;
  private final int sealedLength;

  /**
   * Makes one that has sealed once.
   *
   * @param codec writes and reads the payload
   * @param cipher to seal with
   * @param engine the peer
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   * @throws IllegalArgumentException {@code pair does not exist: …}
   */
  public JacksonPipeline(ShapeCodec codec, AeadCipher cipher, String engine)
      throws IOException, GeneralSecurityException {
    jackson = new JacksonSide(codec);
    peer = Peers.open(engine, cipher, BenchKey.octets(), jackson.capacity());
    sealedLength = sealStreaming();
    sealed = peer.output().clone();
  }

  /**
   * Serializes by streaming and seals.
   *
   * @return octets of the sealed payload
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  public int sealStreaming() throws IOException, GeneralSecurityException {
    return peer.seal(jackson.output(), jackson.writeStreaming());
  }

  /**
   * Serializes by ObjectMapper and seals.
   *
   * @return octets of the sealed payload
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  public int sealMapper() throws IOException, GeneralSecurityException {
    return peer.seal(jackson.output(), jackson.writeMapper());
  }

  /**
   * Opens one sealed payload and reads every field by streaming.
   *
   * @return the object that took the fields
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  public Object openStreaming() throws IOException, GeneralSecurityException {
    int length = peer.open(sealed, sealedLength);
    return jackson.readStreaming(peer.output(), length);
  }

  /**
   * Opens one sealed payload and reads it by ObjectMapper.
   *
   * @return a new object of the codec's mapper type
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  public Object openMapper() throws IOException, GeneralSecurityException {
    int length = peer.open(sealed, sealedLength);
    return jackson.readMapper(peer.output(), length);
  }

  /**
   * The sealed payload.
   *
   * @return a copy
   */
  public byte[] sealedOctets() {
    return Arrays.copyOf(sealed, sealedLength);
  }
}
