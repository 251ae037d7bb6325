package io.pe3.wamp;

import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.internal.AgronaAccess;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Entries for Options or Details, encoded once for every session serializer, that are added to
 * messages as they are rewritten. Immutable and thread-safe.
 */
public final class AddedEntries {
  /** No entries. */
  public static final AddedEntries NONE = new AddedEntries(Map.of());

  private static final int MAX_INLINE_ENTRIES = 15;
  private static final int FRAMING = 16;

  private final int count;
  private final UnsafeBuffer cbor;
  private final UnsafeBuffer msgPack;
  private final UnsafeBuffer json;

  /**
   * Encodes entries.
   *
   * @param entries names and values, as {@link PlainValues} takes them; at most 15
   */
  public AddedEntries(Map<String, ?> entries) {
    AgronaAccess.require();
    if (entries.size() > MAX_INLINE_ENTRIES) {
      throw new IllegalArgumentException("at most 15 entries are added: " + entries.size());
    }
    count = entries.size();
    cbor = encode(Serializer.CBOR, entries);
    msgPack = encode(Serializer.MSGPACK, entries);
    json = encode(Serializer.JSON, entries);
  }

  private static UnsafeBuffer encode(Serializer serializer, Map<String, ?> entries) {
    int capacity = FRAMING;
    for (Map.Entry<String, ?> entry : entries.entrySet()) {
      capacity += FRAMING + 6 * (entry.getKey().length() + String.valueOf(entry.getValue()).length());
    }
    UnsafeBuffer whole = new UnsafeBuffer(new byte[capacity]);
    PayloadWriter writer = serializer.newWriter().wrap(whole, 0, capacity);
    PlainValues.write(writer, entries);
    // A map of so few entries has a head of one octet in the binary formats, and in JSON a brace
    // at either end.
    int framing = serializer == Serializer.JSON ? 2 : 1;
    return new UnsafeBuffer(whole, 1, writer.length() - framing);
  }

  /**
   * How many entries.
   *
   * @return 0 to 15
   */
  public int count() {
    return count;
  }

  /** The entries without what frames them as a map; in JSON commas stand between. */
  DirectBuffer octets(Serializer session) {
    return switch (session) {
      case CBOR -> cbor;
      case MSGPACK -> msgPack;
      case JSON -> json;
      case FLATBUFFERS, NATIVE -> throw new IllegalArgumentException("no session serializer");
    };
  }
}
