package io.pe3.bench.plan;

import java.time.Duration;

/** How much is measured, and how long. */
public enum BenchMode {
  /** A first look. */
  QUICK("--quick", 1, 2, 3, Duration.ofMillis(250)),
  /** The usual comparison. */
  DEFAULT("default", 1, 3, 5, Duration.ofMillis(400)),
  /** Everything, for publishing. */
  FULL("--full", 3, 5, 5, Duration.ofSeconds(1));

  private final String text;
  private final int forks;
  private final int warmups;
  private final int iterations;
  private final Duration iterationTime;

  BenchMode(String text, int forks, int warmups, int iterations, Duration iterationTime) {
    this.text = text;
    this.forks = forks;
    this.warmups = warmups;
    this.iterations = iterations;
    this.iterationTime = iterationTime;
  }

  /**
   * The option that chooses it.
   *
   * @return or {@code default}
   */
  public String text() {
    return text;
  }

  /**
   * JVMs started for each combination, one after the other.
   *
   * @return how many
   */
  public int forks() {
    return forks;
  }

  /**
   * Warm-up iterations.
   *
   * @return how many
   */
  public int warmups() {
    return warmups;
  }

  /**
   * Measured iterations.
   *
   * @return how many
   */
  public int iterations() {
    return iterations;
  }

  /**
   * How long each iteration takes.
   *
   * @return the time
   */
  public Duration iterationTime() {
    return iterationTime;
  }

  /**
   * Whether its figures are meant for publishing.
   *
   * @return false with a single fork and short iterations
   */
  public boolean isForPublishing() {
    return this == FULL;
  }
}
