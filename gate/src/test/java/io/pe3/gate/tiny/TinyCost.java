package io.pe3.gate.tiny;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * What a version of the tiny jar costs.
 *
 * @param steps of each operation
 * @param extraObjects of 16 octets that each operation allocates
 */
public record TinyCost(int steps, int extraObjects) {
  static final String RESOURCE = "tiny-cost.properties";

  static TinyCost read() throws IOException {
    try (InputStream in = TinyCost.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(RESOURCE + " is not in the jar");
      }
      Properties properties = new Properties();
      properties.load(in);
      return new TinyCost(
          Integer.parseInt(properties.getProperty("steps")),
          Integer.parseInt(properties.getProperty("extraObjects")));
    }
  }

  String text() {
    return "steps=" + steps + "\nextraObjects=" + extraObjects + "\n";
  }
}
