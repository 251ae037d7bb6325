package io.pe3.envelope.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.RestartDetector;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.RandomOctets;
import io.pe3.error.NonceExhaustedException;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;

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
  private final Engine engine;
  private final boolean messageKeys;

  private SealingKey key;
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
   * @param engine that does the work
   * @param messageKeys whether every message gets a key of its own
   */
  SealingSender(DataKey dataKey, AeadCipher cipher, Engine engine, boolean messageKeys) {
    this.dataKey = dataKey;
    this.cipher = cipher;
    this.engine = engine;
    this.messageKeys = messageKeys;
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

  /** The sender's key, when messages have none of their own. */
  SealingKey key() {
    return key;
  }

  /** A key for this message alone, which the caller closes. */
  SealingKey messageKey() {
    return SealingKey.ofMessage(dataKey, cipher, engine, high, low, counter);
  }

  /** Wipes the prepared key. A second call does nothing. */
  @Override
  public void close() {
    if (key != null) {
      key.close();
    }
    messagesLeft = 0;
  }

  /** Begins a given sender, as a test does whose payloads are written down. */
  void begin(long newHigh, long newLow, int atEpoch) {
    SealingKey former = key;
    key = messageKeys ? null : SealingKey.ofSender(dataKey, cipher, engine, newHigh, newLow);
    high = newHigh;
    low = newLow;
    counter = 0;
    messagesLeft = MAX_MESSAGES;
    blocksLeft = MAX_BLOCKS;
    renewAt = RestartDetector.coarseSeconds() + RENEWAL_SECONDS;
    if (former != null) {
      former.close();
    }
    // Last, so that a failure is met again by the next message and not forgotten.
    epoch = atEpoch;
  }

  private void renew() {
    RestartDetector.tick();
    untilLook = LOOK_EACH;
    int now = RestartDetector.epoch();
    try (RandomOctets random = engine.newRandomOctets()) {
      // What the system's generator has buffered may be the same in a copy of this process.
      random.reseed();
      long seconds = System.currentTimeMillis() / MILLIS;
      long low = random.next12();
      begin(seconds << Integer.SIZE | Integer.toUnsignedLong(random.high()), low, now);
    }
  }
}
