package io.pe3.gate;

import io.pe3.gate.checkout.Version;
import io.pe3.gate.checkout.Versions;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The gate from end to end: finds or builds both versions, measures them in turn, judges, and
 * writes {@code gate.json}, {@code gate.md} and {@code gate.xml}.
 */
public final class Gate {
  private static final String JSON = "gate.json";
  private static final String MARKDOWN = "gate.md";
  private static final String XML = "gate.xml";
  private static final List<String> FILES = List.of(JSON, MARKDOWN, XML);

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
   * goes with it. What an earlier run wrote into the request's folder is removed first, so that
   * what is there afterwards is of this run.
   *
   * @return what was found
   * @throws BudgetTooSmall when the budget can't hold 5 forks a side
   * @throws GateException when a version can't be found, built or measured, or nothing is included
   */
  public GateDocument run() throws BudgetTooSmall {
    FILES.forEach(file -> delete(request.out().resolve(file)));
    Path raw = folder(request.out().resolve("forks"));
    JmhForks.clear(raw);
    Path work = folder(request.out().resolve("work"));
    try (Versions versions =
        new Versions(request.project(), work, request.build(), request.jarGlob(), progress)) {
      Version base = versions.of(request.base(), "base");
      Version head = versions.of(request.head(), "head");
      Pairing pairing =
          Pairing.of(
              base.jar().jobs(), head.jar().jobs(), request.includes(), request.usualIncludes());
      GateRun.requireBudget(pairing.both().size(), request.fork().duration(), request.budget());
      List<String> notes = new ArrayList<>();
      boolean instructions = InstructionCounter.isAvailable();
      if (!instructions) {
        notes.add("Instructions per operation are not counted: perf can't on this machine.");
      }
      if (pairing.both().isEmpty()) {
        notes.add("No benchmark is in both versions, so that nothing was measured.");
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      GateSettings settings =
          GateSettings.of(request.margins(), request.mostForks(), request.budget());
      GateResult result =
          pairing.both().isEmpty()
              ? GateResult.nothing()
              : new GateRun(
                      settings,
                      new JmhForks(base.jar(), head.jar(), request.fork(), instructions, raw),
                      new CalibratedWatch(),
                      System::nanoTime,
                      progress)
                  .run(pairing.both());
      return new GateDocument(
          new Origin(base.ref(), base.commit(), now),
          new Origin(head.ref(), head.commit(), now),
          Machine.here(),
          settings,
          result.andOneSided(pairing.onlyInBase(), pairing.onlyInHead()),
          notes);
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
    ResultFiles.writeTree(OutcomeJson.gate(document), out.resolve(JSON));
    write(out.resolve(MARKDOWN), Markdown.gate(document));
    write(out.resolve(XML), JunitXml.write(document.result().outcome(), unclearFails));
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw GateException.io("cannot make it", folder, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw GateException.io("cannot replace it", file, e);
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
