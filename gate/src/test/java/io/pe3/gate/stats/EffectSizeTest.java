package io.pe3.gate.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectSizeTest {
  @ParameterizedTest
  @CsvSource({
    "1.03,0.99,1.06,no difference shown",
    "1.015,1.01,1.02,slightly slower",
    "1.05,1.04,1.06,clearly slower",
    "1.2,1.1,1.3,much slower",
    "1.6,1.5,1.7,very much slower",
    "3,2.9,3.1,3.0 times as slow",
    "0.95,0.94,0.96,clearly faster",
    "0.25,0.2,0.3,4.0 times as fast",
    "1e13,1e13,1e13,1.00e+13 times as slow",
    "NaN,0,9,not measured"
  })
  void shouldSayHowMuch(double slowdown, double low, double high, String words) {
    assertEquals(words, EffectSize.words(slowdown, low, high));
  }

  @Test
  void shouldWriteChangesInPercent() {
    assertEquals("+5.1 %", EffectSize.percent(1.051));
    assertEquals("-2.0 %", EffectSize.percent(0.98));
    assertEquals("?", EffectSize.percent(Double.POSITIVE_INFINITY));
  }

  @Test
  void shouldWriteLargeChangesAsFactors() {
    assertEquals("+899.0 %", EffectSize.percent(9.99));
    assertEquals("12.0×", EffectSize.percent(12));
    assertEquals("-89.0 %", EffectSize.percent(0.11));
    assertEquals("1/20.0×", EffectSize.percent(0.05));
    assertEquals("1.00e+13×", EffectSize.percent(1e13));
  }
}
