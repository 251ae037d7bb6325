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

/**
 * Protected messages that come to a router one after another, and what becomes of them there. As
 * from many publishers, each has another request, topic or procedure, key, and payload, and their
 * options come in several forms: with another cipher, with a key named in another way, with what
 * asks for an acknowledgement or a timeout before or behind the attributes. The order is random but
 * the same in every run.
 */
public final class ForwardedMessages {
  private static final int FRAMING = 1024;
  private static final int MOST = 64;
  private static final int LEAST = 4;
  private static final int MOST_OCTETS = 4 << 20;
  private static final int URIS = 8;
  private static final int KEYS = 8;
  private static final long FIRST = 5_512_315_355L;
  private static final long SECOND = 4_429_313_566L;
  private static final long REQUESTS = 1L << 32;
  private static final long SEED = 42;

  private final byte[][] octets;
  private final int[] offsets;
  private final int[] uris;
  private final UnsafeBuffer input;
  private final UnsafeBuffer output;
  private final MessageView view;
  private final Forwarder forwarder;
  private final String[] names = new String[URIS];
  private final OptionEntries[] details = new OptionEntries[URIS];
  private final JacksonForwarder jackson;
  private final int target;
  private final long second;
  private final String detail;
  private int next;

  /**
   * Makes the messages.
   *
   * @param serializer of both sessions
   * @param kind publish, call or yield
   * @param size octets of the item
   */
  public ForwardedMessages(Serializer serializer, String kind, int size) {
    MessageType type = MessageType.valueOf(kind.toUpperCase(Locale.ROOT));
    int count = Math.clamp(MOST_OCTETS / size, LEAST, MOST);
    octets = new byte[count][];
    offsets = new int[count];
    uris = new int[count];
    Random random = new Random(SEED);
    int end = 0;
    for (int i = 0; i < count; i++) {
      uris[i] = random.nextInt(URIS);
      octets[i] = encode(serializer, type, uri(uris[i]), size, random);
      offsets[i] = end;
      end += octets[i].length;
    }
    input = Buffers.direct(end);
    for (int i = 0; i < count; i++) {
      input.putBytes(offsets[i], octets[i]);
    }
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
    for (int i = 0; i < URIS; i++) {
      names[i] = uri(i);
      details[i] =
          OptionEntries.of(serializer, detail == null ? Map.of() : Map.of(detail, names[i]));
    }
  }

  private static String uri(int number) {
    return "com.example.temperature." + "north.south.east.west".substring(0, 2 * number);
  }

  private static byte[] encode(
      Serializer serializer, MessageType type, String uri, int size, Random random) {
    byte[] item = new byte[size];
    random.nextBytes(item);
    long request = random.nextLong(REQUESTS);
    Map<String, Object> options = options(type, random);
    List<Object> elements =
        type == MessageType.YIELD
            ? List.of(type.code(), request, options, List.of(item))
            : List.of(type.code(), request, options, uri, List.of(item));
    byte[] octets = new byte[size + FRAMING];
    PayloadWriter writer = serializer.newWriter().wrap(new UnsafeBuffer(octets), 0, octets.length);
    PlainValues.write(writer, elements);
    return Arrays.copyOf(octets, writer.length());
  }

  private static Map<String, Object> options(MessageType type, Random random) {
    Map<String, Object> options = new LinkedHashMap<>();
    int form = random.nextInt(4);
    if (form == 1 && type != MessageType.YIELD) {
      options.put(type == MessageType.PUBLISH ? "acknowledge" : "receive_progress", true);
    }
    options.put("ppt_scheme", "wamp");
    options.put("ppt_serializer", "cbor");
    options.put("ppt_cipher", random.nextInt(4) == 0 ? "xsalsa20poly1305" : "aes256gcm");
    int key = random.nextInt(KEYS);
    options.put(
        "ppt_keyid",
        random.nextInt(4) == 0
            ? "com.example.key." + key
            : "0x5290840009852788" + key + "E0F7030069857D2E4169EE7");
    if (form == 2) {
      options.put(type == MessageType.PUBLISH ? "exclude_me" : "x_trace", false);
    }
    return options;
  }

  private int next() {
    int i = next;
    next = i + 1 == octets.length ? 0 : i + 1;
    return i;
  }

  /**
   * Forwards the next message into one buffer.
   *
   * @return octets of the message that another session gets
   */
  public int forward() {
    return forward(next());
  }

  private int forward(int i) {
    forwarder.prepare(view.wrap(input, offsets[i], octets[i].length));
    return forwarder.forward(FIRST, second, details[uris[i]], output, 0);
  }

  /**
   * Writes the header of the next message alone; the payload follows from where it stands.
   *
   * @return octets of header and payload together
   */
  public int forwardGather() {
    return forwardGather(next());
  }

  private int forwardGather(int i) {
    forwarder.prepare(view.wrap(input, offsets[i], octets[i].length));
    return forwarder.header(FIRST, second, details[uris[i]], output, 0) + forwarder.tailLength();
  }

  /**
   * Decodes the next message and encodes another.
   *
   * @return the message that another session gets
   */
  public byte[] forwardJackson() {
    return forwardJackson(next());
  }

  private byte[] forwardJackson(int i) {
    return jackson.forward(octets[i], target, FIRST, second, detail, names[uris[i]]);
  }

  /**
   * Compares what comes out of the ways.
   *
   * @return whether all make the same messages
   */
  public boolean agrees() {
    Serializer serializer = view.serializer();
    boolean agrees = true;
    for (int i = 0; i < octets.length; i++) {
      byte[] peer = forwardJackson(i);
      UnsafeBuffer other = new UnsafeBuffer(peer);
      Object expected = PlainValues.read(serializer.newReader().wrap(other, 0, peer.length));
      int length = forward(i);
      Object found = PlainValues.read(serializer.newReader().wrap(output, 0, length));
      agrees &= equal(expected, found) && forwardGather(i) == length;
    }
    return agrees;
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
