package io.pe3.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.launch.Probe.Action;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A JVM that was started without {@code --add-exports}. */
class MemoryAccessFlagTest {
  /** Each in a JVM of its own, since a class that failed once fails in another way from then on. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "FLAGS",
        "COMPRESSOR",
        "DECOMPRESSOR",
        "REPORTS",
        "COMPRESSED_ROUND_TRIP",
        "GENERATE"
      })
  void shouldNameTheMissingFlagInOneError(Action action) throws Exception {
    Jvm.Result result =
        Jvm.run(List.of(Jvm.NATIVE_ACCESS), Probe.class, action.name(), action.name());
    assertEquals(2, result.lines().size(), result.err());
    for (String line : result.lines()) {
      assertTrue(
          line.startsWith(action + ": error io.pe3.error.EngineUnavailableException code=engine"),
          line);
      assertTrue(line.contains("need the launch flag " + Jvm.MEMORY_ACCESS + ";"), line);
      assertTrue(line.contains(" flag=" + Jvm.MEMORY_ACCESS + ":"), line);
    }
  }

  @Test
  void shouldTellTheFlagsThemselvesWithoutTheFlag() throws Exception {
    Jvm.Result result = Jvm.run(List.of(), Probe.class, Action.FLAGS.name());
    assertEquals("FLAGS: ok " + Jvm.MEMORY_ACCESS + " " + Jvm.NATIVE_ACCESS, result.out().strip());
  }

  @Test
  void shouldDoEverythingWithTheFlag() throws Exception {
    String[] all = Stream.of(Action.values()).map(Action::name).toArray(String[]::new);
    Jvm.Result result = Jvm.run(List.of(Jvm.MEMORY_ACCESS, Jvm.NATIVE_ACCESS), Probe.class, all);
    assertEquals(all.length, result.lines().size(), result.err());
    for (String line : result.lines()) {
      assertTrue(line.contains(": ok "), line);
    }
    assertEquals("", result.err(), "no warnings");
  }
}
