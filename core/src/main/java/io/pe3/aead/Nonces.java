package io.pe3.aead;

import io.pe3.aead.engine.RandomOctets;
import io.pe3.error.NonceExhaustedException;
import io.pe3.key.DataKey;
import java.util.function.Supplier;

/**
 * Makes the nonces of one sealer in scheme {@code wamp} (wire profile, section 3):
 *
 * <pre>
 *   12 octets:   random (12)
 *   24 octets:   random (16), drawn hourly | counter (8)
 *   32 octets:   random (16), drawn hourly | zero (8) | counter (8)
 * </pre>
 *
 * <p>After {@link #next} the words hold the nonce's octets in order, little-endian in each word. No
 * system call, clock read or shared write per message.
 *
 * <p>Not thread-safe.
 */
final class Nonces implements AutoCloseable {
  private static final long RENEWAL_SECONDS = 3600;
  private static final int AES_BLOCK_SHIFT = 4;
  private static final int AES_BLOCK = 1 << AES_BLOCK_SHIFT;

  /** The length block and the pre-counter block, for each message. */
  private static final int EXTRA_BLOCKS = 2;

  long word0;
  long word1;
  long word2;
  long word3;

  private final DataKey key;
  private final AeadCipher cipher;
  private final int endpoints;
  private final boolean random12;
  private final Supplier<RandomOctets> source;

  /** Null until the first message is sealed: whoever only opens needs neither of the two. */
  private RandomOctets random;

  private MessageCount count;

  private int epoch;
  private int messagesLeft;
  private long blocksLeft;

  /** Follows the prefix; a test moves it. */
  long counter;

  /** When the prefix is drawn anew, in unix seconds; a test moves it. */
  long renewAt;

  Nonces(DataKey key, AeadCipher cipher, int endpoints, Supplier<RandomOctets> source) {
    this.key = key;
    this.cipher = cipher;
    this.endpoints = endpoints;
    this.source = source;
    this.random12 = cipher.nonceLength() == 12;
    RestartDetector.start();
  }

  /** Moves on to the nonce of the next message, of {@code length} octets of plaintext. */
  void next(int length) {
    if (messagesLeft == 0 || epoch != RestartDetector.epoch()) {
      renew();
    }
    if (random12) {
      long blocks = ((length + (AES_BLOCK - 1L)) >> AES_BLOCK_SHIFT) + EXTRA_BLOCKS;
      if (blocksLeft < blocks) {
        reserveBlocks(blocks);
      }
      blocksLeft -= blocks;
      messagesLeft--;
      word0 = random.next12();
      word1 = random.high() & 0xFFFF_FFFFL;
      return;
    }
    if (RestartDetector.coarseSeconds() >= renewAt) {
      drawPrefix();
    }
    messagesLeft--;
    putCounter(counter++);
  }

  /** How many more messages this sealer could seal if no other took any. */
  long remaining() {
    if (random12) {
      return Math.max(0, limit() - count().messages()) + messagesLeft;
    }
    return Long.MAX_VALUE;
  }

  @Override
  public void close() {
    if (random != null) {
      random.close();
    }
  }

  private void renew() {
    RestartDetector.tick();
    int now = RestartDetector.epoch();
    if (random == null || epoch != now) {
      if (random == null) {
        random = source.get();
      } else {
        random.reseed();
      }
      if (!random12) {
        drawPrefix();
      }
      // Last, so that a failure to draw is met again by the next message and not forgotten.
      epoch = now;
    }
    if (messagesLeft > 0) {
      return;
    }
    if (!random12) {
      messagesLeft = MessageCount.RESERVATION;
      return;
    }
    messagesLeft = count().reserveMessages(limit());
    if (messagesLeft == 0) {
      throw exhausted("messages", count().messages(), limit());
    }
  }

  private void reserveBlocks(long blocks) {
    long granted = count().reserveBlocks(blocks);
    if (granted == 0) {
      throw exhausted("blocks", count().blocks(), MessageCount.MAX_BLOCKS);
    }
    blocksLeft += granted;
  }

  private MessageCount count() {
    if (count == null) {
      count = MessageCount.of(key.certifiedId());
    }
    return count;
  }

  /** A key that is elsewhere too gets this process only its share. */
  private long limit() {
    return key.isExported() ? MessageCount.MAX_MESSAGES / endpoints : MessageCount.MAX_MESSAGES;
  }

  private void drawPrefix() {
    word0 = random.nextLong();
    word1 = random.nextLong();
    counter = 0;
    renewAt = RestartDetector.coarseSeconds() + RENEWAL_SECONDS;
  }

  private void putCounter(long value) {
    if (value < 0) {
      throw exhausted("messages", Long.MAX_VALUE, Long.MAX_VALUE);
    }
    long bigEndian = Long.reverseBytes(value);
    if (cipher.nonceLength() == 24) {
      word2 = bigEndian;
    } else {
      word2 = 0;
      word3 = bigEndian;
    }
  }

  private NonceExhaustedException exhausted(String what, long counted, long limit) {
    return new NonceExhaustedException(
        random12
            ? "this key has sealed as much as random nonces of 12 octets allow; take a new key, or"
                + " a cipher without this limit: xchacha20poly1305, xsalsa20poly1305 or aegis256"
            : "this sealer's message counter of 63 bits is used up; build a new sealer, which draws"
                + " another nonce prefix",
        "keyid",
        key.id(),
        "cipher",
        cipher.text(),
        "counted",
        what,
        "count",
        counted,
        "limit",
        limit);
  }
}
