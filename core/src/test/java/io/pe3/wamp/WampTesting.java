package io.pe3.wamp;

import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes messages from plain values, and looks at them in the midst of other octets. */
public final class WampTesting {
  /** The session serializers. */
  public static final List<Serializer> SESSIONS =
      List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON);

  private static final int GUARD = 16;

  private WampTesting() {}

  /** A value in a session serializer. */
  public static byte[] encode(Serializer serializer, Object value) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
    PayloadWriter writer = serializer.newWriter().wrap(buffer, 0, buffer.capacity());
    PlainValues.write(writer, value);
    byte[] octets = new byte[writer.length()];
    buffer.getBytes(0, octets);
    return octets;
  }

  /** A message in a session serializer. */
  public static byte[] message(Serializer serializer, Object... elements) {
    return encode(serializer, Arrays.asList(elements));
  }

  /** A value back from its octets. */
  public static Object decode(Serializer serializer, byte[] octets) {
    return PlainValues.read(
        serializer.newReader().wrap(new UnsafeBuffer(octets), 0, octets.length));
  }

  /** A view of a message that stands in the midst of other octets, in direct memory. */
  public static MessageView view(Serializer serializer, byte[] octets) {
    UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(octets.length + 2 * GUARD));
    buffer.setMemory(0, buffer.capacity(), (byte) '1');
    buffer.putBytes(GUARD, octets);
    return new MessageView(serializer).wrap(buffer, GUARD, octets.length);
  }

  /** A view of a message made of plain values. */
  public static MessageView view(Serializer serializer, Object... elements) {
    return view(serializer, message(serializer, elements));
  }

  /** Names and values in turn. */
  public static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  /** The octets of a text. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A part of the buffer that a view is wrapped around, as a value. */
  public static Object part(MessageView view, int offset, int length) {
    byte[] octets = new byte[length];
    view.buffer().getBytes(offset, octets);
    return decode(view.serializer(), octets);
  }

  /** The octets of an item. */
  public static byte[] octets(ProtectedItem item) {
    byte[] octets = new byte[item.length()];
    item.octets().getBytes(0, octets);
    return octets;
  }
}
