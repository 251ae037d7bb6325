package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RestartSignsTest {
  private final RestartSigns signs = new RestartSigns(1_000_000, 5_000, 17);

  @Test
  void shouldNotMindSteadyClocks() {
    for (int i = 1; i < 1000; i++) {
      assertFalse(signs.look(1_000_000 + 100L * i, 5_000 + 100L * i, 17));
    }
  }

  @Test
  void shouldNotMindSmallCorrectionsOfTheWallClock() {
    assertFalse(signs.look(1_000_000 + 100 + 500, 5_000 + 100, 17));
    assertFalse(signs.look(1_000_000 + 200, 5_000 + 200, 17));
  }

  @Test
  void shouldNoticeAJumpOfTheWallClock() {
    assertTrue(signs.look(1_000_000 + 100 + 501, 5_000 + 100, 17));
    assertFalse(signs.look(1_000_000 + 200 + 501, 5_000 + 200, 17));
  }

  @Test
  void shouldNoticeAJumpBackOfTheWallClock() {
    assertTrue(signs.look(1_000_000 + 100 - 501, 5_000 + 100, 17));
  }

  @Test
  void shouldNoticeAJumpOfTheMonotonicClock() {
    assertTrue(signs.look(1_000_000 + 100, 4_000, 17));
  }

  @Test
  void shouldNoticeAGapBetweenLooks() {
    assertFalse(signs.look(1_000_000 + 5_000, 5_000 + 5_000, 17));
    assertTrue(signs.look(1_000_000 + 10_001, 5_000 + 10_001, 17));
  }

  @Test
  void shouldNoticeAChangedProcess() {
    assertTrue(signs.look(1_000_000 + 100, 5_000 + 100, 18));
    assertFalse(signs.look(1_000_000 + 200, 5_000 + 200, 18));
  }
}
