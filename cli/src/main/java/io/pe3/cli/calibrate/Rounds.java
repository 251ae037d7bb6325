package io.pe3.cli.calibrate;

import io.pe3.gate.result.Medians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Times everything in turn in this JVM. A round goes through all rows and sizes in an order of its
 * own, since how fast an engine is can depend on which sizes came before; the engines of one row
 * and size follow each other at once, in the next round in reverse (A B, B A), so that a change of
 * the machine's speed meets all of them.
 */
final class Rounds {
  /** A slice lasts about this long; a message that takes longer is one slice. */
  private static final double SLICE_NANOS = 1e6;

  /** What is slower than the fastest by this factor after warming up is not timed again. */
  private static final double HOPELESS = 4;

  /** In the first it is not known yet how many messages a slice takes. */
  private static final int FEWEST_WARM_UPS = 3;

  private static final int FEWEST_ROUNDS = 2;

  /** Together some thousand calls at each of the short sizes, by every engine and way. */
  private static final int CHUNKS = 20;

  private static final int CHUNK_CALLS = 200;
  private static final int LONGEST_COMPILED = 1024;

  private final List<Comparison> comparisons = new ArrayList<>();
  private final Random random;

  Rounds(List<Subjects> all, long seed) {
    random = new Random(seed);
    for (Subjects subjects : all) {
      for (Row row : Row.of(subjects.candidates().cipher())) {
        for (int size = 0; size < Sizes.ALL.size(); size++) {
          comparisons.add(new Comparison(subjects, row, size));
        }
      }
    }
  }

  /**
   * Runs.
   *
   * @param warmUpUntil time to stop warming up, by {@link System#nanoTime}
   * @param until time to stop; each is done a few times even if that takes longer
   * @return the median of each engine at each row and size
   */
  List<Timing> run(long warmUpUntil, long until) {
    compile(warmUpUntil);
    for (int round = 0; round < FEWEST_WARM_UPS || System.nanoTime() < warmUpUntil; round++) {
      round(round, warmUpUntil, round >= FEWEST_WARM_UPS);
    }
    comparisons.forEach(Comparison::start);
    for (int round = 0; round < FEWEST_ROUNDS || System.nanoTime() < until; round++) {
      round(round, until, round >= FEWEST_ROUNDS);
    }
    return comparisons.stream().flatMap(comparison -> comparison.medians().stream()).toList();
  }

  /**
   * Has the JIT compile the code of every engine: until then one that is written in Java is slower
   * by a factor of ten. It takes many calls and no long messages.
   */
  private void compile(long until) {
    for (int chunk = 0; chunk < CHUNKS && System.nanoTime() < until; chunk++) {
      for (Comparison comparison : comparisons) {
        comparison.compile();
      }
    }
  }

  private void round(int number, long until, boolean mayStop) {
    Collections.shuffle(comparisons, random);
    for (Comparison comparison : comparisons) {
      if (mayStop && System.nanoTime() >= until) {
        return;
      }
      comparison.run(number);
    }
  }

  /** One row and size, with all engines that are still in it. */
  private static final class Comparison {
    private final Subjects subjects;
    private final Row row;
    private final int size;
    private final List<List<Double>> values = new ArrayList<>();
    private final double[] latest;
    private int[] running;

    Comparison(Subjects subjects, Row row, int size) {
      this.subjects = subjects;
      this.row = row;
      this.size = size;
      int engines = subjects.candidates().engines().size();
      latest = new double[engines];
      running = new int[engines];
      for (int engine = 0; engine < engines; engine++) {
        running[engine] = engine;
        values.add(new ArrayList<>());
      }
    }

    void compile() {
      if (Sizes.ALL.get(size) <= LONGEST_COMPILED) {
        for (int engine : running) {
          subjects.nanos(engine, row.direction(), row.kind(), size, CHUNK_CALLS);
        }
      }
    }

    /**
     * What was measured until now was for warming up. Only of engines that are out of the question
     * it counts, the lowest, and of the one that is left then, since there is nothing to compare.
     */
    void start() {
      double[] lowest =
          values.stream()
              .mapToDouble(list -> list.stream().mapToDouble(nanos -> nanos).min().orElseThrow())
              .toArray();
      double fastest = Arrays.stream(lowest).min().orElseThrow();
      int[] left =
          Arrays.stream(running).filter(engine -> lowest[engine] <= HOPELESS * fastest).toArray();
      running = left.length > 1 ? left : new int[0];
      for (int engine = 0; engine < lowest.length; engine++) {
        values.get(engine).clear();
        values.get(engine).add(lowest[engine]);
      }
      for (int engine : running) {
        values.get(engine).clear();
      }
    }

    void run(int round) {
      for (int i = 0; i < running.length; i++) {
        time(running[round % 2 == 0 ? i : running.length - 1 - i]);
      }
    }

    private void time(int engine) {
      int calls = latest[engine] == 0 ? 1 : (int) Math.max(1, SLICE_NANOS / latest[engine]);
      double nanos = subjects.nanos(engine, row.direction(), row.kind(), size, calls);
      latest[engine] = nanos;
      values.get(engine).add(nanos);
    }

    List<Timing> medians() {
      List<Timing> medians = new ArrayList<>();
      for (int engine = 0; engine < latest.length; engine++) {
        double[] all = values.get(engine).stream().mapToDouble(nanos -> nanos).toArray();
        String name = subjects.candidates().engines().get(engine);
        medians.add(new Timing(row, Sizes.ALL.get(size), name, Medians.of(all)));
      }
      return medians;
    }
  }
}
