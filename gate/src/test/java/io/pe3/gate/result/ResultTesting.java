package io.pe3.gate.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the tests. */
final class ResultTesting {
  private ResultTesting() {}

  static Path resource(String name) {
    try {
      return Path.of(ResultTesting.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path write(Path folder, String text) {
    try {
      return Files.writeString(folder.resolve("result.json"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A benchmark as JMH writes it, of the mode, unit and raw data. */
  static String benchmark(String mode, String unit, String rawMember, String raw) {
    return """
    {"jmhVersion": "1.37", "benchmark": "a.b.Cost.run", "mode": "%s", "threads": 1, "forks": 2,
     "jvm": "java", "jvmArgs": ["-Xmx1g"], "jdkVersion": "25", "vmName": "OpenJDK",
     "vmVersion": "25+36", "warmupIterations": 1, "warmupTime": "1 s",
     "measurementIterations": 3, "measurementTime": "2 s", "params": {"size": "64"},
     "primaryMetric": {"score": 1.0, "scoreError": "NaN", "scoreUnit": "%s",
       "scorePercentiles": {"50.0": 2.0, "99.99": 9.0}, "%s": %s},
     "secondaryMetrics": {
       "\u00b7gc.alloc.rate.norm": {"score": 16.0, "scoreUnit": "B/op",
         "rawData": [[16.0, 16.001, 16.0], [24.0]]}}}
    """
        .formatted(mode, unit, rawMember, raw);
  }
}
