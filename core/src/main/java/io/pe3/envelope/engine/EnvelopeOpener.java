package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.EnvelopeHeader;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.Overlap;
import io.pe3.internal.SoleUse;
import io.pe3.key.DataKey;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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

  private final Function<AeadCipher, EngineChoice> choices;
  private final KeyDerivation derivation = new KeyDerivation();
  private final Map<AeadCipher, CandidateKeys> candidates = new EnumMap<>(AeadCipher.class);
  private final LinkedHashMap<OpeningKey.Id, OpeningKey> prepared = new LinkedHashMap<>();
  private final OpeningKey.Id wanted = new OpeningKey.Id();

  /** Whose key was used last, and stands at the end of the table. */
  private OpeningKey last;

  /** Sender of the payload opened last, when the table is to change for it and it is known. */
  private OpeningKey found;

  /** Key of the payload opened last, when it may be kept; null when not. */
  private SealingKey candidate;

  /** Whether there is one of these two. */
  private boolean isPending;

  /** Where the candidate stands, and its engine there. */
  private CandidateKeys place;

  private int engine;
  private boolean closed;

  /**
   * Makes an opener without any key.
   *
   * @param choices engines for a cipher, asked once for each
   */
  public EnvelopeOpener(Function<AeadCipher, EngineChoice> choices) {
    this.choices = choices;
  }

  /**
   * Opens a payload whose header was checked.
   *
   * @param dataKey to derive keys from
   * @param cipher of the payload
   * @param header of the payload
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
      EnvelopeHeader header,
      Binding binding,
      ReplyTo replyTo,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    if (isPending) {
      drop();
    }
    int contentLength = length - EnvelopeDescriptor.HEADER_LENGTH - cipher.tagLength();
    OpeningKey sender = find(dataKey, cipher, header);
    if (sender == null) {
      SealingKey key = prepare(dataKey, cipher, header, src, dst, contentLength);
      return open(
          key, header, binding, replyTo, src, srcOffset, length, dst, dstOffset, contentLength);
    }
    int entered = sender.use.enter();
    if (entered == SoleUse.REFUSED) {
      throw refused(sender);
    }
    try {
      SealingKey key = sender.key(src, dst, contentLength);
      if (key == null) {
        found = sender;
        isPending = true;
        key = prepare(dataKey, cipher, header, src, dst, contentLength);
      }
      return open(
          key, header, binding, replyTo, src, srcOffset, length, dst, dstOffset, contentLength);
    } finally {
      sender.use.exit(entered);
    }
  }

  /**
   * Opens a payload of the sender whose key was used for the one before, which was kept by {@link
   * #keep()}, and under the same data key and cipher; as {@link #open(DataKey, AeadCipher,
   * EnvelopeHeader, Binding, ReplyTo, DirectBuffer, int, int, MutableDirectBuffer, int)} in all
   * else.
   *
   * @param counter of the payload, which has no flags
   * @param binding to what is around it
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length of the payload
   * @param dst gets the content
   * @param dstOffset of its first octet
   * @param contentLength octets of content
   * @return false when {@link #open} has to open it, because the engine for its length has not
   *     prepared the key, or the content is to stand where the payload does; nothing was done then
   */
  public boolean openNext(
      long counter,
      Binding binding,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      int contentLength) {
    OpeningKey sender = last;
    SoleUse use = sender.use;
    int entered = use.enter();
    if (entered == SoleUse.REFUSED) {
      throw refused(sender);
    }
    boolean opened = false;
    int touched = 0;
    try {
      SealingKey key = sender.key(src, dst, contentLength);
      if (key == null) {
        return false;
      }
      key.putAssociatedData(0, counter, binding);
      if (shift(src, srcOffset, length, dst, dstOffset, contentLength) > 0) {
        return false;
      }
      requireRoom(dst, dstOffset, contentLength);
      touched = contentLength;
      opened = key.open(Binding.END, counter, src, srcOffset, length, dst, dstOffset);
    } finally {
      use.exit(entered);
      if (!opened && touched > 0) {
        dst.setMemory(dstOffset, touched, (byte) 0);
      }
    }
    if (!opened) {
      throw notAuthentic(sender.id.cipher());
    }
    return true;
  }

  private int open(
      SealingKey key,
      EnvelopeHeader header,
      Binding binding,
      ReplyTo replyTo,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      int contentLength) {
    boolean opened = false;
    int touched = 0;
    int shift;
    try {
      int associatedDataLength =
          key.putAssociatedData(header.flags(), header.counter(), binding, replyTo);
      shift = shift(src, srcOffset, length, dst, dstOffset, contentLength);
      requireRoom(dst, dstOffset, contentLength + shift);
      touched = contentLength + shift;
      opened =
          key.open(
              associatedDataLength,
              header.counter(),
              src,
              srcOffset,
              length,
              dst,
              dstOffset + shift);
    } finally {
      if (!opened) {
        drop();
        if (touched > 0) {
          dst.setMemory(dstOffset, touched, (byte) 0);
        }
      }
    }
    if (!opened) {
      throw notAuthentic(key.cipher());
    }
    if (shift > 0) {
      dst.putBytes(dstOffset, dst, dstOffset + shift, contentLength);
      int end = Math.max(dstOffset + contentLength, dstOffset + shift);
      dst.setMemory(end, dstOffset + shift + contentLength - end, (byte) 0);
    }
    return contentLength;
  }

  /** How far behind its place the content is decrypted to, because the payload stands there. */
  private static int shift(
      DirectBuffer src,
      int srcOffset,
      int length,
      DirectBuffer dst,
      int dstOffset,
      int contentLength) {
    int header = EnvelopeDescriptor.HEADER_LENGTH;
    int to = Overlap.openingTo(src, srcOffset, length, dst, dstOffset, header, contentLength);
    return to == Overlap.SHIFT ? header : 0;
  }

  /** One outward form for every cause: which octet was wrong would help whoever guesses. */
  private static AuthenticationFailedException notAuthentic(AeadCipher cipher) {
    return new AuthenticationFailedException(
        "the payload is not authentic under this key, or was sealed for another place",
        "cipher",
        cipher.text());
  }

  /**
   * Keeps the key of the payload opened last, which was authentic in every way that is asked for.
   *
   * @throws UnknownKeyException when the data key was closed
   */
  public void keep() {
    if (isPending) {
      keepFound();
    }
  }

  private void keepFound() {
    OpeningKey sender = found;
    if (candidate != null && !place.isForMessage()) {
      sender = sender == null ? newSender() : sender;
      put(sender);
    }
    if (sender != null) {
      prepared.putLast(sender.id, sender);
      last = sender;
      found = null;
    }
    drop();
  }

  private OpeningKey newSender() {
    OpeningKey sender = new OpeningKey(wanted.copy(), place.choice());
    KeyAccess.onClose(sender.id.dataKey(), sender);
    evict();
    return sender;
  }

  /** The data key may be closed by another thread meanwhile, and this key with it. */
  private void put(OpeningKey sender) {
    int entered = sender.use.enter();
    if (entered == SoleUse.REFUSED) {
      throw refused(sender);
    }
    try {
      sender.put(engine, place.take(engine));
      candidate = null;
    } finally {
      sender.use.exit(entered);
    }
  }

  /** Forgets the payload opened last: a key that is not kept is wiped. */
  public void drop() {
    isPending = false;
    found = null;
    if (candidate != null) {
      candidate.wipe();
      candidate = null;
    }
  }

  /** Wipes all prepared keys. The data keys stay open. */
  @Override
  public void close() {
    closed = true;
    drop();
    prepared.values().forEach(OpeningKey::close);
    prepared.clear();
    candidates.values().forEach(CandidateKeys::close);
    candidates.clear();
    derivation.close();
    last = null;
  }

  /** How many senders' keys are kept. */
  int prepared() {
    return prepared.size();
  }

  /** The sender of a payload if its key is kept, else null. */
  private OpeningKey find(DataKey dataKey, AeadCipher cipher, EnvelopeHeader header) {
    if (header.has(EnvelopeDescriptor.MESSAGE_KEY)) {
      return null;
    }
    if (last != null && last.id.is(dataKey, cipher, header.senderHigh(), header.senderLow())) {
      return last;
    }
    wanted.set(dataKey, cipher, header.senderHigh(), header.senderLow());
    found = prepared.get(wanted);
    isPending = found != null;
    return found;
  }

  /** Prepares a key for this payload alone, as {@link #candidate}. */
  private SealingKey prepare(
      DataKey dataKey,
      AeadCipher cipher,
      EnvelopeHeader header,
      DirectBuffer src,
      DirectBuffer dst,
      int contentLength) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    place = candidates.get(cipher);
    if (place == null) {
      place = new CandidateKeys(cipher, choices.apply(cipher), derivation);
      candidates.put(cipher, place);
    }
    engine = place.choice().opening(src, dst, contentLength);
    candidate = place.prepare(engine, dataKey, header);
    isPending = true;
    return candidate;
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

  private static RuntimeException refused(OpeningKey sender) {
    return sender.use.isClosed()
        ? new UnknownKeyException("the key was closed", "keyid", sender.id.dataKey().id())
        : new IllegalStateException("used by two threads at a time; make one for each thread");
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
