package io.pe3.launch;

import io.pe3.Buffers;
import io.pe3.LaunchFlags;
import io.pe3.OpenedPayload;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.SealedPayload;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.codec.CborReader;
import io.pe3.codec.CborWriter;
import io.pe3.codec.JsonReader;
import io.pe3.codec.JsonWriter;
import io.pe3.codec.MsgPackReader;
import io.pe3.codec.MsgPackWriter;
import io.pe3.codec.PayloadKey;
import io.pe3.compress.ZstdCompressor;
import io.pe3.compress.ZstdDecompressor;
import io.pe3.key.DataKey;
import io.pe3.key.KeyFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs in a JVM of its own: does what it is told and prints one line for each action, {@code
 * ACTION: ok …} or {@code ACTION: error class and message}.
 */
final class Probe {
  private Probe() {}

  /** What it can be told to do. */
  @SuppressWarnings("ImmutableEnumChecker") // the lambdas have no state
  enum Action {
    DIRECT_BUFFER(() -> Buffers.direct(64)),
    HEAP_BUFFER(() -> Buffers.heap(64)),
    SEALER(() -> PayloadSealer.builder(DataKey.generate()).scheme(PayloadScheme.WAMP).build()),
    OPENER(() -> PayloadOpener.builder(DataKey.generate()).schemes(PayloadScheme.WAMP).build()),
    ENGINES(AeadEngines::standard),
    GENERATE(() -> DataKey.generate().id()),
    AES256GCM(() -> AeadEngines.standard().chosen(AeadCipher.AES256GCM)),
    XSALSA20POLY1305(() -> AeadEngines.standard().chosen(AeadCipher.XSALSA20POLY1305)),
    BOUNCY_CASTLE(
        () -> AeadEngines.standard().supports("bouncycastle", AeadCipher.XSALSA20POLY1305)),
    CBOR_WRITER(CborWriter::new),
    CBOR_READER(CborReader::new),
    MSGPACK_WRITER(MsgPackWriter::new),
    MSGPACK_READER(MsgPackReader::new),
    JSON_WRITER(JsonWriter::new),
    JSON_READER(JsonReader::new),
    CONTEXT(() -> PayloadContext.of("com.example.topic")),
    PAYLOAD_KEY(() -> PayloadKey.of("name")),
    KEY_JSON(() -> KeyFile.toJson(DataKey.generate()).length()),
    REQUIRE(
        () -> {
          LaunchFlags.require();
          return "required";
        }),
    COMPRESSOR(ZstdCompressor::new),
    DECOMPRESSOR(ZstdDecompressor::new),
    REPORTS(() -> AeadEngines.standard().reports()),
    FLAGS(() -> LaunchFlags.memoryAccessFlag() + " " + LaunchFlags.nativeAccessFlag()),
    ROUND_TRIP(() -> roundTrip(false)),
    COMPRESSED_ROUND_TRIP(() -> roundTrip(true));

    private final Body body;

    Action(Body body) {
      this.body = body;
    }
  }

  /** May raise anything. */
  private interface Body {
    Object run() throws Exception;
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] names) {
    for (String name : names) {
      String line;
      try {
        line = "ok " + Objects.requireNonNull(Action.valueOf(name).body.run());
      } catch (Throwable t) {
        line = "error " + t.getClass().getName() + " " + t.getMessage();
      }
      System.out.println(name + ": " + line);
    }
  }

  /** Seals and opens with every cipher that there is; says which engine did. */
  private static String roundTrip(boolean compressed) {
    PayloadContext topic = PayloadContext.of("com.example.topic");
    StringBuilder engines = new StringBuilder();
    AeadEngines all = AeadEngines.standard();
    try (DataKey key = DataKey.generate();
        PayloadOpener opener = PayloadOpener.builder(key).schemes(PayloadScheme.WAMP).build()) {
      for (AeadCipher cipher : AeadCipher.values()) {
        if (!all.supports(AeadEngines.AUTO, cipher)) {
          engines.append(cipher).append("=none ");
          continue;
        }
        var builder = PayloadSealer.builder(key).scheme(PayloadScheme.WAMP).cipher(cipher);
        if (compressed) {
          builder.compression(3);
        }
        try (PayloadSealer sealer = builder.build()) {
          List<Object> args = List.of("text".repeat(200));
          SealedPayload sealed = sealer.seal(topic, args, Map.of());
          if (compressed != (sealed.attributes().compressor() != null)) {
            throw new IllegalStateException("compressed=" + !compressed);
          }
          OpenedPayload opened = opener.open(sealed.attributes(), topic, sealed.payload());
          if (!opened.args().equals(args)) {
            throw new IllegalStateException("opened something else");
          }
        }
        engines.append(cipher).append('=').append(all.chosen(cipher)).append(' ');
      }
    }
    return engines.toString().strip();
  }
}
