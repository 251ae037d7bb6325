package io.pe3.wamp;

import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.codec.Serializer;
import io.pe3.error.Pe3Exception;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view and a forwarder that have seen other messages say the same of a message as fresh ones:
 * remembered layouts change no verdict.
 */
class OptionsLayoutTest {
  private static final List<Map<String, Object>> OPTIONS =
      List.of(
          map(),
          map("ppt_scheme", "wamp", "ppt_serializer", "cbor", "ppt_cipher", "aes256gcm"),
          map("ppt_scheme", "mqtt", "ppt_serializer", "cbor", "ppt_cipher", "AES256gcm"),
          map("ppt_scheme", "", "ppt_cipher", "aes256gcm", "ppt_keyid", "k".repeat(42)),
          map("ppt_scheme", "wamp", "ppt_cipher", "aegis256", "ppt_keyid", "l".repeat(42)),
          map("acknowledge", true, "ppt_scheme", "wamp", "x_pe3_sealed", true, "progress", true),
          map("acknowledge", false, "ppt_scheme", "xamp", "x_pe3_sealed", true, "progress", false),
          map("enc_algo", "x_wamp_aes256gcm", "enc_key", "k", "timeout", 5L, "topic", "com.a"),
          map("enc_algo", "x_wamp_aes256gcm", "enc_key", "m", "timeout", 7L, "topic", "com.b"),
          map("ppt_a", "b", "ppt_b", "c", "other", "x".repeat(30)));

  private static final List<Attribute> ATTRIBUTES = List.of(Attribute.values());
  private static final int MESSAGES = 40;

  @Property(tries = 300)
  void shouldJudgeAMessageWhateverCameBefore(@ForAll long seed, @ForAll boolean cbor) {
    Random random = new Random(seed);
    Serializer serializer = cbor ? Serializer.CBOR : Serializer.MSGPACK;
    MessageView used = new MessageView(serializer);
    Forwarder usedForwarder = new Forwarder(serializer);
    for (int i = 0; i < MESSAGES; i++) {
      byte[] octets = octets(serializer, random);
      assertEquals(
          judge(new MessageView(serializer), new Forwarder(serializer), octets),
          judge(used, usedForwarder, octets),
          () -> HexFormat.of().formatHex(octets));
    }
  }

  /** One of few messages, in most cases with an octet changed. */
  private static byte[] octets(Serializer serializer, Random random) {
    Object options = OPTIONS.get(random.nextInt(OPTIONS.size()));
    byte[] octets =
        random.nextBoolean()
            ? message(serializer, 16, 1 << random.nextInt(20), options, "com.topic", item(random))
            : message(serializer, 70, 1 << random.nextInt(20), options, item(random));
    if (random.nextInt(3) > 0) {
      int at = random.nextInt(Math.min(octets.length, 100));
      octets[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return octets;
  }

  private static List<Object> item(Random random) {
    return List.of(new byte[random.nextInt(4) * 40]);
  }

  private static List<Object> judge(MessageView view, Forwarder forwarder, byte[] octets) {
    List<Object> verdict = new ArrayList<>();
    UnsafeBuffer buffer = new UnsafeBuffer(octets);
    try {
      view.wrap(buffer, 0, octets.length);
      MessageOptions options = view.options();
      verdict.add(view.type());
      verdict.add(view.requestId());
      verdict.add(List.of(options.entries(), options.carrierEntries(), options.otherEntries()));
      for (Attribute attribute : ATTRIBUTES) {
        verdict.add(List.of(options.has(attribute), options.isRepeated(attribute)));
        if (options.has(attribute)) {
          verdict.add(List.of(options.valueOffset(attribute), options.valueLength(attribute)));
        }
      }
      verdict.add(view.uri() == null ? "" : view.uri());
      verdict.add(options.carrier());
      verdict.add(view.item().length());
    } catch (Pe3Exception e) {
      verdict.add(e.code() + " " + e.getMessage());
    }
    verdict.add(forward(view, forwarder, buffer));
    return verdict;
  }

  private static Object forward(MessageView view, Forwarder forwarder, UnsafeBuffer buffer) {
    UnsafeBuffer out = new UnsafeBuffer(new byte[1024]);
    OptionEntries details = OptionEntries.of(view.serializer(), map("publisher", 9L));
    try {
      forwarder.prepare(view.wrap(buffer, 0, buffer.capacity()));
      long second = forwarder.type() == MessageType.RESULT ? Forwarder.NO_ID : 12;
      byte[] forwarded = new byte[forwarder.forward(11, second, details, out, 0)];
      out.getBytes(0, forwarded);
      return HexFormat.of().formatHex(forwarded);
    } catch (Pe3Exception e) {
      return e.code() + " " + e.getMessage();
    }
  }
}
