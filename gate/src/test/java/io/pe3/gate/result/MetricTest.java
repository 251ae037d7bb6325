package io.pe3.gate.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {
  @Test
  void shouldTellMiddleAndSpread() {
    Metric metric = new Metric("ns/op", List.of(104.0, 98.0, 100.0, 101.0, 300.0));
    assertEquals(101, metric.median());
    assertEquals(98, metric.lowest());
    assertEquals(300, metric.highest());
    assertEquals(1.4826 * 3 / 101, metric.relativeDeviation(), 1e-12);
  }

  @Test
  void shouldHaveNoSpreadOfOneFork() {
    assertTrue(Double.isNaN(new Metric("ns/op", List.of(1.0)).relativeDeviation()));
    assertTrue(Double.isNaN(new Metric("ns/op", List.of()).median()));
  }

  @Test
  void shouldTellSlowdownInEveryMode() {
    assertEquals(1.25, JmhMode.AVERAGE_TIME.slowdown(4, 5));
    assertEquals(1.25, JmhMode.THROUGHPUT.slowdown(5, 4));
  }
}
