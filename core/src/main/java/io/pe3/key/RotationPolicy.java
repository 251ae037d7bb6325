package io.pe3.key;

import java.time.Duration;

/**
 * When a sealer takes another key (wire profile, section 5). The parts go together: a policy of a
 * key for each URI, every hour, makes a key for each URI and replaces each of them after an hour.
 * Immutable.
 *
 * @param perMessage whether each message has a key of its own, derived from the data key
 *     (MESSAGE_KEY, scheme {@code x_pe3} only); what is distributed is the data key
 * @param perUri whether each URI has a data key of its own
 * @param messages how many messages a data key seals at most, or {@link #UNLIMITED}
 * @param seconds how long a data key seals at most, or {@link #UNLIMITED}
 */
public record RotationPolicy(boolean perMessage, boolean perUri, long messages, long seconds) {
  /** No limit of messages or seconds. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** One data key, which is never replaced. */
  public static final RotationPolicy NEVER = new RotationPolicy(false, false, UNLIMITED, UNLIMITED);

  /**
   * Makes a policy.
   *
   * @throws IllegalArgumentException when a number is below 1
   */
  public RotationPolicy {
    if (messages < 1 || seconds < 1) {
      throw new IllegalArgumentException(
          "a data key seals for 1 message and 1 second at least: messages="
              + messages
              + " seconds="
              + seconds);
    }
  }

  /**
   * This policy with a key of its own for each message.
   *
   * @return the changed policy
   */
  public RotationPolicy everyMessage() {
    return new RotationPolicy(true, perUri, messages, seconds);
  }

  /**
   * This policy with a data key of its own for each URI.
   *
   * @return the changed policy
   */
  public RotationPolicy everyUri() {
    return new RotationPolicy(perMessage, true, messages, seconds);
  }

  /**
   * This policy with another data key after a number of messages.
   *
   * @param count messages of one data key, 1 or more
   * @return the changed policy
   */
  public RotationPolicy every(long count) {
    return new RotationPolicy(perMessage, perUri, count, seconds);
  }

  /**
   * This policy with another data key after a time.
   *
   * @param time of one data key, 1 second or more; parts of a second are dropped
   * @return the changed policy
   */
  public RotationPolicy every(Duration time) {
    return new RotationPolicy(perMessage, perUri, messages, time.toSeconds());
  }
}
