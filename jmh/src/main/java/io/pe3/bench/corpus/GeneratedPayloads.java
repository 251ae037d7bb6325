package io.pe3.bench.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The payloads that are too long for a readable file, made the same way each time. */
final class GeneratedPayloads {
  private static final long SEED = 0x5045_3300L;
  private static final int RECORDS = 148;

  /** Makes the keyword arguments of {@code document} exactly 16 384 octets of CBOR. */
  private static final int NOTE_LENGTH = 173;

  private static final int IMAGE_LENGTH = 1 << 20;
  private static final String[] STATES = {"running", "idle", "waiting", "stopped"};

  private GeneratedPayloads() {}

  /** A shift report. Every value has a fixed width in CBOR, so the length does not vary. */
  static PlainPayload document() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Object> records = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("machine", "M-" + (1000 + random.nextInt(9000)));
      record.put("started", 1_767_225_600_000L + random.nextInt(86_400_000));
      record.put("seconds", 256L + random.nextInt(60_000));
      record.put("power", 0.1 + random.nextInt(1, 10_000));
      record.put("parts", 24L + random.nextInt(200));
      record.put("state", STATES[random.nextInt(STATES.length)]);
      record.put("operator", random.nextInt(4) == 0 ? null : random.nextBoolean());
      record.put("tags", List.of("line" + random.nextInt(10), "shift" + random.nextInt(3)));
      records.add(record);
    }
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put("plant", "Würzburg 2");
    kwargs.put("records", records);
    kwargs.put("note", "x".repeat(NOTE_LENGTH));
    return new PlainPayload("com.example.plant.report", List.of(), kwargs);
  }

  static PlainPayload binary() {
    byte[] image = new byte[IMAGE_LENGTH];
    new SplittableRandom(SEED).nextBytes(image);
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put("name", "gateway-4.2.bin");
    kwargs.put("version", 1034L);
    kwargs.put("image", image);
    return new PlainPayload("com.example.plant.firmware", List.of(), kwargs);
  }
}
