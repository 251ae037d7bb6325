package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadSealer;
import io.pe3.SealedPayload;
import io.pe3.envelope.ReplyTo;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A sealer goes on under a new sender after every sign that its process was copied or brought back,
 * or that a clock was set, and what it seals opens beside what it sealed before.
 */
class SenderAfterRestartTest {
  private static final PayloadContext EVENT =
      PayloadContext.of("realm1", Flow.EVENT, "com.example.topic");
  private static final long JUMP_MS = 600_000;

  private final DataKey key = DataKey.generate();

  @AfterEach
  void close() {
    // The clocks and the process are what they are again.
    RestartDetector.tick();
    key.close();
  }

  enum Sign {
    /** What a framework calls after it restored a checkpoint. */
    RESTORED,
    /** In the child of a fork the process id is another. */
    FORKED,
    WALL_CLOCK_FORWARDS,
    WALL_CLOCK_BACKWARDS,
    MONOTONIC_CLOCK_FORWARDS;

    void show() {
      long wall = System.currentTimeMillis();
      long monotonic = RestartDetector.monotonicMs();
      long process = ProcessId.current();
      switch (this) {
        case RESTORED -> RestartDetector.restored();
        case FORKED -> RestartDetector.look(wall, monotonic, process + 1);
        case WALL_CLOCK_FORWARDS -> RestartDetector.look(wall + JUMP_MS, monotonic, process);
        case WALL_CLOCK_BACKWARDS -> RestartDetector.look(wall - JUMP_MS, monotonic, process);
        case MONOTONIC_CLOCK_FORWARDS -> RestartDetector.look(wall, monotonic + JUMP_MS, process);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnUnderANewSender(Sign sign) {
    try (PayloadSealer sealer = PayloadSealer.builder(key).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {
      ReplyTo before = seal(sealer, opener);
      sign.show();
      ReplyTo after = seal(sealer, opener);
      assertNotEquals(before.senderHex(), after.senderHex());
      assertEquals(1, after.counter());
    }
  }

  private static ReplyTo seal(PayloadSealer sealer, PayloadOpener opener) {
    SealedPayload sealed = sealer.seal(EVENT, List.of(1L), Map.of());
    ReplyTo message = new ReplyTo();
    sealer.lastMessage(message);
    // Also under a clock that is wrong for a moment: a sender may be made 300 s ahead.
    RestartDetector.tick();
    assertEquals(List.of(1L), opener.open(sealed.attributes(), EVENT, sealed.payload()).args());
    return message;
  }
}
