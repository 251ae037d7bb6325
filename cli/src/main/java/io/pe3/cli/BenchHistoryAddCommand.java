package io.pe3.cli;

import io.pe3.gate.history.Commits;
import io.pe3.gate.result.Machine;
import io.pe3.gate.result.Origin;
import io.pe3.gate.result.ResultFiles;
import io.pe3.gate.result.ResultSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pe3 bench history add}. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Adds results of a commit to a history.",
    description = {
      "",
      "Reads JSON that JMH (-rf json) or pe3 wrote. JMH's files do not say of which commit,",
      "machine and time they are: of the one in --commit, of this machine, and of now.",
      ""
    })
final class BenchHistoryAddCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(arity = "1..*", paramLabel = "RESULT.json", description = "Results of one commit.")
  private List<Path> files;

  @ArgGroup(multiplicity = "1")
  private HistoryPlace place;

  @Option(
      names = "--commit",
      paramLabel = "REF",
      description = "Commit that was measured (default: the file's own, else HEAD).")
  private String commit;

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Git repository that has the commit (default: here).")
  private Path repository;

  BenchHistoryAddCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    ResultSet read = ResultSet.join(files.stream().map(ResultFiles::read).toList());
    String ref = commit == null ? read.origin().map(Origin::commit).orElse("") : commit;
    String id = new Commits(repository).id(ref.isEmpty() ? "HEAD" : ref);
    Instant time =
        read.origin().map(Origin::time).orElse(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    ResultSet known =
        new ResultSet(
            Optional.of(new Origin(ref.isEmpty() ? "HEAD" : ref, id, time)),
            Optional.of(read.machine().orElseGet(Machine::here)),
            read.cells());
    place.store(repository).add(known);
    streams.print("added " + known.cells().size() + " cells of commit " + id + "\n");
    return ExitCode.OK;
  }
}
