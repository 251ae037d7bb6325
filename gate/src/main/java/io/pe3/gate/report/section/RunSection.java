package io.pe3.gate.report.section;

import io.pe3.gate.report.ReportInput;
import io.pe3.gate.report.RunNotes;
import io.pe3.gate.report.page.Block;
import io.pe3.gate.report.page.Block.Fact;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.Jvm;
import io.pe3.gate.result.Machine;
import io.pe3.gate.result.Origin;
import io.pe3.gate.result.ResultSet;
import io.pe3.gate.result.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** On what, by what and how was measured. */
public final class RunSection {
  private static final String NOT_RECORDED =
      "not recorded (JMH's own files do not say; pe3 bench --json writes it beside them)";

  private RunSection() {}

  /**
   * Makes it.
   *
   * @param input of the report
   * @return its blocks
   */
  public static List<Block> of(ReportInput input) {
    List<CellResult> cells = input.sets().stream().flatMap(set -> set.cells().stream()).toList();
    SequencedSet<String> machines = machines(input);
    SequencedSet<String> jvms = distinct(cells.stream().map(cell -> text(cell.jvm())));
    List<Fact> facts = new ArrayList<>();
    if (machines.isEmpty() && input.notes().isEmpty()) {
      facts.add(new Fact("Machine", NOT_RECORDED));
    }
    add(facts, "Machine", machines);
    for (RunNotes notes : input.notes()) {
      for (Map.Entry<String, String> note : notes.facts()) {
        Fact fact = new Fact(note.getKey(), note.getValue());
        if (!facts.contains(fact)) {
          facts.add(fact);
        }
      }
    }
    add(facts, "JVM", jvms);
    add(facts, "JVM flags", distinct(cells.stream().map(cell -> flags(cell.jvm()))));
    add(facts, "JMH", distinct(cells.stream().map(cell -> cell.jvm().jmhVersion())));
    add(facts, "Measured", distinct(cells.stream().map(RunSection::settings)));
    add(facts, "Version", distinct(input.sets().stream().flatMap(RunSection::origin)));
    add(
        facts,
        "Command",
        distinct(input.notes().stream().map(RunNotes::command).filter(c -> !c.isEmpty())));
    facts.add(new Fact("Files", String.join(", ", input.files())));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(2, "Machine, JVM and settings"));
    blocks.add(new Block.Facts(facts));
    if (machines.size() > 1 || jvms.size() > 1) {
      blocks.add(
          new Block.Notice(
              "These results are of several machines or JVMs. Times can be compared only where"
                  + " both are the same."));
    }
    addForkNotice(blocks, cells);
    return blocks;
  }

  private static void addForkNotice(List<Block> blocks, Collection<CellResult> cells) {
    long single = cells.stream().filter(cell -> cell.primary().forks().size() < 2).count();
    if (single > 0) {
      blocks.add(
          new Block.Notice(
              String.format(
                  Locale.ROOT,
                  "%,d of %,d rows are of a single fork. One JVM can be fast or slow throughout, so"
                      + " no spread is given for them and they are not for publishing.",
                  single,
                  cells.size())));
    }
  }

  private static SequencedSet<String> machines(ReportInput input) {
    return distinct(
        input.sets().stream().flatMap(set -> set.machine().stream()).map(RunSection::text));
  }

  private static void add(List<Fact> facts, String name, SequencedSet<String> values) {
    values.forEach(value -> facts.add(new Fact(name, value)));
  }

  private static SequencedSet<String> distinct(Stream<String> values) {
    return values
        .filter(value -> !value.isBlank())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * A machine in one line.
   *
   * @param machine to describe
   * @return CPU, processors, memory, system
   */
  public static String text(Machine machine) {
    String memory =
        machine.memoryMib() == 0
            ? ""
            : String.format(Locale.ROOT, ", %.1f GiB", machine.memoryMib() / 1024.0);
    return String.format(
        Locale.ROOT,
        "%s, %d processors%s, %s, %s",
        machine.cpu(),
        machine.processors(),
        memory,
        machine.os(),
        machine.arch());
  }

  private static String text(Jvm jvm) {
    return jvm.jdkVersion().isEmpty()
        ? jvm.name()
        : jvm.name() + " " + jvm.version() + " (JDK " + jvm.jdkVersion() + ")";
  }

  private static String flags(Jvm jvm) {
    return jvm.args().stream()
        .filter(arg -> !arg.endsWith("="))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String settings(CellResult cell) {
    Settings settings = cell.settings();
    int forks = cell.primary().forks().size();
    return String.format(
        Locale.ROOT,
        "%d %s; in each warm-up %d × %s, then measured %d × %s; mode %s, %d %s",
        forks,
        forks == 1 ? "fork" : "forks",
        settings.warmupIterations(),
        settings.warmupTime(),
        settings.measurementIterations(),
        settings.measurementTime(),
        cell.id().mode().text(),
        cell.id().threads(),
        cell.id().threads() == 1 ? "thread" : "threads");
  }

  private static Stream<String> origin(ResultSet set) {
    return set.origin().stream().map(RunSection::text);
  }

  private static String text(Origin origin) {
    String commit = origin.commit().isEmpty() ? "" : ", commit " + origin.commit();
    return origin.ref() + commit + ", measured " + origin.time();
  }
}
