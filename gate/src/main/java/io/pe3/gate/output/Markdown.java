package io.pe3.gate.output;

import io.pe3.gate.report.markup.PlainText;
import io.pe3.gate.result.Metric;
import io.pe3.gate.stats.EffectSize;
import io.pe3.gate.verdict.AllocationChange;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.OneSided;
import io.pe3.gate.verdict.Outcome;
import io.pe3.gate.verdict.Slowdown;
import io.pe3.gate.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Comparisons and gate runs as Markdown, fit for a comment on a pull request. */
public final class Markdown {
  private static final double PERCENT = 100;
  private static final int MOST_DISTURBANCES = 10;

  private Markdown() {}

  /**
   * Writes a comparison.
   *
   * @param outcome to write
   * @return text that ends with a line break
   */
  public static String compare(Outcome outcome) {
    StringBuilder text = new StringBuilder("## Benchmarks: ");
    text.append(outcome.summary()).append("\n\n");
    table(text, outcome);
    text.append("\nThe two files were measured one after the other: what the machine did meanwhile")
        .append(" is in the difference. A gate run measures both versions in turn.\n");
    return text.toString();
  }

  /**
   * Writes a gate run.
   *
   * @param document to write
   * @return text that ends with a line break
   */
  public static String gate(GateDocument document) {
    Outcome outcome = document.result().outcome();
    StringBuilder text = new StringBuilder("## Performance gate: ");
    text.append(outcome.summary()).append("\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "%s%s against %s%s, measured in turn on %s (%d processors) for %d min %d s.%n%n",
            PlainText.code(document.head().ref()),
            commit(document.head().commit()),
            PlainText.code(document.base().ref()),
            commit(document.base().commit()),
            PlainText.markdown(document.machine().cpu()),
            document.machine().processors(),
            document.result().elapsed().toMinutes(),
            document.result().elapsed().toSecondsPart()));
    table(text, outcome);
    text.append(
        String.format(
            Locale.ROOT,
            "%nFails what is shown to be slower by more than %s, passes what is shown to be slower"
                + " by less than %s, if at all. False alarms: at most %.0f %% of whole runs like"
                + " this one.%n",
            EffectSize.percent(1 + document.settings().margins().tolerance()),
            EffectSize.percent(1 + document.settings().margins().margin()),
            PERCENT * document.settings().looks().falseAlarm()));
    if (document.result().budgetEnded()) {
      text.append("\nThe budget ended before every cell was clear.\n");
    }
    document.notes().forEach(note -> text.append("\n").append(note).append("\n"));
    disturbances(text, document.result().disturbances());
    return text.toString();
  }

  /** A comment that nobody reads to its end helps nobody; the JSON has all of them. */
  private static void disturbances(StringBuilder text, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append("\nThe machine was disturbed:\n\n");
    lines.stream()
        .limit(MOST_DISTURBANCES)
        .forEach(line -> text.append("- ").append(PlainText.code(line)).append('\n'));
    if (lines.size() > MOST_DISTURBANCES) {
      text.append("- and ")
          .append(lines.size() - MOST_DISTURBANCES)
          .append(" times more; gate.json has them all\n");
    }
  }

  private static String commit(String commit) {
    return commit.isEmpty() ? "" : " (" + commit.substring(0, Math.min(10, commit.length())) + ")";
  }

  private static void table(StringBuilder text, Outcome outcome) {
    text.append("| cell | verdict | time | 95 % interval | size | base | head | forks |")
        .append(" allocation | why |\n|---|---|---|---|---|---|---|---|---|---|\n");
    outcome.cells().stream()
        .sorted(Comparator.comparing(CellVerdict::verdict, Comparator.reverseOrder()))
        .forEach(cell -> row(text, cell));
    onlyIn(text, "base", outcome.onlyInBase());
    onlyIn(text, "head", outcome.onlyInHead());
  }

  private static void onlyIn(StringBuilder text, String side, List<OneSided> oneSided) {
    if (!oneSided.isEmpty()) {
      text.append("\nOnly in ").append(side).append(" (never a failure):");
      oneSided.forEach(one -> text.append(' ').append(PlainText.code(one.label())));
      text.append('\n');
    }
  }

  private static void row(StringBuilder text, CellVerdict cell) {
    Optional<Slowdown> slowdown = cell.slowdown();
    text.append("| ").append(PlainText.code(cell.id().label())).append(" | ").append(mark(cell));
    text.append(" | ").append(slowdown.map(s -> EffectSize.percent(s.estimate())).orElse("?"));
    text.append(" | ").append(slowdown.map(Markdown::interval).orElse("?"));
    text.append(" | ").append(slowdown.map(Slowdown::words).orElse("not comparable"));
    text.append(" | ").append(number(cell.base().primary()));
    text.append(" | ").append(number(cell.head().primary()));
    text.append(" | ").append(cell.base().primary().forks().size());
    text.append(" + ").append(cell.head().primary().forks().size());
    text.append(" | ").append(cell.allocation().map(Markdown::allocation).orElse("not counted"));
    text.append(" | ").append(PlainText.markdown(cell.reason()));
    cell.instructions().ifPresent(ratio -> text.append("; instructions ").append(ratio.percent()));
    text.append(" |\n");
  }

  private static String mark(CellVerdict cell) {
    return cell.verdict() == Verdict.PASS ? "pass" : "**" + cell.verdict().words() + "**";
  }

  private static String interval(Slowdown slowdown) {
    return slowdown.low() > 0 && Double.isFinite(slowdown.high())
        ? EffectSize.percent(slowdown.low()) + " to " + EffectSize.percent(slowdown.high())
        : "too few forks";
  }

  private static String number(Metric metric) {
    double deviation = metric.relativeDeviation();
    return String.format(Locale.ROOT, "%.4g ", metric.median())
        + PlainText.markdown(metric.unit())
        + (Double.isNaN(deviation)
            ? ""
            : String.format(Locale.ROOT, " ±%.1f %%", PERCENT * deviation));
  }

  private static String allocation(AllocationChange change) {
    String head = String.format(Locale.ROOT, "%.0f B/op", change.head());
    return switch (change.kind()) {
      case SAME -> head;
      case MORE, LESS -> String.format(Locale.ROOT, "**%.0f → %s**", change.base(), head);
      case OPEN -> String.format(Locale.ROOT, "%.0f → %s, open", change.base(), head);
    };
  }
}
