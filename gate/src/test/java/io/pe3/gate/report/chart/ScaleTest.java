package io.pe3.gate.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void shouldPutDecadesAtEqualDistances() {
    Scale scale = Scale.around(Scale.Kind.LOG, 12, 80_000).between(0, 100);
    assertEquals(10, scale.low());
    assertEquals(100_000, scale.high());
    assertEquals(List.of(10.0, 100.0, 1000.0, 10_000.0, 100_000.0), scale.ticks());
    assertEquals(25, scale.at(100), 1e-9);
  }

  @Test
  void shouldLabelStepsWithinADecade() {
    assertEquals(List.of(50.0, 100.0, 200.0, 500.0), Scale.around(Scale.Kind.LOG, 60, 450).ticks());
  }

  @Test
  void shouldHaveAPlaceForZero() {
    Scale scale = Scale.around(Scale.Kind.LOG_FROM_ZERO, 0, 824).between(0, 100);
    assertEquals(0, scale.at(0));
    assertTrue(scale.at(1) > 5 && scale.at(824) < 100);
  }

  @Test
  void shouldWriteNumbersShort() {
    assertEquals("50 ns", NumberFormat.NANOSECONDS.text(50));
    assertEquals("2.5 µs", NumberFormat.NANOSECONDS.text(2500));
    assertEquals("1 s", NumberFormat.NANOSECONDS.text(1e9));
    assertEquals("100", NumberFormat.OCTETS.text(100));
    assertEquals("16 Ki", NumberFormat.OCTETS.text(16384));
    assertEquals("1 Mi", NumberFormat.OCTETS.text(1 << 20));
    assertEquals("5 M", NumberFormat.COUNT.text(5e6));
    assertEquals("p99.99", NumberFormat.ONE_IN.text(10_000));
    assertEquals("p50", NumberFormat.ONE_IN.text(2));
    assertEquals("max", NumberFormat.ONE_IN.text(NumberFormat.MAXIMUM));
  }

  @Property
  void shouldHoldEveryValueBetweenItsEnds(
      @ForAll @DoubleRange(min = 0.01, max = 1e12) double a,
      @ForAll @DoubleRange(min = 0.01, max = 1e12) double b) {
    for (Scale.Kind kind : Scale.Kind.values()) {
      Scale scale = Scale.around(kind, Math.min(a, b), Math.max(a, b)).between(0, 100);
      for (double value : new double[] {a, b}) {
        assertTrue(scale.at(value) >= -1e-6 && scale.at(value) <= 100 + 1e-6, kind + " " + value);
      }
      assertTrue(!scale.ticks().isEmpty() && scale.ticks().size() < 40, scale.toString());
    }
  }
}
