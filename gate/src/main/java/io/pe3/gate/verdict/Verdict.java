package io.pe3.gate.verdict;

import java.util.Collection;

/** What can be said, from good to bad. */
public enum Verdict {
  /** Shown: slower by less than the margin, if at all. */
  PASS("pass", "no regression", 0),
  /** Neither is shown: too few forks or too much noise. */
  UNCLEAR("unclear", "cannot tell", 3),
  /** Shown: slower, or it allocates more. */
  REGRESSION("regression", "regression", 1);

  private final String text;
  private final String words;
  private final int exitStatus;

  Verdict(String text, String words, int exitStatus) {
    this.text = text;
    this.words = words;
    this.exitStatus = exitStatus;
  }

  /**
   * The verdict in files.
   *
   * @return {@code pass}, {@code unclear} or {@code regression}
   */
  public String text() {
    return text;
  }

  /**
   * The verdict for people.
   *
   * @return a few words
   */
  public String words() {
    return words;
  }

  /**
   * What a command ends with.
   *
   * @return 0, 3 or 1
   */
  public int exitStatus() {
    return exitStatus;
  }

  /**
   * The worst of many.
   *
   * @param verdicts of cells
   * @return what holds for all together; {@link #UNCLEAR} of none, since nothing was shown
   */
  public static Verdict worst(Collection<Verdict> verdicts) {
    return verdicts.stream().max(Verdict::compareTo).orElse(UNCLEAR);
  }
}
