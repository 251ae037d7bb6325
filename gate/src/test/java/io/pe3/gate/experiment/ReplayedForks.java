package io.pe3.gate.experiment;

import io.pe3.gate.experiment.RecordedForks.Fork;
import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import io.pe3.gate.result.Jvm;
import io.pe3.gate.result.Metric;
import io.pe3.gate.result.Settings;
import io.pe3.gate.run.ForkSource;
import io.pe3.gate.run.Job;
import io.pe3.gate.run.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The forks of one recorded gate run, once more in the order in which it took them: those that
 * counted, then those of its reruns.
 */
final class ReplayedForks implements ForkSource {
  private record Key(String cell, String side) {}

  private final Map<Key, Deque<Fork>> left = new HashMap<>();

  ReplayedForks(RecordedForks recorded, String run) {
    Map<Key, List<Fork>> forks = new HashMap<>();
    recorded.forks().stream()
        .filter(fork -> fork.run().equals(run))
        .forEach(
            fork ->
                forks
                    .computeIfAbsent(new Key(fork.cell(), fork.side()), _ -> new ArrayList<>())
                    .add(fork));
    forks.forEach((key, all) -> left.put(key, undisturbed(all)));
  }

  /** What does not count and stands before the last one that does was disturbed. */
  private static Deque<Fork> undisturbed(List<Fork> all) {
    int last = 0;
    for (int i = 0; i < all.size(); i++) {
      last = all.get(i).counted() ? i : last;
    }
    Deque<Fork> kept = new ArrayDeque<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).counted() || i > last) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }

  static Job job(String cell) {
    return new Job("recorded.TinyBenchmark.run", new TreeMap<>(Map.of("work", cell)));
  }

  @Override
  public List<CellResult> measure(Side side, Job job) {
    Fork fork = left.get(new Key(job.params().get("work"), side.text())).remove();
    return List.of(
        new CellResult(
            new CellId(job.benchmark(), JmhMode.AVERAGE_TIME, 1, job.params()),
            new Metric("ns/op", List.of(fork.median())),
            new TreeMap<>(
                Map.of(CellResult.ALLOCATION, new Metric("B/op", List.of(fork.octets())))),
            new Settings(3, "100 ms", 5, "50 ms"),
            new Jvm("recorded", "", "", "", List.of())));
  }
}
