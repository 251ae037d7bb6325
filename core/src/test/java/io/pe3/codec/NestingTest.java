package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import org.junit.jupiter.api.Test;

class NestingTest {
  private final WriteNesting writing = new WriteNesting();
  private final ReadNesting reading = new ReadNesting();

  @Test
  void shouldTakeOneValueAtTheTop() {
    assertFalse(writing.isComplete());
    writing.value();
    assertTrue(writing.isComplete());
    assertThrows(IllegalStateException.class, writing::value);
  }

  @Test
  void shouldRefuseMoreValuesThanAnnounced() {
    writing.startArray(1);
    writing.value();
    assertThrows(IllegalStateException.class, writing::value);
  }

  @Test
  void shouldRefuseToCloseWhatLacksValues() {
    writing.startMap(1);
    writing.value();
    assertThrows(IllegalStateException.class, writing::endMap);
  }

  @Test
  void shouldRefuseToCloseAnotherKindOfContainer() {
    writing.startMap(0);
    assertThrows(IllegalStateException.class, writing::endArray);
    writing.endMap();
    assertThrows(IllegalStateException.class, writing::endMap);
  }

  @Test
  void shouldRefuseNegativeCount() {
    assertThrows(IllegalArgumentException.class, () -> writing.startArray(-1));
  }

  /** As the JSON writer does, the only one that puts marks between values. */
  private void writeValue() {
    writing.value();
    writing.passFirst();
  }

  @Test
  void shouldPlaceCommasAndColons() {
    StringBuilder text = new StringBuilder();
    writing.startMap(2);
    for (int i = 0; i < 2; i++) {
      text.append(writing.needsComma() ? "," : "").append(writing.atKey() ? "k" : "?");
      writeValue();
      text.append(writing.atMapValue() ? ":" : "?").append(writing.needsComma() ? "!" : "");
      writing.startArray(2);
      text.append(writing.needsComma() ? "!" : "[");
      writeValue();
      text.append("v").append(writing.needsComma() ? "," : "!");
      writeValue();
      writing.endArray();
      text.append("v]");
    }
    writing.endMap();
    assertEquals("k:[v,v],k:[v,v]", text.toString());
    assertTrue(writing.isComplete());
  }

  @Test
  void shouldTakeMapsOfMoreEntriesThanHalfAnInt() {
    writing.startMap(Integer.MAX_VALUE);
    assertTrue(writing.atKey());
    writing.value();
    assertTrue(writing.atMapValue());
  }

  @Test
  void shouldWriteNoDeeperThanTheLimit() {
    for (int i = 0; i < PayloadWriter.MAX_DEPTH; i++) {
      assertEquals(i, writing.depth());
      writing.startArray(1);
    }
    LimitExceededException refused =
        assertThrows(LimitExceededException.class, () -> writing.startMap(0));
    assertEquals("depth", refused.facts().get("limit"));
    assertEquals(PayloadWriter.MAX_DEPTH, refused.facts().get("maximum"));
    writing.value();
    for (int i = 0; i < PayloadWriter.MAX_DEPTH; i++) {
      writing.endArray();
    }
    assertTrue(writing.isComplete());
  }

  @Test
  void shouldStartAnewAfterReset() {
    writing.startMap(3);
    writing.reset();
    assertEquals(0, writing.depth());
    writing.value();
    assertTrue(writing.isComplete());
  }

  @Test
  void shouldRefuseDepthLimitsThatMakeNoSense() {
    for (int limit : new int[] {-1, 0, PayloadWriter.MAX_DEPTH + 1}) {
      assertThrows(IllegalArgumentException.class, () -> writing.maxDepth(limit));
    }
  }

  @Test
  void shouldReadNoDeeperThanTheLimit() {
    reading.reset(2);
    reading.startArray(1, 0);
    reading.startMap(1, 1);
    MalformedException refused =
        assertThrows(MalformedException.class, () -> reading.startArray(0, 2));
    assertEquals(2, refused.facts().get("maxDepth"));
    assertEquals(2, refused.facts().get("offset"));
  }

  @Test
  void shouldTellKeysFromValuesInDefiniteAndIndefiniteMaps() {
    for (int count : new int[] {2, ReadNesting.INDEFINITE}) {
      reading.reset(4);
      reading.startMap(count, 0);
      assertEquals(count < 0, reading.isIndefinite());
      for (int i = 0; i < 2; i++) {
        assertTrue(reading.atKey());
        assertEquals(i == 0, reading.isFirst());
        reading.value();
        assertTrue(reading.atMapValue());
        reading.startArray(0, 0);
        assertTrue(reading.isUsedUp());
        reading.endArray();
      }
      assertEquals(count >= 0, reading.isUsedUp());
      reading.endMap();
      assertEquals(0, reading.depth());
    }
  }

  @Test
  void shouldRefuseToCloseWhatIsNotReadToItsEnd() {
    reading.reset(4);
    reading.startArray(1, 0);
    assertThrows(IllegalStateException.class, reading::endArray);
    assertThrows(IllegalStateException.class, reading::endMap);
  }
}
