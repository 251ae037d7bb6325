package io.pe3.gate.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void shouldStepDown() {
    Map<String, Double> pValues = Map.of("a", 0.012, "b", 0.016, "c", 0.03, "d", 0.001);
    assertEquals(Set.of("d", "a", "b", "c"), Holm.rejected(pValues, 4, 0.05));
    assertEquals(Set.of("d"), Holm.rejected(pValues, 4, 0.03));
    assertEquals(Set.of(), Holm.rejected(pValues, 4, 0.003));
  }

  @Test
  void shouldCountTestsWithoutAPValue() {
    assertEquals(Set.of("a"), Holm.rejected(Map.of("a", 0.005), 10, 0.05));
    assertEquals(Set.of(), Holm.rejected(Map.of("a", 0.006), 10, 0.05));
  }
}
