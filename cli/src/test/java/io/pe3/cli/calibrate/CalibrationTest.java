package io.pe3.cli.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.aead.EngineTable;
import io.pe3.error.EngineUnavailableException;
import io.pe3.key.DataKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  private static final String FAST = "sodium";
  private static final String SUN = "jca:SunJCE";
  private static final List<Candidates> AES =
      List.of(new Candidates(AeadCipher.AES256GCM, List.of(FAST, SUN), Set.of(SUN)));

  @TempDir Path folder;

  @Test
  void shouldMakeATableThatBuildersTake() throws Exception {
    assumeTrue(AeadEngines.standard().supports(FAST, AeadCipher.AES256GCM), "needs AES and sodium");
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, sunFromHere().toFile("pe3 0", Duration.ofSeconds(60), List.of()));
    EngineTable table = EngineTable.read(file);
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).engineTable(table).build()) {
      for (Direction direction : Direction.values()) {
        for (BufferKind kind : BufferKind.values()) {
          assertEquals(FAST, aead.engine(direction, kind, 2048));
          assertEquals(SUN, aead.engine(direction, kind, 16 << 10));
        }
      }
    }
  }

  @Test
  void shouldMakeATableFromWhichAllocationFreeNeverTakesSunJce() throws Exception {
    assumeTrue(AeadEngines.standard().supports(FAST, AeadCipher.AES256GCM), "needs AES and sodium");
    try (DataKey key = DataKey.generate();
        Aead aead =
            Aead.builder(key).engineTable(sunFromHere().table()).allocationFree(true).build()) {
      for (Direction direction : Direction.values()) {
        for (BufferKind kind : BufferKind.values()) {
          for (int size : Sizes.ALL) {
            assertEquals(FAST, aead.engine(direction, kind, size));
          }
        }
      }
    }
  }

  @Test
  void shouldSayInTheFileWhatItWasMeasuredOn() {
    String text =
        sunFromHere().toFile("pe3 0", Duration.ofSeconds(60), AeadEngines.standard().reports());
    for (String word : List.of("date ", "machine ", "JDK ", "version  pe3 0", "engine   ", SUN)) {
      assertTrue(text.contains(word), text);
    }
  }

  @Test
  void shouldTakeTheMedianOfTheJvms() {
    Row row = Row.of(AeadCipher.AES256GCM).getFirst();
    List<Timing> timings = new ArrayList<>();
    for (double nanos : new double[] {3, 900, 1, 2, 4}) {
      timings.add(new Timing(row, 64, FAST, nanos));
    }
    assertEquals(3, MedianTimes.of(timings).of(row, 64, FAST));
  }

  @Test
  void shouldRefuseTimesInWhichAnEngineIsMissing() {
    List<Timing> timings = new ArrayList<>();
    for (Row row : Row.of(AeadCipher.AES256GCM)) {
      Sizes.ALL.forEach(size -> timings.add(new Timing(row, size, FAST, 1)));
    }
    EngineUnavailableException error =
        assertThrows(EngineUnavailableException.class, () -> Calibration.decide(AES, timings));
    assertEquals(SUN, error.facts().get("engine"));
  }

  @Test
  void shouldCompareOnlyCiphersThatHaveTwoEngines() {
    for (Candidates candidates : Candidates.of(AeadEngines.standard())) {
      assertTrue(candidates.engines().size() > 1, candidates.toString());
      assertEquals(candidates.engines().size(), candidates.engines().stream().distinct().count());
      assertEquals(
          AeadEngines.standard().chosen(candidates.cipher()), candidates.engines().getFirst());
      assertFalse(candidates.cipher() == AeadCipher.AEGIS256, "only libsodium has it");
    }
  }

  @Test
  void shouldHandicapEnginesThatAllocateForEachMessage() {
    for (Candidates candidates : Candidates.of(AeadEngines.standard())) {
      assertFalse(candidates.allocating().contains(FAST), candidates.toString());
      assertEquals(candidates.engines().contains(SUN), candidates.allocating().contains(SUN));
    }
    double[] handicaps =
        new Candidates(AeadCipher.AES256GCM, List.of(FAST, SUN, "jca:X"), Set.of(SUN)).handicaps();
    assertEquals(1, handicaps[0]);
    assertTrue(handicaps[1] > handicaps[2] && handicaps[2] > 1);
  }

  @Test
  void shouldTimeEveryEngineAtEveryRowAndSizeOnceTheyAgree() {
    AeadEngines engines = AeadEngines.standard();
    assumeTrue(engines.supports(FAST, AeadCipher.AES256GCM), "needs AES and sodium");
    List<Timing> timings;
    try (DataKey key = DataKey.generate();
        Subjects subjects = new Subjects(key, AES.getFirst(), new Random(1))) {
      subjects.verify();
      timings = new Rounds(List.of(subjects), 1).run(System.nanoTime(), System.nanoTime());
      assertTrue(subjects.sum() > 0);
    }
    assertEquals(4 * Sizes.ALL.size() * 2, timings.size());
    assertEquals(
        timings.size(),
        timings.stream().map(t -> t.row() + " " + t.size() + t.engine()).distinct().count());
    assertEquals(AES.size() * 4, Calibration.decide(AES, timings).toList().size());
  }

  @Test
  void shouldReadTheTimingsThatItPrints() {
    for (Row row : Row.of(AeadCipher.XCHACHA20POLY1305)) {
      Timing timing = new Timing(row, 1024, SUN, 12.5);
      assertEquals(timing, Timing.parse(timing.toLine()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "aes256gcm seal heap 64 sodium",
        "aes256gcm seal heap 64 sodium 1 1",
        "aes256gcm move heap 64 sodium 1",
        "aes256gcm seal disk 64 sodium 1",
        "aes256gcm seal heap x sodium 1",
        "aes256gcm seal heap 64 sodium x",
        "aes256gcm seal heap 64 sodium NaN",
        "aes256gcm seal heap 64 sodium 0",
        "aes256gcm seal heap 64 sodium Infinity"
      })
  void shouldRefuseALineThatIsNoTiming(String line) {
    assertThrows(IllegalArgumentException.class, () -> Timing.parse(line));
  }

  @Test
  void shouldShowTimesInFewSigns() {
    assertEquals("51.9", Calibrated.shortened(51.94));
    assertEquals("100", Calibrated.shortened(99.96));
    assertEquals("9999", Calibrated.shortened(9999));
    assertEquals("10.0k", Calibrated.shortened(9999.6));
    assertEquals("100k", Calibrated.shortened(99_960));
    assertEquals("213k", Calibrated.shortened(213_400));
    assertEquals("1.00M", Calibrated.shortened(999_600));
    assertEquals("22.9M", Calibrated.shortened(22_882_199));
  }

  /** Times by which SunJCE is better from some KiB on. */
  private static Calibrated sunFromHere() {
    List<Timing> timings = new ArrayList<>();
    for (Row row : Row.of(AeadCipher.AES256GCM)) {
      for (int size : Sizes.ALL) {
        timings.add(new Timing(row, size, FAST, 50 + 0.25 * size));
        timings.add(new Timing(row, size, SUN, 350 + 0.1 * size));
      }
    }
    return Calibration.decide(AES, timings);
  }
}
