package io.pe3.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SenderWindowTest {
  private final SenderWindow window = new SenderWindow();
  private final CounterMark mark = new CounterMark();

  @Test
  void shouldAcceptEachCounterOnce() {
    for (long counter = 1; counter <= 5000; counter++) {
      assertTrue(window.isFresh(counter, mark));
      assertTrue(window.accept(counter));
      assertFalse(window.isFresh(counter, mark));
      assertFalse(window.accept(counter));
    }
  }

  @Test
  void shouldAcceptWhatIsLateByLessThanTheWindow() {
    assertTrue(window.accept(10_000));
    assertTrue(window.accept(10_000 - 1023));
    assertFalse(window.accept(10_000 - 1024));
    assertFalse(window.accept(10_000 - 1023));
  }

  @Test
  void shouldKeepTheWholeWindowWhereverItLies() {
    for (long start = 5; start < 5 + 2 * 1045; start++) {
      SenderWindow one = new SenderWindow();
      for (long counter = start; counter < start + 1024; counter += 7) {
        assertTrue(one.accept(counter));
      }
      assertTrue(one.accept(start + 1023));
      for (long counter = start; counter < start + 1024; counter++) {
        boolean seen = (counter - start) % 7 == 0 || counter == start + 1023;
        assertEquals(seen, !one.isFresh(counter, mark));
      }
    }
  }

  @Test
  void shouldTakeFarJumpsForWhatTheyAre() {
    // Each is in the same place of the ring as the one before.
    for (long counter = 1;
        counter > 0 && counter < Long.MAX_VALUE / 2;
        counter = counter * 2 + 1045) {
      assertTrue(window.accept(counter), "counter " + counter);
      assertFalse(window.accept(counter));
    }
    assertTrue(window.accept(Long.MAX_VALUE));
    assertFalse(window.accept(Long.MAX_VALUE));
    assertTrue(window.accept(Long.MAX_VALUE - 1023));
    assertFalse(window.accept(Long.MAX_VALUE - 1024));
  }

  /** Two guards look at two windows in turn, in order mostly, and accept or give up. */
  @Property(tries = 300)
  void shouldAgreeWithASetWhateverIsLookedAtInBetween(@ForAll long seed) {
    Random random = new Random(seed);
    SenderWindow[] windows = {new SenderWindow(), new SenderWindow()};
    List<Set<Long>> accepted = List.of(new HashSet<>(), new HashSet<>());
    CounterMark[] marks = {new CounterMark(), new CounterMark()};
    long[] next = {1, 1};
    for (int i = 0; i < 600; i++) {
      int of = random.nextInt(8) == 0 ? 1 : 0;
      CounterMark by = marks[random.nextInt(8) == 0 ? 1 : 0];
      long counter = next[of];
      switch (random.nextInt(12)) {
        case 0 -> counter = Math.max(1, counter - random.nextInt(30));
        case 1 -> counter += random.nextInt(30);
        default -> {}
      }
      boolean fresh = !accepted.get(of).contains(counter);
      if (random.nextInt(3) == 0) {
        assertEquals(fresh, windows[of].acceptNextAlone(counter, by), "counter " + counter);
        assertFalse(windows[of].acceptNextAlone(counter, by));
        accepted.get(of).add(counter);
        next[of] = counter + 1;
        continue;
      }
      assertEquals(fresh, windows[of].isFresh(counter, by), "counter " + counter);
      if (fresh) {
        assertSame(windows[of], by.window);
      }
      if (fresh && random.nextInt(6) != 0) {
        assertTrue(random.nextBoolean() ? windows[of].accept(by) : windows[of].acceptAlone(by));
        accepted.get(of).add(counter);
        next[of] = counter + 1;
        // What was marked may be marked by nobody again.
        assertFalse(windows[of].accept(by));
      }
    }
  }

  @Test
  void shouldAcceptOnlyOneOfTwoThatFoundTheSameCounterFresh() {
    for (boolean alone : new boolean[] {false, true}) {
      SenderWindow one = new SenderWindow();
      CounterMark other = new CounterMark();
      assertTrue(one.isFresh(7, mark));
      assertTrue(one.isFresh(7, other));
      assertTrue(alone ? one.acceptAlone(mark) : one.accept(mark));
      assertFalse(alone ? one.acceptAlone(other) : one.accept(other));
    }
  }

  @Test
  void shouldRefuseWhatTheWindowHasPassedSinceItWasFoundFresh() {
    for (boolean alone : new boolean[] {false, true}) {
      SenderWindow one = new SenderWindow();
      assertTrue(one.accept(3000));
      assertTrue(one.isFresh(2900, mark));
      assertTrue(one.accept(5000));
      assertFalse(alone ? one.acceptAlone(mark) : one.accept(mark));
      assertTrue(one.isFresh(4999, mark));
      assertTrue(one.accept(5001));
      assertTrue(alone ? one.acceptAlone(mark) : one.accept(mark));
      assertEquals(5001, one.highest());
    }
  }

  @Test
  void shouldAcceptTheNextOneInOrderAndAcrossWords() {
    for (long counter = 1; counter <= 3000; counter++) {
      assertTrue(window.acceptNextAlone(counter, mark), "counter " + counter);
      assertFalse(window.acceptNextAlone(counter, mark));
      assertEquals(counter, window.highest());
    }
  }

  @Test
  void shouldRefuseTheNextOneThatTheWindowHasPassed() {
    // In the middle of a word, which no newer block has taken.
    assertTrue(window.acceptNextAlone(1102, mark));
    assertTrue(window.accept(1102 + 1025));
    assertFalse(window.acceptNextAlone(1103, mark));
    assertTrue(window.acceptNextAlone(1104, mark));
  }

  @Test
  void shouldMarkWhatItAcceptsAndNotWhatFollows() {
    assertTrue(window.acceptNextAlone(2, mark));
    assertTrue(window.acceptNextAlone(5, mark));
    assertFalse(window.accept(5));
    assertTrue(window.accept(3));
  }

  @Property
  void shouldDecideAsTheProfileSays(@ForAll("arrivals") List<Long> arrivals) {
    SenderWindow one = new SenderWindow();
    Set<Long> seen = new HashSet<>();
    long highest = 0;
    for (long counter : arrivals) {
      boolean expected = counter > highest || (highest - counter < 1024 && !seen.contains(counter));
      boolean isNext = (counter & 3) == 2;
      if (!isNext) {
        assertEquals(expected, one.isFresh(counter, mark));
      }
      boolean accepted =
          switch ((int) (counter & 3)) {
            case 2 -> one.acceptNextAlone(counter, mark);
            case 0 -> expected && one.accept(mark);
            case 1 -> expected && one.acceptAlone(mark);
            default -> one.accept(counter);
          };
      assertEquals(expected, accepted);
      if (expected) {
        seen.add(counter);
        highest = Math.max(highest, counter);
      }
      assertEquals(highest, one.highest());
    }
  }

  @Property
  void shouldRestoreWhatAnotherWindowHad(@ForAll("arrivals") List<Long> arrivals) {
    SenderWindow one = new SenderWindow();
    arrivals.forEach(one::accept);
    if (one.highest() == 0) {
      return;
    }
    SenderWindow other = new SenderWindow();
    other.restore(one.highest(), below -> one.isUnmarked(one.highest() - below));
    assertEquals(one.highest(), other.highest());
    for (long counter = Math.max(1, one.highest() - 2048);
        counter <= one.highest() && counter > 0;
        counter++) {
      assertEquals(one.isFresh(counter, mark), other.isFresh(counter, mark), "counter " + counter);
    }
  }

  /** Around a few places, so that counters repeat, lie near each other, and jump far. */
  @Provide
  Arbitrary<List<Long>> arrivals() {
    Arbitrary<Long> base = Arbitraries.of(1L, 3000L, 1L << 43, 1L << 62, Long.MAX_VALUE - 5000);
    Arbitrary<Long> step = Arbitraries.longs().between(0, 4200);
    return base.flatMap(b -> step.map(s -> b + s)).list().ofMaxSize(300);
  }
}
