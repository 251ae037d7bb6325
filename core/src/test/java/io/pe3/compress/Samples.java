package io.pe3.compress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small messages of one kind, as a dictionary is trained on. */
public final class Samples {
  private Samples() {}

  /** Messages that another seed makes differently. */
  public static List<byte[]> of(int count, int seed) {
    Random random = new Random(seed);
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(
          ("{\"sensor\":\"hall-"
                  + random.nextInt(40)
                  + "\",\"celsius\":"
                  + random.nextInt(400) / 10.0
                  + ",\"status\":\""
                  + List.of("running", "idle", "maintenance").get(random.nextInt(3))
                  + "\",\"operator\":\"shift-"
                  + random.nextInt(4)
                  + "\",\"sequence\":"
                  + random.nextInt(1 << 20)
                  + "}")
              .getBytes(StandardCharsets.UTF_8));
    }
    return samples;
  }

  /** A small dictionary for such messages. */
  public static ZstdDictionary dictionary(int seed) {
    return ZstdDictionary.train(of(1000, seed), 2048);
  }
}
