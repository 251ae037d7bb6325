package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.Buffers;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class KnownMessageTest {
  private static final int MAX_LENGTH = 512;

  @Test
  void shouldHoldTheHeadOfAnEventInClearWhichIsAnEmptyMap() {
    assertTrue(KnownMessage.holds(80, 1));
    assertTrue(KnownMessage.holds(8, MAX_LENGTH));
    assertTrue(KnownMessage.holds(MAX_LENGTH, 1));
    assertFalse(KnownMessage.holds(7, 1), "fewer octets than are compared in one step");
    assertFalse(KnownMessage.holds(MAX_LENGTH + 1, 1));
    assertFalse(KnownMessage.holds(80, MAX_LENGTH + 1));
  }

  @Test
  void shouldPutHeadsOfEveryLengthAndNothingBehind() {
    UnsafeBuffer out = Buffers.direct(MAX_LENGTH + 16);
    for (int length = 1; length <= MAX_LENGTH; length++) {
      PublishMemory.Slot known = new PublishMemory.Slot();
      UnsafeBuffer head = new UnsafeBuffer(new byte[length]);
      head.setMemory(0, length, (byte) length);
      known.setHead(head, 0, length);
      out.setMemory(0, out.capacity(), (byte) ~length);
      assertEquals(length, known.putHead(out, 3));
      for (int i = 0; i < out.capacity(); i++) {
        boolean inside = i >= 3 && i < 3 + length;
        assertEquals((byte) (inside ? length : ~length), out.getByte(i));
      }
    }
  }
}
