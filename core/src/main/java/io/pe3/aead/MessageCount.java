package io.pe3.aead;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages and AES blocks were sealed under a key with random nonces of 12 octets, by all
 * sealers of the process together (wire profile, section 3). Sealers reserve ahead; what they don't
 * use stays counted. Entries are never removed: a key that is imported again goes on where it was.
 */
final class MessageCount {
  /** Messages that a sealer reserves at a time. */
  static final int RESERVATION = 4096;

  /** Most messages under one key, over all who share it. */
  static final long MAX_MESSAGES = 1L << 32;

  /** Most AES blocks under one key. */
  static final long MAX_BLOCKS = 1L << 40;

  private static final long BLOCK_RESERVATION = 1L << 20;
  private static final ConcurrentHashMap<String, MessageCount> COUNTS = new ConcurrentHashMap<>();

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong blocks = new AtomicLong();

  private MessageCount() {}

  /** The count of a key, by the id that its octets certify. */
  static MessageCount of(String certifiedId) {
    return COUNTS.computeIfAbsent(certifiedId, id -> new MessageCount());
  }

  /** Reserves messages below a limit; 0 when it is reached. */
  int reserveMessages(long limit) {
    return (int) reserve(messages, RESERVATION, limit);
  }

  /** Reserves at least {@code needed} blocks; 0 when that many are not left. */
  long reserveBlocks(long needed) {
    long granted = reserve(blocks, Math.max(needed, BLOCK_RESERVATION), MAX_BLOCKS);
    return granted < needed ? 0 : granted;
  }

  /** Messages reserved so far. */
  long messages() {
    return messages.get();
  }

  /** Blocks reserved so far. */
  long blocks() {
    return blocks.get();
  }

  private static long reserve(AtomicLong count, long wanted, long limit) {
    while (true) {
      long before = count.get();
      long granted = Math.min(wanted, limit - before);
      if (granted <= 0) {
        return 0;
      }
      if (count.compareAndSet(before, before + granted)) {
        return granted;
      }
    }
  }
}
