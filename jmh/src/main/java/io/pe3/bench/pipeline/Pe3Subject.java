package io.pe3.bench.pipeline;

import io.pe3.Buffers;
import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.key.DataKey;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** PE3 on direct buffers. */
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

  Pe3Subject(String engine, AeadCipher cipher, byte[] octets) {
    Optional<String> refusal = Pe3Engines.refusal(engine, cipher);
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(
          "pair does not exist: " + engine + " with " + cipher.text() + ": it " + refusal.get());
    }
    aead = Aead.builder(key).cipher(cipher).engine(engine).endpoints(BenchKey.ENDPOINTS).build();
    length = octets.length;
    int capacity = length + cipher.overhead();
    message = Buffers.direct(capacity);
    sealed = Buffers.direct(capacity);
    loaded = Buffers.direct(capacity);
    opened = Buffers.direct(capacity);
    message.putBytes(0, octets);
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
