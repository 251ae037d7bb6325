package io.pe3.gate.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.gate.report.question.Pe3Naming;
import io.pe3.gate.report.question.PlainNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files as JMH and PE3 write them. */
final class Samples {
  static final Pe3Naming NAMING = new Pe3Naming(new PlainNaming(Optional.empty()));

  private final ArrayNode benchmarks = JsonNodeFactory.instance.arrayNode();

  Samples add(String benchmark, Map<String, String> params, double time, double allocated) {
    return add(benchmark, "avgt", params, "ns/op", allocated, time, time * 1.02, time * 0.99);
  }

  Samples add(
      String benchmark,
      String mode,
      Map<String, String> params,
      String unit,
      double allocated,
      double... forks) {
    ObjectNode node = benchmarks.addObject();
    node.put("jmhVersion", "1.37").put("benchmark", benchmark).put("mode", mode);
    node.put("threads", 1).put("forks", forks.length).put("jdkVersion", "25.0.1");
    node.put("vmName", "OpenJDK 64-Bit Server VM").put("vmVersion", "25.0.1+8");
    node.putArray("jvmArgs").add("-Xmx1g");
    node.put("warmupIterations", 5).put("warmupTime", "1 s");
    node.put("measurementIterations", 5).put("measurementTime", "100 ms");
    ObjectNode values = node.putObject("params");
    params.forEach(values::put);
    ObjectNode primary = node.putObject("primaryMetric").put("scoreUnit", unit);
    ArrayNode raw = primary.putArray("rawData");
    for (double fork : forks) {
      raw.addArray().add(fork).add(fork * 1.001).add(fork * 0.999);
    }
    if (mode.equals("sample")) {
      ObjectNode percentiles = primary.putObject("scorePercentiles");
      for (String at : List.of("0.0", "50.0", "90.0", "99.0", "99.9", "99.99", "99.999", "100.0")) {
        percentiles.put(at, forks[0] * (1 + Double.parseDouble(at)));
      }
      primary.remove("rawData");
      ArrayNode histograms = primary.putArray("rawDataHistogram");
      for (double fork : forks) {
        histograms.addArray().addArray().addArray().add(fork).add(10);
      }
    }
    ObjectNode gc = node.putObject("secondaryMetrics").putObject("gc.alloc.rate.norm");
    gc.put("scoreUnit", "B/op");
    ArrayNode bytes = gc.putArray("rawData");
    for (int i = 0; i < forks.length; i++) {
      bytes.addArray().add(allocated);
    }
    return this;
  }

  Path write(Path file) throws IOException {
    return Files.writeString(file, JsonMapper.builder().build().writeValueAsString(benchmarks));
  }

  /** What PE3's own run looks like: sizes, payloads, sampled times, a limit. */
  static Samples pe3() {
    Samples samples = new Samples();
    String[] sizes = {"64", "1024", "16384", "1048576"};
    double[] own = {58, 270, 2900, 160_000};
    double[] peer = {330, 480, 2160, 93_000};
    for (int i = 0; i < sizes.length; i++) {
      for (String way : List.of("seal", "open")) {
        Map<String, String> size = Map.of("cipher", "aes256gcm", "size", sizes[i]);
        samples.add("io.pe3.bench.RawBenchmark." + way, size, own[i] - 3, 0);
        for (String engine : List.of("auto", "jca:SunJCE", "bouncycastle")) {
          double time = engine.equals("auto") ? own[i] : peer[i] * (engine.length() > 10 ? 9 : 1);
          samples.add(
              "io.pe3.bench.AeadBenchmark." + way,
              Map.of("cipher", "aes256gcm", "size", sizes[i], "engine", engine),
              time,
              engine.equals("auto") ? 0 : 824);
        }
      }
    }
    for (String shape : List.of("sensor", "rpc")) {
      Map<String, String> params = Map.of("shape", shape, "cipher", "aes256gcm");
      samples.add("io.pe3.bench.ArgumentsBenchmark.sealPe3", params, 210, 0);
      samples.add(
          "io.pe3.bench.ArgumentsBenchmark.sealJacksonStreaming",
          Map.of("shape", shape, "cipher", "aes256gcm", "engine", "jca:SunJCE"),
          740,
          1360);
    }
    samples.add(
        "io.pe3.bench.SecretboxBenchmark.sealPe3", "sample", Map.of("size", "64"), "ns/op", 0, 480);
    return samples;
  }

  static String latency() {
    return """
    {"schemaVersion":1,"kind":"latency","rows":[
     {"subject":"PE3","cipher":"aes256gcm","ratePerSecond":100000,"size":256,
      "percentilesNs":{"50":180,"99":420,"99.9":1900,"99.99":21000,"100":310000},
      "count":1000000,"gcPausesMs":0.0,"gcCount":0},
     {"subject":"SunJCE","cipher":"aes256gcm","ratePerSecond":100000,"size":256,
      "percentilesNs":{"50":720,"99":2400,"99.9":31000,"99.99":1200000,"100":5310000},
      "count":1000000,"gcPausesMs":41.3,"gcCount":12}],
     "saturated":[
     {"subject":"Bouncy Castle","cipher":"aes256gcm","ratePerSecond":100000,"size":256,
      "donePerSecond":82345}]}
    """;
  }
}
