package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.engine.Engine;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.EngineAccess;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.Overlap;
import io.pe3.internal.SoleUse;
import io.pe3.key.DataKey;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decrypts payloads of scheme {@code x_pe3} into their content (wire profile, section 4), with the
 * prepared keys of a bounded number of senders.
 *
 * <p>What a payload says of its sender is not believed before it was authenticated: a key that is
 * not prepared yet is prepared for this payload alone, and kept only by {@link #keep()}. So whoever
 * has not the data key can neither fill the table nor push a sender out of it.
 *
 * <p>Not thread-safe; data keys may be closed from any thread. Once a sender's key is kept, and
 * with libsodium, opening its messages allocates nothing.
 */
public final class EnvelopeOpener implements AutoCloseable {
  /** How many senders' keys are kept prepared. */
  static final int MAX_PREPARED = 1024;

  private final AeadEngines engines;
  private final String engineName;
  private final Map<AeadCipher, Engine> chosen = new EnumMap<>(AeadCipher.class);
  private final LinkedHashMap<OpeningKey.Id, OpeningKey> prepared = new LinkedHashMap<>();
  private final OpeningKey.Id wanted = new OpeningKey.Id();

  /** The key used last, which stands at the end of the table. */
  private OpeningKey last;

  /** Key of the payload opened last, when the table is to change for it; null when not. */
  private OpeningKey candidate;

  private boolean closed;

  /**
   * Makes an opener without any key.
   *
   * @param engines to choose from
   * @param engineName name of the engine that does the work
   */
  public EnvelopeOpener(AeadEngines engines, String engineName) {
    this.engines = engines;
    this.engineName = engineName;
  }

  /**
   * Opens a payload whose header was checked.
   *
   * @param dataKey to derive keys from
   * @param cipher of the payload
   * @param binding to what is around it
   * @param replyTo perhaps empty
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length of the payload
   * @param dst gets the content
   * @param dstOffset of its first octet
   * @return octets of content
   * @throws AuthenticationFailedException when it is not authentic; the output range is zeroed
   * @throws BufferTooSmallException when the output range is too small; nothing is written
   * @throws UnknownKeyException when the data key was closed
   */
  public int open(
      DataKey dataKey,
      AeadCipher cipher,
      Binding binding,
      ReplyTo replyTo,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    drop();
    int contentLength = length - EnvelopeDescriptor.HEADER_LENGTH - cipher.tagLength();
    int to =
        Overlap.openingTo(
            src,
            srcOffset,
            length,
            dst,
            dstOffset,
            EnvelopeDescriptor.HEADER_LENGTH,
            contentLength);
    int shift = to == Overlap.SHIFT ? EnvelopeDescriptor.HEADER_LENGTH : 0;
    requireRoom(dst, dstOffset, contentLength + shift);
    long counter = EnvelopeDescriptor.counter(src, srcOffset);
    int flags = EnvelopeDescriptor.flags(src, srcOffset);
    OpeningKey key = find(dataKey, cipher, flags, counter, src, srcOffset);
    boolean opened = false;
    try {
      int entered = key.use.enter();
      if (entered == SoleUse.REFUSED) {
        throw new UnknownKeyException("the key was closed", "keyid", dataKey.id());
      }
      try {
        opened =
            key.key.open(
                flags, counter, binding, replyTo, src, srcOffset, length, dst, dstOffset + shift);
      } finally {
        key.use.exit(entered);
      }
    } finally {
      if (key.id == null) {
        key.close();
      }
      if (!opened) {
        drop();
        dst.setMemory(dstOffset, contentLength + shift, (byte) 0);
      }
    }
    if (!opened) {
      // One outward form for every cause: which octet was wrong would help whoever guesses.
      throw new AuthenticationFailedException(
          "the payload is not authentic under this key, or was sealed for another place",
          "cipher",
          cipher.text());
    }
    if (shift > 0) {
      dst.putBytes(dstOffset, dst, dstOffset + shift, contentLength);
      int end = Math.max(dstOffset + contentLength, dstOffset + shift);
      dst.setMemory(end, dstOffset + shift + contentLength - end, (byte) 0);
    }
    return contentLength;
  }

  /**
   * Keeps the key of the payload opened last, which was authentic in every way that is asked for.
   *
   * @throws UnknownKeyException when the data key was closed
   */
  public void keep() {
    OpeningKey key = candidate;
    if (key == null) {
      return;
    }
    if (prepared.get(key.id) != key) {
      KeyAccess.onClose(key.id.dataKey(), key);
      evict();
    }
    prepared.putLast(key.id, key);
    last = key;
    candidate = null;
  }

  /** Forgets the payload opened last: a key that is not kept is wiped. */
  public void drop() {
    OpeningKey key = candidate;
    candidate = null;
    if (key != null && prepared.get(key.id) != key) {
      key.close();
    }
  }

  /** Wipes all prepared keys. The data keys stay open. */
  @Override
  public void close() {
    closed = true;
    drop();
    prepared.values().forEach(OpeningKey::close);
    prepared.clear();
    last = null;
  }

  /** How many keys are kept. */
  int prepared() {
    return prepared.size();
  }

  /** The key for a payload, as {@link #candidate} unless it is the last one, or serves once. */
  private OpeningKey find(
      DataKey dataKey,
      AeadCipher cipher,
      int flags,
      long counter,
      DirectBuffer src,
      int srcOffset) {
    long high = EnvelopeDescriptor.senderHigh(src, srcOffset);
    long low = EnvelopeDescriptor.senderLow(src, srcOffset);
    if ((flags & EnvelopeDescriptor.MESSAGE_KEY) != 0) {
      Engine engine = engine(cipher);
      return new OpeningKey(
          null, SealingKey.ofMessage(dataKey, cipher, engine, high, low, counter));
    }
    wanted.set(dataKey, cipher, high, low);
    if (last != null && last.id.equals(wanted) && !last.use.isClosed()) {
      return last;
    }
    OpeningKey key = prepared.get(wanted);
    if (key == null || key.use.isClosed()) {
      SealingKey derived = SealingKey.ofSender(dataKey, cipher, engine(cipher), high, low);
      key = new OpeningKey(wanted.copy(), derived);
    }
    candidate = key;
    return key;
  }

  private Engine engine(AeadCipher cipher) {
    Engine engine = chosen.get(cipher);
    if (engine == null) {
      engine = EngineAccess.engine(engines, engineName, cipher);
      chosen.put(cipher, engine);
    }
    return engine;
  }

  /** Keys that were closed go first; then the one that was not used for the longest time. */
  private void evict() {
    if (prepared.size() < MAX_PREPARED) {
      return;
    }
    prepared.values().removeIf(key -> key.use.isClosed());
    if (prepared.size() >= MAX_PREPARED) {
      prepared.pollFirstEntry().getValue().close();
    }
  }

  private static void requireRoom(DirectBuffer dst, int dstOffset, int needed) {
    if (dstOffset < 0) {
      throw new IndexOutOfBoundsException("the output offset is negative: offset=" + dstOffset);
    }
    if (dst.capacity() - (long) dstOffset < needed) {
      throw new BufferTooSmallException(
          "the output range is too small for what is decrypted; give a larger buffer",
          "needed",
          needed,
          "available",
          Math.max(0, dst.capacity() - (long) dstOffset));
    }
  }
}
