package io.pe3.gate.report.section;

import io.pe3.gate.report.page.Block;
import java.util.List;

/** How to read a report. */
public final class ReadingSection {
  private ReadingSection() {}

  /**
   * Makes it.
   *
   * @return its blocks
   */
  public static List<Block> blocks() {
    return List.of(
        new Block.Heading(2, "How to read this"),
        new Block.Paragraph(
            "Every number is the median of its forks, and the number of a fork is the median of its"
                + " iterations: JVMs differ more among each other than iterations within one, so"
                + " the fork is what is counted. Lines through marks reach from the lowest to the"
                + " highest fork. A single fork has no spread to show."),
        new Block.Paragraph(
            "Ratios are of medians of the same run on the same machine. Their lines are the least"
                + " and the most that the forks allow: the slowest of one side against the fastest"
                + " of the other, and the reverse. A limit, such as the bare call of a native"
                + " library, is no peer: it checks nothing and keeps nothing."),
        new Block.Paragraph(
            "Axes of time and size are logarithmic: equal distances are equal ratios. Absolute"
                + " times differ from machine to machine and drift over hours; compare within one"
                + " run."),
        new Block.Paragraph(
            "Allocation is counted by JMH's gc profiler and stands as 0 below 0.05 octets per"
                + " operation, which is what the profiler itself leaves behind."));
  }
}
