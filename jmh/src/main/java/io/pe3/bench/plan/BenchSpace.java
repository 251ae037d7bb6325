package io.pe3.bench.plan;

import io.pe3.bench.alternative.Alternatives;
import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.peer.Peers;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.pipeline.PlainBody;
import io.pe3.bench.wire.WireSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The values that each parameter of one benchmark takes.
 *
 * @param benchmark class and method
 * @param values of each parameter, in the order measured
 */
record BenchSpace(String benchmark, Map<String, List<String>> values) {
  private static final List<String> SHAPES =
      Arrays.stream(Shape.values()).map(Shape::text).toList();
  private static final List<String> CIPHERS =
      List.of("aes256gcm", "xsalsa20poly1305", "xchacha20poly1305", "aegis256");
  private static final List<String> SIZES =
      List.of("64", "115", "256", "1024", "4096", "16384", "65536", "1048576");
  private static final List<String> BUFFER_SIZES =
      List.of("64", "1024", "4096", "16384", "65536", "1048576");
  private static final List<String> SECRETBOX_SIZES =
      List.of("64", "115", "256", "1024", "4096", "16384");
  private static final List<String> ENVELOPE_CIPHERS =
      List.of("aes256gcm", "xchacha20poly1305", "aegis256");
  private static final List<String> ENVELOPE_SIZES = List.of("64", "256", "1024", "4096", "16384");
  private static final List<String> COMPRESSED_SHAPES =
      List.of("sensor", "tick", "chat", "rpc", "document");
  private static final List<String> WIRE_SERIALIZERS = List.of("cbor", "msgpack", "json");
  private static final List<String> WIRE_SHAPES = List.of(WireSession.OPAQUE, "sensor");
  private static final List<String> FORWARDED_SIZES =
      List.of("64", "256", "1024", "16384", "1048576");
  private static final List<String> CODEC_METHODS =
      List.of(
          "write",
          "writeJacksonStreaming",
          "writeJacksonMapper",
          "validate",
          "validateJacksonStreaming",
          "read",
          "readJacksonStreaming",
          "readJacksonMapper");
  private static final List<String> BREAKDOWN_METHODS =
      List.of(
          "call",
          "callAndNonce",
          "callNonceAndExclusion",
          "aead",
          "fields",
          "fieldsAndAead",
          "whole");
  private static final List<String> THREADS_METHODS =
      List.of("sealOneThread", "sealTwoThreads", "rawOneThread", "rawTwoThreads");
  private static final List<String> USUAL_PEERS = List.of(Peers.SUN_JCE, Peers.ACCP);

  /** Everything that there is, with every value. */
  static List<BenchSpace> full() {
    List<BenchSpace> spaces = new ArrayList<>(arguments(SHAPES, CIPHERS, Peers.ENGINES));
    List<String> engines = concat(Pe3Engines.ENGINES, Peers.ENGINES);
    spaces.addAll(readyOctets(CIPHERS, SIZES, engines));
    spaces.addAll(bufferKinds(engines));
    for (String method : List.of("seal", "open")) {
      spaces.add(of("RawBenchmark." + method, "cipher", CIPHERS, "size", SIZES));
    }
    for (String method : List.of("seal", "aeadOnlySeal", "open", "aeadOnlyOpen")) {
      spaces.add(
          of("EnvelopeBenchmark." + method, "cipher", ENVELOPE_CIPHERS, "size", ENVELOPE_SIZES));
    }
    for (String method : List.of("seal", "open")) {
      spaces.add(
          of(
              "MessageKeyBenchmark." + method,
              "cipher",
              List.of("aes256gcm"),
              "size",
              List.of("64", "1024")));
    }
    for (String method : List.of("sealPe3", "sealSecretboxEasy")) {
      spaces.add(of("SecretboxBenchmark." + method, "size", SECRETBOX_SIZES));
    }
    spaces.addAll(parts(SHAPES));
    spaces.addAll(explanations());
    for (String method : List.of("look", "lookAndCommit")) {
      spaces.add(of("ReplayBenchmark." + method, "senders", List.of("1", "1000")));
    }
    for (String method : List.of("compress", "decompress")) {
      spaces.add(
          of(
              "CompressionBenchmark." + method,
              "shape",
              COMPRESSED_SHAPES,
              "dictionary",
              List.of("without", "with")));
    }
    for (String method : List.of("protect", "unprotect", "aeadOnly")) {
      spaces.add(
          of("WireBenchmark." + method, "serializer", WIRE_SERIALIZERS, "shape", WIRE_SHAPES));
    }
    for (String method : List.of("forward", "forwardGather", "forwardJackson")) {
      spaces.add(
          of(
              "ForwardBenchmark." + method,
              "serializer",
              List.of("cbor", "msgpack"),
              "size",
              FORWARDED_SIZES,
              "message",
              List.of("publish", "call", "yield")));
    }
    return spaces;
  }

  /** What a mode measures when nothing is chosen. */
  static List<BenchSpace> of(BenchMode mode) {
    return switch (mode) {
      case FULL -> full();
      case QUICK -> {
        List<String> shapes = List.of("sensor", "rpc");
        List<String> ciphers = List.of("aes256gcm", "xsalsa20poly1305");
        yield concat(arguments(shapes, ciphers, USUAL_PEERS), parts(shapes));
      }
      case DEFAULT -> {
        List<String> shapes = List.of("sensor", "rpc", "document");
        List<String> engines = concat(List.of(Pe3Engines.AUTO), USUAL_PEERS);
        List<BenchSpace> spaces = new ArrayList<>(arguments(shapes, CIPHERS, USUAL_PEERS));
        spaces.addAll(readyOctets(CIPHERS, bodyLengths(shapes), engines));
        spaces.addAll(parts(shapes));
        yield spaces;
      }
    };
  }

  private static List<BenchSpace> arguments(
      List<String> shapes, List<String> ciphers, List<String> peers) {
    List<BenchSpace> spaces = new ArrayList<>();
    for (String way : List.of("seal", "open")) {
      String name = "ArgumentsBenchmark." + way;
      spaces.add(of(name + "Pe3", "shape", shapes, "cipher", ciphers));
      for (String form : List.of("JacksonStreaming", "JacksonMapper")) {
        spaces.add(of(name + form, "shape", shapes, "cipher", ciphers, "engine", peers));
      }
    }
    return spaces;
  }

  private static List<BenchSpace> readyOctets(
      List<String> ciphers, List<String> sizes, List<String> engines) {
    return Stream.of("seal", "open")
        .map(way -> of("AeadBenchmark." + way, "cipher", ciphers, "size", sizes, "engine", engines))
        .toList();
  }

  /** Where the time goes, and why it goes nowhere else. */
  private static List<BenchSpace> explanations() {
    List<BenchSpace> spaces = new ArrayList<>();
    for (String method : CODEC_METHODS) {
      spaces.add(of("CodecBenchmark." + method, "shape", SHAPES));
    }
    for (String method : BREAKDOWN_METHODS) {
      spaces.add(of("BreakdownBenchmark." + method, "shape", List.of("sensor")));
    }
    for (String method : THREADS_METHODS) {
      spaces.add(
          of(
              "ThreadsBenchmark." + method,
              "cipher",
              List.of("aes256gcm", "xsalsa20poly1305"),
              "size",
              List.of("64", "1024")));
    }
    spaces.add(of("AlternativesBenchmark.run", "alternative", Alternatives.NAMES));
    return spaces;
  }

  private static List<BenchSpace> bufferKinds(List<String> engines) {
    List<BenchSpace> spaces = new ArrayList<>();
    for (String way : List.of("seal", "open")) {
      BenchSpace space =
          of(
              "BufferBenchmark." + way,
              "cipher",
              List.of("aes256gcm"),
              "size",
              BUFFER_SIZES,
              "engine",
              engines);
      space.values.put("buffer", List.of("heap", "direct"));
      spaces.add(space);
    }
    return spaces;
  }

  /** The cost that encryption adds stands out beside these. */
  private static List<BenchSpace> parts(List<String> shapes) {
    return Stream.of(
            "SerializeBenchmark.pe3",
            "SerializeBenchmark.jacksonStreaming",
            "SerializeBenchmark.jacksonMapper",
            "CopyBenchmark.copy")
        .map(name -> of(name, "shape", shapes))
        .toList();
  }

  private static List<String> bodyLengths(List<String> shapes) {
    return shapes.stream()
        .map(shape -> String.valueOf(PlainBody.length(Corpus.codec(Shape.of(shape)))))
        .toList();
  }

  private static <T> List<T> concat(List<T> a, List<T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static BenchSpace of(String benchmark, String n1, List<String> v1) {
    return new BenchSpace(benchmark, Map.of(n1, v1));
  }

  private static BenchSpace of(
      String benchmark, String n1, List<String> v1, String n2, List<String> v2) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put(n1, v1);
    values.put(n2, v2);
    return new BenchSpace(benchmark, values);
  }

  private static BenchSpace of(
      String benchmark,
      String n1,
      List<String> v1,
      String n2,
      List<String> v2,
      String n3,
      List<String> v3) {
    BenchSpace space = of(benchmark, n1, v1, n2, v2);
    space.values.put(n3, v3);
    return space;
  }

  /** Every combination, values of the last parameter changing fastest. */
  List<Combination> cross() {
    List<Map<String, String>> rows = List.of(Map.of());
    for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> row : rows) {
        for (String value : parameter.getValue()) {
          Map<String, String> extended = new LinkedHashMap<>(row);
          extended.put(parameter.getKey(), value);
          longer.add(extended);
        }
      }
      rows = longer;
    }
    return rows.stream().map(row -> new Combination(benchmark, row)).toList();
  }
}
