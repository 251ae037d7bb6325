package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.compress.ZstdLimits;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.replay.ReplayGuard;
import io.pe3.replay.ReplayState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A message that follows another one is opened by a shorter way. Whatever came before, it has to be
 * opened or refused as by an opener that has opened nothing yet.
 */
class FollowingMessagesTest {
  private static final PayloadContext OTHER =
      PayloadContext.of(PayloadTesting.REALM, Flow.EVENT, "com.example.other");
  private static final int MAX_BODY = 200;
  private static final int CAPACITY = 512;

  /** A sender's messages, in order, and where they go. */
  private record Stream(
      PayloadAttributes attributes, PayloadContext context, List<byte[]> payloads) {}

  /** What opening comes to. */
  private record Outcome(String result, String message, String octets) {}

  @Property(tries = 60)
  void shouldOpenAsAnOpenerDoesThatOpenedNothingBefore(@ForAll long seed) {
    Random random = new Random(seed);
    try (DataKey key = DataKey.generate()) {
      List<Stream> streams = streams(key, random);
      int[] next = new int[streams.size()];
      ReplayState[] states = {new ReplayState(), new ReplayState()};
      ReplayState[] expectedStates = {new ReplayState(), new ReplayState()};
      ReplayGuard[] shared = {new ReplayGuard(states[0]), new ReplayGuard(states[1])};
      ReplayGuard[] own = {new ReplayGuard(states[0]), new ReplayGuard(states[1])};
      try (PayloadOpener one = opener(key, new ReplayState());
          PayloadOpener two = opener(key, new ReplayState());
          PayloadOpener three = opener(key, new ReplayState())) {
        PayloadOpener[] openers = {one, two, three};
        int stream = 0;
        int endpoint = 0;
        for (int i = 0; i < 250; i++) {
          if (random.nextInt(8) == 0) {
            stream = random.nextInt(streams.size());
          }
          if (random.nextInt(12) == 0) {
            endpoint = 1 - endpoint;
          }
          int opener = random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0;
          Stream of = streams.get(stream);
          byte[] payload = payload(of, next, stream, random);
          PayloadContext context = random.nextInt(20) == 0 ? other(of) : of.context();
          boolean inPlace = random.nextInt(6) == 0;
          openers[opener].replayGuard(opener == 2 ? own[endpoint] : shared[endpoint]);
          Outcome expected;
          try (PayloadOpener fresh = opener(key, expectedStates[endpoint])) {
            expected = open(fresh, of.attributes(), context, payload, inPlace);
          }
          Outcome actual = open(openers[opener], of.attributes(), context, payload, inPlace);
          if (!isRefusedLate(expected, actual)) {
            assertEquals(expected, actual, "message " + i);
          }
        }
      }
    }
  }

  /**
   * What another opener accepted meanwhile is refused after decryption, so that its output is
   * wiped, and if it is forged as well it is refused for that.
   */
  private static boolean isRefusedLate(Outcome expected, Outcome actual) {
    boolean refused =
        actual.result().equals(expected.result())
            || actual.result().startsWith("AUTHENTICATION_FAILED");
    return expected.result().startsWith("REPLAYED")
        && refused
        && actual.message().equals(expected.message())
        && actual.octets().matches("(00|a5)*");
  }

  private static PayloadOpener opener(DataKey key, ReplayState state) {
    PayloadLimits limits = new PayloadLimits(MAX_BODY, ZstdLimits.DEFAULT, 64);
    return PayloadOpener.builder(key).limits(limits).replayState(state).build();
  }

  private static PayloadContext other(Stream stream) {
    return stream.context() == OTHER ? PayloadTesting.EVENT : OTHER;
  }

  /** The next message of a stream mostly; or one that was there before, skipped, or changed. */
  private static byte[] payload(Stream of, int[] next, int stream, Random random) {
    int index = next[stream] % of.payloads().size();
    switch (random.nextInt(16)) {
      case 0 -> {
        return of.payloads().get(random.nextInt(index + 1));
      }
      case 1 -> index = (index + 1 + random.nextInt(3)) % of.payloads().size();
      case 2, 3 -> {
        byte[] changed = of.payloads().get(index).clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
      }
      case 4 -> {
        return Arrays.copyOf(of.payloads().get(index), random.nextInt(60));
      }
      default -> {}
    }
    next[stream] = index + 1;
    return of.payloads().get(index);
  }

  private static List<Stream> streams(DataKey key, Random random) {
    List<AeadCipher> ciphers =
        List.of(AeadCipher.AES256GCM, AeadCipher.XCHACHA20POLY1305, AeadCipher.AEGIS256);
    AeadCipher cipher = ciphers.get(random.nextInt(ciphers.size()));
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Serializer serializer = i == 1 ? Serializer.CBOR : Serializer.NATIVE;
      PayloadContext context = i == 2 ? OTHER : PayloadTesting.EVENT;
      PayloadSealerBuilder builder =
          PayloadSealer.builder(key)
              .cipher(cipher)
              .serializer(serializer)
              .padding(i == 3)
              .messageKeys(i == 4);
      // Every other message is compressed.
      try (PayloadSealer sealer = (i == 5 ? builder.compression(1, 64) : builder).build()) {
        List<byte[]> payloads = new ArrayList<>();
        for (int message = 0; message < 80; message++) {
          payloads.add(seal(sealer, context, body(serializer, i == 5, random)));
        }
        PayloadContext arriving = i == 6 ? context.openingReplays() : context;
        streams.add(new Stream(sealer.attributes(), arriving, payloads));
      }
    }
    return streams;
  }

  private static byte[] body(Serializer serializer, boolean compressible, Random random) {
    if (serializer == Serializer.CBOR) {
      return PayloadTesting.hex("a1 64 61726773 81 05"); // {"args": [5]}
    }
    if (compressible && random.nextBoolean()) {
      return new byte[100];
    }
    byte[] body = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? MAX_BODY + 40 : 60)];
    random.nextBytes(body);
    return body;
  }

  private static byte[] seal(PayloadSealer sealer, PayloadContext context, byte[] body) {
    UnsafeBuffer out = PayloadTesting.output(CAPACITY);
    int length = sealer.seal(context, new UnsafeBuffer(body), 0, body.length, out, 0);
    return PayloadTesting.octets(out, 0, length);
  }

  private static Outcome open(
      PayloadOpener opener,
      PayloadAttributes attributes,
      PayloadContext context,
      byte[] payload,
      boolean inPlace) {
    UnsafeBuffer src = PayloadTesting.output(CAPACITY);
    src.putBytes(7, payload);
    UnsafeBuffer dst = inPlace ? src : PayloadTesting.output(CAPACITY);
    String result;
    try {
      int length = opener.open(attributes, context, src, 7, payload.length, dst, 7);
      result = length + " " + opener.hasUri() + opener.isReplay() + opener.argsLength();
    } catch (Pe3Exception e) {
      result = e.code().name() + " " + e.getMessage();
    }
    ReplyTo message = new ReplyTo();
    opener.lastMessage(message);
    byte[] octets = PayloadTesting.octets(dst, 0, CAPACITY);
    String named = message.senderHex() + " " + message.counter();
    return new Outcome(result, named, PayloadTesting.hexOf(octets));
  }
}
