package io.pe3.gate.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalibratedWatchTest {
  private final CalibratedWatch.Quiet quiet = new CalibratedWatch.Quiet();

  @Test
  void shouldSeeNothingOnAQuietMachine() {
    for (int i = 0; i < 20; i++) {
      assertEquals(Optional.empty(), quiet.disturbance(100 + i % 3, 101, 0.02));
    }
  }

  @Test
  void shouldNoticeThatTheCalibrationChanged() {
    assertTrue(quiet.disturbance(100, 107, 0).orElseThrow().contains("changed by 7.0 %"));
    assertTrue(quiet.disturbance(107, 100, 0).orElseThrow().contains("changed by -6.5 %"));
  }

  @Test
  void shouldNoticeAMachineThatIsSlowerThanUsual() {
    quiet.disturbance(100, 100, 0);
    quiet.disturbance(100, 100, 0);
    assertTrue(quiet.disturbance(130, 130, 0).orElseThrow().contains("30.0 % slower than usual"));
  }

  @Test
  void shouldNoticeOthers() {
    assertTrue(quiet.disturbance(100, 100, 0.4).orElseThrow().contains("others took 40 %"));
  }

  @Test
  void shouldGetUsedToALoadThatIsAlwaysThere() {
    for (int i = 0; i < 5; i++) {
      quiet.disturbance(100, 100, 0.4);
    }
    assertEquals(Optional.empty(), quiet.disturbance(100, 100, 0.5));
  }

  @Test
  void shouldMeasureTheMachine() {
    assertTrue(new Calibration().measure() > 0);
    CalibratedWatch watch = new CalibratedWatch();
    watch.begin();
    assertNotNull(watch.end());
  }
}
