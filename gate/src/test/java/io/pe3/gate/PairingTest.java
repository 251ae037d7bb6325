package io.pe3.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.run.Job;
import io.pe3.gate.verdict.OneSided;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static final Job OLD = job("old", "64");
  private static final Job SMALL = job("kept", "64");
  private static final Job LARGE = job("kept", "1024");
  private static final Job NEW = job("new", "64");
  private static final List<Pattern> ALL = List.of(Pattern.compile(""));

  @Test
  void shouldMeasureWhatBothHaveAndListTheRest() {
    Pairing pairing = Pairing.of(set(OLD, SMALL, LARGE), set(SMALL, LARGE, NEW), ALL, List.of());
    assertEquals(List.of(LARGE, SMALL), pairing.both());
    assertEquals(
        List.of("Bench.old[size=64]"), pairing.onlyInBase().stream().map(OneSided::label).toList());
    assertEquals(
        List.of("Bench.new[size=64]"), pairing.onlyInHead().stream().map(OneSided::label).toList());
  }

  @Test
  void shouldListOnlyWhatIsIncluded() {
    List<Pattern> includes = List.of(Pattern.compile("kept.*size=64\\]"));
    Pairing pairing = Pairing.of(set(OLD, SMALL), set(SMALL, LARGE, NEW), includes, ALL);
    assertEquals(List.of(SMALL), pairing.both());
    assertTrue(pairing.onlyInBase().isEmpty() && pairing.onlyInHead().isEmpty());
  }

  @Test
  void shouldNotFailWhereVersionsHaveNothingInCommon() {
    Pairing pairing = Pairing.of(set(OLD), set(NEW), ALL, List.of());
    assertTrue(pairing.both().isEmpty());
    assertEquals(1, pairing.onlyInBase().size());
    assertEquals(1, pairing.onlyInHead().size());
  }

  @Test
  void shouldTakeWhatIsUsualWhenNothingIsAskedFor() {
    List<Pattern> usual = List.of(Pattern.compile("\\.old"));
    assertEquals(1, Pairing.of(set(OLD), set(NEW), List.of(), usual).onlyInBase().size());
  }

  @Test
  void shouldAskForAnIncludeWhereNothingIsUsual() {
    assertEquals(GateErrorCode.BAD_OPTION, refusal(List.of()).code());
  }

  @Test
  void shouldSayThatNothingIsIncluded() {
    assertEquals(GateErrorCode.NO_BENCHMARK, refusal(List.of(Pattern.compile("none"))).code());
  }

  private static GateException refusal(List<Pattern> includes) {
    return assertThrows(
        GateException.class,
        () -> Pairing.of(set(OLD), set(OLD), includes, List.of(Pattern.compile("^io\\."))));
  }

  private static Job job(String method, String size) {
    return new Job("a.b.Bench." + method, new TreeMap<>(Map.of("size", size)));
  }

  private static SortedSet<Job> set(Job... jobs) {
    return new TreeSet<>(List.of(jobs));
  }
}
