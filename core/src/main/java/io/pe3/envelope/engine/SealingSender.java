package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.RestartDetector;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.aead.engine.RandomOctets;
import io.pe3.error.NonceExhaustedException;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;
import java.lang.foreign.MemorySegment;
import org.agrona.DirectBuffer;

/**
 * The sender of one sealer, its key, and the counter that rises by one with every message (wire
 * profile, section 4). A new one begins every hour, after 2^32 messages or 2^40 AES blocks, and
 * after every sign that this process was restored, forked or suspended, or a clock set: what was
 * copied then goes on under the old sender, and this under another.
 *
 * <p>No system call, clock read or shared write per message. Not thread-safe; the data key may be
 * closed from any thread.
 */
final class SealingSender implements AutoCloseable {
  /** Most messages of one sender. */
  static final long MAX_MESSAGES = 1L << 32;

  /** Most AES blocks of one sender. */
  static final long MAX_BLOCKS = 1L << 40;

  private static final long RENEWAL_SECONDS = 3600;
  private static final long MILLIS = 1000;

  /** How many messages pass between two looks for signs of a restart. */
  private static final int LOOK_EACH = 4096;

  private static final int AES_BLOCK = 16;

  /** Associated data, the length block and the pre-counter block, for each message. */
  private static final int EXTRA_BLOCKS = 8;

  private final DataKey dataKey;
  private final AeadCipher cipher;
  private final EngineChoice choice;
  private final boolean messageKeys;
  private final KeyDerivation derivation = new KeyDerivation();

  /** By the choice's index; null where none was needed yet. */
  private final SealingKey[] keys;

  /** Up to this length the first key serves every message; -1 where each has one of its own. */
  private final int firstUpTo;

  private SealingKey first;
  private int epoch;
  private int untilLook;
  private long high;
  private long low;

  /** Of the message sealed last; a test moves it. */
  long counter;

  /** Messages and blocks that the sender has left; a test moves them. */
  long messagesLeft;

  long blocksLeft;

  /** When the next sender begins, in unix seconds; a test moves it. */
  long renewAt;

  /**
   * Prepares for sealing; the first sender begins with the first message.
   *
   * @param dataKey to derive from
   * @param cipher to seal with
   * @param choice of engines that do the work
   * @param messageKeys whether every message gets a key of its own
   */
  SealingSender(DataKey dataKey, AeadCipher cipher, EngineChoice choice, boolean messageKeys) {
    this.dataKey = dataKey;
    this.cipher = cipher;
    this.choice = choice;
    this.messageKeys = messageKeys;
    this.keys = new SealingKey[choice.count()];
    this.firstUpTo = messageKeys ? -1 : choice.firstUpTo();
    EngineAccess.startRestartDetector();
  }

  /**
   * Moves on to the next message. Its counter is used up whatever happens to the message.
   *
   * @param contentLength octets that are encrypted
   * @throws NonceExhaustedException when the counter is at its end
   * @throws io.pe3.error.UnknownKeyException when the data key was closed
   */
  void next(int contentLength) {
    long blocks = (contentLength + (AES_BLOCK - 1L)) / AES_BLOCK + EXTRA_BLOCKS;
    if (--untilLook < 0) {
      RestartDetector.tick();
      untilLook = LOOK_EACH;
    }
    if (messagesLeft == 0
        || blocksLeft < blocks
        || epoch != RestartDetector.epoch()
        || RestartDetector.coarseSeconds() >= renewAt) {
      renew();
    }
    if (counter == Long.MAX_VALUE) {
      throw new NonceExhaustedException(
          "the sender's counter of 63 bits is used up; build a new sealer",
          "keyid",
          dataKey.id(),
          "cipher",
          cipher.text());
    }
    messagesLeft--;
    blocksLeft -= blocks;
    counter++;
  }

  /** The first half of this message's sender: seconds, then random octets. */
  long high() {
    return high;
  }

  /** The second half of this message's sender. */
  long low() {
    return low;
  }

  /** The counter of this message; 0 before the first. */
  long counter() {
    return counter;
  }

  /**
   * The key of this message.
   *
   * @param src holds the content
   * @param dst gets the payload
   * @param length of the content
   * @return the sender's key in the engine for such a message, or with message keys the message's
   * @throws io.pe3.error.UnknownKeyException when the data key was closed
   */
  SealingKey key(DirectBuffer src, DirectBuffer dst, int length) {
    return length <= firstUpTo ? first : otherKey(choice.sealing(src, dst, length));
  }

  private SealingKey otherKey(int index) {
    SealingKey key = keys[index];
    return !messageKeys && key != null && key.isFor(high, low) ? key : prepare(index, high, low);
  }

  /** Derives and prepares a key, in the memory of the one before if there was one. */
  private SealingKey prepare(int index, long newHigh, long newLow) {
    try {
      MemorySegment derived =
          messageKeys
              ? derivation.ofMessage(dataKey, cipher, newHigh, newLow, counter)
              : derivation.ofSender(dataKey, cipher, newHigh, newLow);
      keys[index] =
          SealingKey.prepare(keys[index], cipher, choice.engine(index), derived, newHigh, newLow);
      return keys[index];
    } finally {
      derivation.wipe();
    }
  }

  /** Ends a message: a key that was its own is wiped. */
  void endMessage(SealingKey key) {
    if (messageKeys) {
      key.wipe();
    }
  }

  /** Wipes the prepared keys. A second call does nothing. */
  @Override
  public void close() {
    for (SealingKey key : keys) {
      if (key != null) {
        key.close();
      }
    }
    derivation.close();
    messagesLeft = 0;
  }

  /** Begins a given sender, as a test does whose payloads are written down. */
  void begin(long newHigh, long newLow, int atEpoch) {
    if (!messageKeys) {
      first = prepare(0, newHigh, newLow);
    }
    for (int i = 1; i < keys.length; i++) {
      if (keys[i] != null) {
        keys[i].wipe();
      }
    }
    high = newHigh;
    low = newLow;
    counter = 0;
    messagesLeft = MAX_MESSAGES;
    blocksLeft = MAX_BLOCKS;
    renewAt = RestartDetector.coarseSeconds() + RENEWAL_SECONDS;
    // Last, so that a failure is met again by the next message and not forgotten.
    epoch = atEpoch;
  }

  private void renew() {
    RestartDetector.tick();
    untilLook = LOOK_EACH;
    int now = RestartDetector.epoch();
    try (RandomOctets random = choice.random().get()) {
      // What the system's generator has buffered may be the same in a copy of this process.
      random.reseed();
      long seconds = System.currentTimeMillis() / MILLIS;
      long low = random.next12();
      begin(seconds << Integer.SIZE | Integer.toUnsignedLong(random.high()), low, now);
    }
  }
}
