package io.pe3.gate.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {
  @Test
  void shouldLookAtFiveEightAndEveryFour() {
    assertEquals(List.of(5, 8, 12, 16, 20), Looks.upTo(20, 0.01, 0.025).forks());
    assertEquals(List.of(5, 7), Looks.upTo(7, 0.01, 0.025).forks());
    assertEquals(List.of(5), Looks.upTo(5, 0.01, 0.025).forks());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 8, 13, 20})
  void shouldSpendTheWholeErrorAndNoMore(int most) {
    Looks looks = Looks.upTo(most, 0.01, 0.025);
    double alarms = IntStream.range(0, looks.count()).mapToDouble(looks::falseAlarmAt).sum();
    assertEquals(0.01, alarms, 1e-12);
    assertEquals(0.025, looks.missAtEach() * looks.count(), 1e-12);
  }
}
