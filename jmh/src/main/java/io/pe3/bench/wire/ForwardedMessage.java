package io.pe3.bench.wire;

import io.pe3.Buffers;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.wamp.Forwarder;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.OptionEntries;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** One protected message that comes to a router, and what becomes of it there. */
public final class ForwardedMessage {
  private static final int FRAMING = 1024;
  private static final long REQUEST = 239_714_735;
  private static final long FIRST = 5_512_315_355L;
  private static final long SECOND = 4_429_313_566L;
  private static final String URI = "com.example.temperature";
  private static final long SEED = 42;

  private final byte[] octets;
  private final UnsafeBuffer message;
  private final UnsafeBuffer output;
  private final MessageView view;
  private final Forwarder forwarder;
  private final OptionEntries details;
  private final JacksonForwarder jackson;
  private final int target;
  private final long second;
  private final String detail;

  /**
   * Makes the message.
   *
   * @param serializer of both sessions
   * @param kind publish, call or yield
   * @param size octets of the item
   */
  public ForwardedMessage(Serializer serializer, String kind, int size) {
    MessageType type = MessageType.valueOf(kind.toUpperCase(Locale.ROOT));
    octets = encode(serializer, type, size);
    message = Buffers.direct(octets.length);
    message.putBytes(0, octets);
    output = Buffers.direct(size + FRAMING);
    view = new MessageView(serializer);
    forwarder = new Forwarder(serializer);
    jackson = new JacksonForwarder(serializer);
    target = Forwarder.target(type).code();
    second = type == MessageType.YIELD ? Forwarder.NO_ID : SECOND;
    detail =
        switch (type) {
          case PUBLISH -> "topic";
          case CALL -> "procedure";
          default -> null;
        };
    details = OptionEntries.of(serializer, detail == null ? Map.of() : Map.of(detail, URI));
  }

  private static byte[] encode(Serializer serializer, MessageType type, int size) {
    byte[] item = new byte[size];
    new Random(SEED).nextBytes(item);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("ppt_scheme", "wamp");
    options.put("ppt_serializer", "cbor");
    options.put("ppt_cipher", "aes256gcm");
    options.put("ppt_keyid", "0x52908400098527886E0F7030069857D2E4169EE7");
    List<Object> elements =
        type == MessageType.YIELD
            ? List.of(type.code(), REQUEST, options, List.of(item))
            : List.of(type.code(), REQUEST, options, URI, List.of(item));
    byte[] octets = new byte[size + FRAMING];
    PayloadWriter writer = serializer.newWriter().wrap(new UnsafeBuffer(octets), 0, octets.length);
    PlainValues.write(writer, elements);
    return Arrays.copyOf(octets, writer.length());
  }

  /**
   * Forwards the message into one buffer.
   *
   * @return octets of the message that another session gets
   */
  public int forward() {
    forwarder.prepare(view.wrap(message, 0, octets.length));
    return forwarder.forward(FIRST, second, details, output, 0);
  }

  /**
   * Writes the header alone; the payload follows from where it stands.
   *
   * @return octets of header and payload together
   */
  public int forwardGather() {
    forwarder.prepare(view.wrap(message, 0, octets.length));
    return forwarder.header(FIRST, second, details, output, 0) + forwarder.tailLength();
  }

  /**
   * Decodes the message and encodes another.
   *
   * @return the message that another session gets
   */
  public byte[] forwardJackson() {
    return jackson.forward(octets, target, FIRST, second, detail, URI);
  }

  /**
   * Compares what comes out of the ways.
   *
   * @return whether all make the same message
   */
  public boolean agrees() {
    Serializer serializer = view.serializer();
    byte[] peer = forwardJackson();
    UnsafeBuffer other = new UnsafeBuffer(peer);
    Object expected = PlainValues.read(serializer.newReader().wrap(other, 0, peer.length));
    int length = forward();
    Object found = PlainValues.read(serializer.newReader().wrap(output, 0, length));
    return equal(expected, found) && forwardGather() == length;
  }

  private static boolean equal(Object a, Object b) {
    return switch (a) {
      case byte[] octets -> b instanceof byte[] others && Arrays.equals(octets, others);
      case List<?> list -> b instanceof List<?> others && equalLists(list, others);
      default -> a.equals(b);
    };
  }

  private static boolean equalLists(List<?> a, List<?> b) {
    boolean equal = a.size() == b.size();
    for (int i = 0; equal && i < a.size(); i++) {
      equal = equal(a.get(i), b.get(i));
    }
    return equal;
  }
}
