package io.pe3.bench.pipeline;

import io.pe3.Buffers;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.key.DataKey;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** PE3, sealing on buffers of one kind and opening on buffers of the same or the other kind. */
final class Pe3Subject implements AeadSubject {
  private final DataKey key = BenchKey.dataKey();
  private final Aead aead;
  private final int length;
  private final UnsafeBuffer message;
  private final UnsafeBuffer sealed;
  private final UnsafeBuffer loaded;
  private final UnsafeBuffer opened;
  private int sealedLength;
  private int loadedLength;
  private int openedLength;

  Pe3Subject(
      String engine, AeadCipher cipher, byte[] octets, BufferKind sealing, BufferKind opening) {
    aead = aead(key, engine, cipher);
    length = octets.length;
    int capacity = length + cipher.overhead();
    message = buffer(sealing, capacity);
    sealed = buffer(sealing, capacity);
    loaded = buffer(opening, capacity);
    opened = buffer(opening, capacity);
    message.putBytes(0, octets);
  }

  static Pe3Subject onFastestBuffers(String engine, AeadCipher cipher, byte[] octets) {
    try (DataKey key = BenchKey.dataKey()) {
      Aead asked = aead(key, engine, cipher);
      return new Pe3Subject(
          engine,
          cipher,
          octets,
          fastest(asked, Direction.SEAL, octets.length),
          fastest(asked, Direction.OPEN, octets.length));
    }
  }

  /** Libsodium takes addresses, all others take arrays; long arrays are copied for libsodium. */
  private static BufferKind fastest(Aead aead, Direction direction, int length) {
    return aead.engine(direction, BufferKind.HEAP, length).equals(Pe3Engines.SODIUM)
        ? BufferKind.DIRECT
        : BufferKind.HEAP;
  }

  private static Aead aead(DataKey key, String engine, AeadCipher cipher) {
    Optional<String> refusal = Pe3Engines.refusal(engine, cipher);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(
          "pair does not exist: " + engine + " with " + cipher.text() + ": it " + refusal.get());
    }
    return Aead.builder(key).cipher(cipher).engine(engine).endpoints(BenchKey.ENDPOINTS).build();
  }

  private static UnsafeBuffer buffer(BufferKind kind, int capacity) {
    return kind == BufferKind.DIRECT ? Buffers.direct(capacity) : Buffers.heap(capacity);
  }

  @Override
  public int seal() {
    sealedLength = aead.seal(message, 0, length, sealed, 0);
    return sealedLength;
  }

  @Override
  public int open() {
    openedLength = aead.open(loaded, 0, loadedLength, opened, 0);
    return openedLength;
  }

  @Override
  public void load(byte[] octets) {
    loaded.putBytes(0, octets);
    loadedLength = octets.length;
  }

  @Override
  public byte[] sealedOctets() {
    return copy(sealed, sealedLength);
  }

  @Override
  public byte[] openedOctets() {
    return copy(opened, openedLength);
  }

  private static byte[] copy(UnsafeBuffer buffer, int length) {
    byte[] copy = new byte[length];
    buffer.getBytes(0, copy);
    return copy;
  }

  @Override
  public void close() {
    aead.close();
    key.close();
  }
}
