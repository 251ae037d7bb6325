package io.pe3.replay;

import static io.pe3.replay.ReplayTesting.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.replay.ReplayTesting.Following;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The state against the profile's rules, written down as plainly as they stand there. */
class ReplayModelTest {
  private static final List<DataKey> KEYS = List.of(DataKey.generate(), DataKey.generate());
  private static final List<UriPattern> SCOPES =
      List.of(UriPattern.exact("com.a"), UriPattern.prefix("com.a"));

  /** Instead of a counter. */
  private static final long NEXT = 0;

  @Property
  void shouldDecideAsTheProfileSays(
      @ForAll("messages") List<Message> messages, @ForAll @IntRange(min = 1, max = 6) int limit) {
    ReplayState state = new ReplayState(limit);
    ReplayGuard shared = new ReplayGuard(state);
    List<Following> openers =
        List.of(
            new Following(shared), new Following(shared), new Following(new ReplayGuard(state)));
    Model model = new Model(limit);
    int place = 0;
    for (Message message : inTurn(messages)) {
      assertEquals(
          model.accepts(message),
          openers
              .get(message.opener())
              .accepts(
                  KEYS.get(message.key()),
                  SCOPES.get(message.scope()),
                  message.high(),
                  message.random(),
                  message.counter()),
          "message " + place++ + ": " + message);
      assertEquals(model.senders.size(), state.size());
      assertEquals(model.evictions, state.evictions());
    }
  }

  /** No message is accepted twice, whatever leaves the table. */
  @Property
  void shouldAcceptNoMessageTwice(
      @ForAll("messages") List<Message> messages, @ForAll @IntRange(min = 1, max = 4) int limit) {
    ReplayState state = new ReplayState(limit);
    Following opener = new Following(new ReplayGuard(state));
    Set<String> accepted = new HashSet<>();
    for (Message message : inTurn(messages)) {
      if (opener.accepts(
          KEYS.get(message.key()),
          SCOPES.get(message.scope()),
          message.high(),
          message.random(),
          message.counter())) {
        assertEquals(true, accepted.add(message.entry() + " " + message.counter()));
      }
    }
  }

  /** Gives those without a counter, {@link #NEXT}, the one that follows their sender's last. */
  private static List<Message> inTurn(List<Message> messages) {
    Map<String, Long> last = new HashMap<>();
    List<Message> turned = new ArrayList<>();
    for (Message message : messages) {
      long before = last.getOrDefault(message.entry(), 0L);
      Message one =
          message.counter() != NEXT
              ? message
              : message.withCounter(before == Long.MAX_VALUE ? 1 : before + 1);
      last.put(message.entry(), one.counter());
      turned.add(one);
    }
    return turned;
  }

  @Provide
  Arbitrary<List<Message>> messages() {
    Arbitrary<Long> counters =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(NEXT)),
            Tuple.of(1, Arbitraries.longs().between(1, 6)),
            Tuple.of(1, Arbitraries.longs().between(1000, 2100)),
            Tuple.of(1, Arbitraries.longs().between(1, Long.MAX_VALUE)));
    return Combinators.combine(
            mostlyZero(2),
            mostlyZero(1),
            mostlyZero(1),
            mostlyZero(305).map(i -> i < 305 ? NOW + i - (i > 300 ? 304 : 0) : NOW + 301),
            mostlyZero(1).map(i -> (long) i),
            counters)
        .as(Message::new)
        .list()
        .ofMaxSize(120);
  }

  private static Arbitrary<Integer> mostlyZero(int most) {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.just(0)), Tuple.of(1, Arbitraries.integers().between(0, most)));
  }

  record Message(int opener, int key, int scope, long created, long random, long counter) {
    long high() {
      return created << 32;
    }

    Message withCounter(long other) {
      return new Message(opener, key, scope, created, random, other);
    }

    String entry() {
      return key + " " + scope + " " + created + " " + random;
    }
  }

  private static final class Model {
    private final int limit;
    private final Map<String, Entry> senders = new HashMap<>();
    private final Map<Integer, Long> floors = new HashMap<>();
    private long evictions;
    private int met;

    Model(int limit) {
      this.limit = limit;
    }

    boolean accepts(Message message) {
      if (message.created() > NOW + 300) {
        return false;
      }
      Entry entry = senders.get(message.entry());
      if (entry == null) {
        if (message.created() <= floors.getOrDefault(message.key(), -1L)) {
          return false;
        }
        senders.put(message.entry(), new Entry(message, met++));
        entry = senders.get(message.entry());
        evict();
      }
      return entry.accepts(message.counter());
    }

    private void evict() {
      while (senders.size() > limit) {
        List<Entry> all = new ArrayList<>(senders.values());
        all.sort(Entry::compare);
        Message oldest = all.getFirst().first;
        floors.merge(oldest.key(), oldest.created(), Math::max);
        senders.remove(oldest.entry());
        evictions++;
      }
    }
  }

  private static final class Entry {
    private final Message first;
    private final int met;
    private final Set<Long> seen = new HashSet<>();
    private long highest;

    Entry(Message first, int met) {
      this.first = first;
      this.met = met;
    }

    boolean accepts(long counter) {
      if (counter > highest || (highest - counter < 1024 && !seen.contains(counter))) {
        seen.add(counter);
        highest = Math.max(highest, counter);
        return true;
      }
      return false;
    }

    static int compare(Entry a, Entry b) {
      int byCreation = Long.compare(a.first.created(), b.first.created());
      return byCreation != 0 ? byCreation : Integer.compare(a.met, b.met);
    }
  }
}
