package io.pe3.gate;

import io.pe3.gate.checkout.Version;
import io.pe3.gate.checkout.Versions;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.jmh.JmhForks;
import io.pe3.gate.machine.CalibratedWatch;
import io.pe3.gate.machine.InstructionCounter;
import io.pe3.gate.output.GateDocument;
import io.pe3.gate.output.JunitXml;
import io.pe3.gate.output.Markdown;
import io.pe3.gate.output.OutcomeJson;
import io.pe3.gate.result.Machine;
import io.pe3.gate.result.Origin;
import io.pe3.gate.result.ResultFiles;
import io.pe3.gate.run.BudgetTooSmall;
import io.pe3.gate.run.GateResult;
import io.pe3.gate.run.GateRun;
import io.pe3.gate.run.GateSettings;
import io.pe3.gate.run.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The gate from end to end: finds or builds both versions, measures them in turn, judges, and
 * writes {@code gate.json}, {@code gate.md} and {@code gate.xml}.
 */
public final class Gate {
  private final GateRequest request;
  private final Consumer<String> progress;

  /**
   * Prepares.
   *
   * @param request what to gate
   * @param progress is told what goes on, line by line
   */
  public Gate(GateRequest request, Consumer<String> progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Runs it. Nothing is written into the project's folder besides git's notice of a worktree, which
   * goes with it.
   *
   * @return what was found
   * @throws BudgetTooSmall when the budget can't hold 5 forks a side
   * @throws GateException when a version can't be found, built or measured, or nothing is included
   */
  public GateDocument run() throws BudgetTooSmall {
    Path raw = folder(request.out().resolve("forks"));
    Path work = folder(request.out().resolve("work"));
    try (Versions versions =
        new Versions(request.project(), work, request.build(), request.jarGlob(), progress)) {
      Version base = versions.of(request.base(), "base");
      Version head = versions.of(request.head(), "head");
      SortedSet<Job> older = base.jar().jobs();
      SortedSet<Job> newer = head.jar().jobs();
      List<Pattern> includes = includes(newer);
      SortedSet<Job> jobs = included(newer, includes);
      jobs.retainAll(older);
      List<String> notes = new ArrayList<>();
      noteOneSided(notes, "base", included(older, includes), newer);
      noteOneSided(notes, "head", included(newer, includes), older);
      if (jobs.isEmpty()) {
        throw new GateException(
            GateErrorCode.NO_BENCHMARK,
            "no benchmark that is included is in both versions",
            "include",
            includes);
      }
      GateRun.requireBudget(jobs.size(), request.fork().duration(), request.budget());
      boolean instructions = InstructionCounter.isAvailable();
      if (!instructions) {
        notes.add("Instructions per operation are not counted: perf can't on this machine.");
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      GateSettings settings =
          GateSettings.of(request.margins(), request.mostForks(), request.budget());
      GateResult result =
          new GateRun(
                  settings,
                  new JmhForks(base.jar(), head.jar(), request.fork(), instructions, raw),
                  new CalibratedWatch(),
                  System::nanoTime,
                  progress)
              .run(List.copyOf(jobs));
      GateDocument document =
          new GateDocument(
              new Origin(base.ref(), base.commit(), now),
              new Origin(head.ref(), head.commit(), now),
              Machine.here(),
              settings,
              result,
              notes);
      return document;
    }
  }

  /**
   * Writes the three files into the request's folder.
   *
   * @param document what was found
   * @param unclearFails whether JUnit's XML shows unclear cells as failures
   * @throws GateException {@code io}
   */
  public void write(GateDocument document, boolean unclearFails) {
    Path out = folder(request.out());
    ResultFiles.writeTree(OutcomeJson.gate(document), out.resolve("gate.json"));
    write(out.resolve("gate.md"), Markdown.gate(document));
    write(out.resolve("gate.xml"), JunitXml.write(document.result().outcome(), unclearFails));
  }

  private List<Pattern> includes(SortedSet<Job> jobs) {
    if (!request.includes().isEmpty()) {
      return request.includes();
    }
    if (included(jobs, request.usualIncludes()).isEmpty()) {
      throw new GateException(
          GateErrorCode.BAD_OPTION,
          "--include is needed: say which of the "
              + jobs.size()
              + " benchmarks of this jar to measure, by a regular expression");
    }
    return request.usualIncludes();
  }

  private static SortedSet<Job> included(SortedSet<Job> jobs, List<Pattern> includes) {
    SortedSet<Job> included = new TreeSet<>(jobs);
    included.removeIf(
        job -> includes.stream().noneMatch(include -> include.matcher(job.fullName()).find()));
    return included;
  }

  private static void noteOneSided(
      List<String> notes, String side, SortedSet<Job> jobs, SortedSet<Job> others) {
    jobs.removeAll(others);
    if (!jobs.isEmpty()) {
      notes.add(
          "Only in "
              + side
              + ", not measured, never a failure: "
              + String.join(", ", jobs.stream().map(Job::fullName).toList()));
    }
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw GateException.io("cannot make it", folder, e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw GateException.io("cannot write it", file, e);
    }
  }
}
