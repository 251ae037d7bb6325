package io.pe3.wamp;

import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.internal.AgronaAccess;
import java.util.Arrays;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Entries of an Options or Details map, serialized once to be written into many messages.
 *
 * <p>Immutable and thread-safe.
 */
public final class OptionEntries {
  private static final int INITIAL_OCTETS = 512;
  private static final int MAX_OCTETS = 1 << 20;

  /** As many as the heads of the session serializers have two octets for. */
  private static final int MAX_ENTRIES = 0xffff;

  private final Serializer serializer;
  private final int count;
  private final UnsafeBuffer octets;
  private final boolean special;
  private final boolean progress;

  private OptionEntries(Serializer serializer, Map<String, ?> entries, byte[] octets) {
    this.serializer = serializer;
    this.count = entries.size();
    this.octets = new UnsafeBuffer(octets);
    this.special = entries.keySet().stream().anyMatch(Attribute::isSpecial);
    this.progress = entries.containsKey(Attribute.PROGRESS.key().text());
  }

  /**
   * Serializes entries.
   *
   * @param serializer of the session that they are for
   * @param entries names and values, as {@link PlainValues} takes them
   * @return the entries, in the order of the map
   * @throws io.pe3.error.UnrepresentableException when the serializer has no form for a value
   * @throws io.pe3.error.UnsupportedSerializerException when it is no session serializer
   * @throws LimitExceededException when they are more than 65 535 or take more than 1 MiB
   */
  public static OptionEntries of(Serializer serializer, Map<String, ?> entries) {
    AgronaAccess.require();
    byte[] map = serialize(serializer.newWriter(), entries);
    UnsafeBuffer head = new UnsafeBuffer(new byte[SessionHeads.MAX_LENGTH]);
    int from = SessionHeads.map(serializer, entries.size(), head, 0);
    int to = serializer == Serializer.JSON ? map.length - 1 : map.length;
    return new OptionEntries(serializer, entries, Arrays.copyOfRange(map, from, to));
  }

  private static byte[] serialize(PayloadWriter writer, Map<String, ?> entries) {
    if (entries.size() > MAX_ENTRIES) {
      throw tooMuch("entries", MAX_ENTRIES);
    }
    for (int capacity = INITIAL_OCTETS; capacity <= MAX_OCTETS; capacity *= 2) {
      byte[] octets = new byte[capacity];
      try {
        PlainValues.write(writer.wrap(new UnsafeBuffer(octets), 0, capacity), entries);
        return Arrays.copyOf(octets, writer.length());
      } catch (BufferTooSmallException e) {
        // A larger one is tried.
      }
    }
    throw tooMuch("octets", MAX_OCTETS);
  }

  private static LimitExceededException tooMuch(String limit, int maximum) {
    return new LimitExceededException(
        "no message needs as many options", "limit", limit, "maximum", maximum);
  }

  /**
   * The session serializer.
   *
   * @return as given to {@link #of}
   */
  public Serializer serializer() {
    return serializer;
  }

  /**
   * How many entries there are.
   *
   * @return 0 to 65 535
   */
  public int count() {
    return count;
  }

  /**
   * How long they are.
   *
   * @return octets, without the head of a map
   */
  public int length() {
    return octets.capacity();
  }

  /**
   * Whether one of them is a carrier's attribute or PE3's mark.
   *
   * @return true for names that begin with {@code ppt_}, {@code e2ee_}, {@code enc_} or {@code
   *     x_pe3_}
   */
  public boolean hasSpecialEntries() {
    return special;
  }

  /** Whether one of them is a progress mark. */
  boolean hasProgress() {
    return progress;
  }

  /** Their octets, not to be changed. */
  DirectBuffer octets() {
    return octets;
  }
}
