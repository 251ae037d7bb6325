package io.pe3.bench;

import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.replay.ReplayGuard;
import io.pe3.replay.ReplayState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does replay protection add to a message that is accepted, from one sender or from many in
 * turn? {@code look} is what a message costs that is refused afterwards.
 *
 * <p>Run: {@code ./pe3 bench --include ReplayBenchmark}
 */
@State(Scope.Thread)
public class ReplayBenchmark extends BenchmarkBase {
  private static final long NOW = 1_700_000_000L;
  private static final UriPattern SCOPE = UriPattern.exact("com.example.topic");

  /** How many senders take turns. */
  @Param({"1", "1000"})
  public int senders;

  private DataKey key;
  private ReplayGuard guard;
  private long turn;
  private int sender;
  private long counter = 1;

  /** For JMH. */
  public ReplayBenchmark() {}

  /** Makes an endpoint that has met nobody. */
  @Setup
  public void setup() {
    key = DataKey.generate();
    guard = new ReplayGuard(new ReplayState());
  }

  /** Wipes the key. */
  @TearDown
  public void close() {
    key.close();
  }

  /**
   * Looks whether a message could be accepted.
   *
   * @return that it could
   */
  @Benchmark
  public boolean look() {
    advance();
    return guard.isFresh(key, SCOPE, NOW << 32, sender, counter, NOW);
  }

  /** Looks and commits, as an opener does. */
  @Benchmark
  public void lookAndCommit() {
    advance();
    if (senders == 1 && guard.isNext(turn, counter, NOW)) {
      guard.commitNext(counter);
      return;
    }
    guard.look(key, SCOPE, NOW << 32, sender, counter, NOW);
    guard.commit();
    turn = guard.turn();
  }

  private void advance() {
    if (++sender >= senders) {
      sender = 0;
      counter++;
    }
  }
}
