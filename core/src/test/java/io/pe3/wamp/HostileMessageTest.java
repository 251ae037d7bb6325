package io.pe3.wamp;

import static io.pe3.wamp.WampTesting.SESSIONS;
import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.message;
import static io.pe3.wamp.WampTesting.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Whatever octets come, reading and forwarding give an answer or an error of PE3. */
class HostileMessageTest {
  private final UnsafeBuffer output = new UnsafeBuffer(new byte[1 << 16]);
  private int answered;

  private void use(Serializer serializer, byte[] octets) {
    try {
      MessageView view = WampTesting.view(serializer, octets);
      view.uri();
      view.options().carrier();
      view.options().validateOptions();
      view.argsLength();
      if (view.hasBareItem()) {
        view.bareItem();
      }
      answered++;
      for (Serializer to : SESSIONS) {
        forward(view, to);
      }
      view.item();
    } catch (Pe3Exception e) {
      // Refused, as it may be.
    }
  }

  private void forward(MessageView view, Serializer to) {
    if (Forwarder.target(view.type()) == MessageType.UNKNOWN) {
      return;
    }
    Forwarder forwarder = new Forwarder(to).prepare(view);
    long second = view.type() == MessageType.YIELD ? Forwarder.NO_ID : 2;
    int length = forwarder.forward(1, second, OptionEntries.of(to, map("a", 1)), output, 0);
    byte[] octets = new byte[length];
    output.getBytes(0, octets);
    // What is passed on is a message, or the router would break its subscribers.
    WampTesting.view(to, octets).argsLength();
  }

  private static List<byte[]> messages(Serializer serializer) {
    byte[] item = {1, 2, 3, 4, 5};
    return List.of(
        message(
            serializer,
            16,
            1,
            map("acknowledge", true, "ppt_scheme", "wamp", "ppt_cipher", "aes256gcm"),
            "com.example",
            List.of(item)),
        message(serializer, 70, 1 << 20, map("enc_algo", "x_a", "progress", true), item),
        message(
            serializer,
            8,
            68,
            5,
            map(),
            "e.x",
            List.of("a", 1.5, map("b", List.of())),
            map("k", -1)),
        message(serializer, 1, "realm", map("roles", map("caller", map()))));
  }

  @Test
  void shouldRefuseEveryTruncation() {
    for (Serializer serializer : SESSIONS) {
      for (byte[] octets : messages(serializer)) {
        for (int length = 0; length < octets.length; length++) {
          byte[] cut = Arrays.copyOf(octets, length);
          assertThrows(
              MalformedException.class, () -> WampTesting.view(serializer, cut).argsLength());
        }
      }
    }
  }

  @Test
  void shouldSurviveEveryChangedOctet() {
    for (Serializer serializer : SESSIONS) {
      for (byte[] octets : messages(serializer)) {
        for (int i = 0; i < octets.length; i++) {
          for (int value = 0; value < 256; value++) {
            byte[] changed = octets.clone();
            changed[i] = (byte) value;
            use(serializer, changed);
          }
        }
      }
    }
    assertTrue(answered > 0);
  }

  /** What was found in a message, or null when it was refused. */
  private static List<Object> facts(byte[] octets) {
    try {
      MessageView view = WampTesting.view(Serializer.CBOR, octets);
      MessageOptions options = view.options();
      view.argsLength();
      List<Object> facts = new ArrayList<>();
      facts.add(view.code());
      for (int i = 0; i < view.idCount(); i++) {
        facts.add(view.id(i));
      }
      facts.add(String.valueOf(view.uri()));
      facts.add(options.entries() + " " + options.carrierEntries());
      facts.add(options.isTrue(Attribute.ACKNOWLEDGE));
      for (Attribute attribute : Attribute.values()) {
        facts.add(options.valueLength(attribute));
      }
      facts.add(view.argsLength() + " " + view.kwargsLength() + " " + view.tailElements());
      facts.add(view.hasBareItem());
      return facts;
    } catch (Pe3Exception e) {
      return null;
    }
  }

  @Test
  void shouldFindTheSameInMessagesOfUsualAndOtherForm() {
    int same = 0;
    for (byte[] octets : messages(Serializer.CBOR)) {
      for (int i = 1; i < octets.length; i++) {
        for (int value = 0; value < 256; value++) {
          byte[] usual = octets.clone();
          usual[i] = (byte) value;
          byte[] other = Arrays.copyOf(usual, usual.length + 1);
          other[0] = (byte) 0x9f;
          other[usual.length] = (byte) 0xff;
          List<Object> found = facts(usual);
          if (found != null) {
            assertEquals(facts(other), found, () -> HexFormat.of().formatHex(usual));
            same++;
          }
        }
      }
    }
    assertTrue(same > 1000, "" + same);
  }

  @Property(tries = 3000)
  void shouldSurviveAnyOctets(@ForAll @Size(max = 60) byte[] octets, @ForAll Random random) {
    for (Serializer serializer : SESSIONS) {
      use(serializer, octets);
      byte[] whole = messages(serializer).get(random.nextInt(4));
      byte[] spliced = Arrays.copyOf(whole, whole.length + octets.length);
      int at = random.nextInt(whole.length);
      System.arraycopy(octets, 0, spliced, at, octets.length);
      use(serializer, spliced);
    }
  }

  @Test
  void shouldRefuseDeepNesting() {
    byte[] cbor = new byte[5000];
    Arrays.fill(cbor, (byte) 0x81);
    cbor[1] = 0x10;
    assertThrows(Pe3Exception.class, () -> WampTesting.view(Serializer.CBOR, cbor).argsLength());
    byte[] json = utf8("[16,1,{},\"t\"," + "[".repeat(100) + "]".repeat(100) + "]");
    assertThrows(
        MalformedException.class, () -> WampTesting.view(Serializer.JSON, json).argsLength());
    byte[] msgpack = new byte[5000];
    Arrays.fill(msgpack, (byte) 0x91);
    msgpack[1] = 0x10;
    assertThrows(
        Pe3Exception.class, () -> WampTesting.view(Serializer.MSGPACK, msgpack).argsLength());
  }

  @Test
  void shouldReserveNothingForLengthsThatAreLies() {
    for (String hex :
        List.of("9a7fffffff10", "851001ba7fffffff", "851001a06174815b00000fffffffffff")) {
      byte[] octets = HexFormat.of().parseHex(hex);
      assertThrows(
          MalformedException.class, () -> WampTesting.view(Serializer.CBOR, octets).argsLength());
    }
    for (String hex : List.of("dd7fffffff10", "951001df7fffffff", "95100180a17491c67fffffff")) {
      byte[] octets = HexFormat.of().parseHex(hex);
      assertThrows(
          MalformedException.class,
          () -> WampTesting.view(Serializer.MSGPACK, octets).argsLength());
    }
  }
}
