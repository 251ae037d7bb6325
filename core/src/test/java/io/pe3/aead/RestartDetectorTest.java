package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.ForkedJvm;
import io.pe3.key.DataKey;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RestartDetectorTest {
  @Test
  void shouldTellNoRestartWhenNoneHappened() {
    RestartDetector.tick();
    int before = RestartDetector.epoch();
    RestartDetector.tick();
    RestartDetector.tick();
    assertEquals(before, RestartDetector.epoch());
  }

  @Test
  void shouldCountWhatTheEmbedderTellsOf() {
    int before = RestartDetector.epoch();
    RestartDetector.restored();
    assertTrue(RestartDetector.epoch() > before);
  }

  @Test
  void shouldShowTheWallClock() {
    RestartDetector.tick();
    long now = System.currentTimeMillis() / 1000;
    assertTrue(Math.abs(now - RestartDetector.coarseSeconds()) <= 2);
  }

  @Test
  void shouldNotLeaveTheLookingToTheEmbedderOnceItLooksItself() {
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).build()) {
      assertFalse(RestartDetector.lookByHand(), aead::toString);
    }
  }

  @Test
  void shouldStartNoThreadWhenTheEmbedderLooks() throws IOException, InterruptedException {
    assertEquals("true false", ForkedJvm.run(LookByHand.class));
  }

  /** A program that looks by itself. */
  static final class LookByHand {
    private LookByHand() {}

    public static void main(String[] args) {
      boolean byHand = RestartDetector.lookByHand();
      try (DataKey key = DataKey.generate();
          Aead aead = Aead.builder(key).build()) {
        RestartDetector.tick();
        boolean thread =
            Thread.getAllStackTraces().keySet().stream()
                .anyMatch(one -> one.getName().equals("pe3-restart-detector"));
        System.out.println(byHand + " " + (thread || aead.engine().isEmpty()));
      }
    }
  }
}
