package io.pe3.gate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import io.pe3.gate.result.Jvm;
import io.pe3.gate.result.Machine;
import io.pe3.gate.result.Metric;
import io.pe3.gate.result.Origin;
import io.pe3.gate.result.ResultSet;
import io.pe3.gate.result.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final Pattern ALL = Pattern.compile("");

  @TempDir Path folder;

  @Test
  void shouldReadWhatWasAddedToAFolder() {
    FolderStore store = new FolderStore(folder.resolve("new/perf"));
    ResultSet first = results("a".repeat(40), 1, "CPU", 10.0);
    ResultSet second = results("b".repeat(40), 2, "CPU", 11.0);
    store.add(first);
    store.add(second);
    assertEquals(List.of(first, second), store.read());
  }

  @Test
  void shouldNameTheLineThatCannotBeRead() throws IOException {
    FolderStore store = new FolderStore(folder);
    store.add(results("a".repeat(40), 1, "CPU", 10.0));
    Path file = folder.resolve(FolderStore.FILE);
    for (String wrong :
        List.of("{\"schemaVersion\":", "[]", "{\"schemaVersion\":1,\"kind\":\"x\"}")) {
      String good = Files.readString(file).lines().findFirst().orElseThrow();
      Files.writeString(file, good + "\n" + wrong + "\n");
      GateException e = assertThrows(GateException.class, store::read);
      assertEquals(GateErrorCode.MALFORMED_RESULT, e.code());
      assertEquals(2, e.facts().get("line"));
    }
  }

  @Test
  void shouldSayThatThereIsNoHistoryYet() {
    GateException e = assertThrows(GateException.class, () -> new FolderStore(folder).read());
    assertEquals(GateErrorCode.IO, e.code());
    assertTrue(e.getMessage().contains("pe3 bench history add"));
  }

  @Test
  void shouldSayThatThereIsNoHistoryInTheNotesYet() throws Exception {
    repository(1);
    NotesStore store = new NotesStore(folder, NotesStore.REF);
    GateException e = assertThrows(GateException.class, store::read);
    assertEquals(GateErrorCode.IO, e.code());
    assertTrue(e.getMessage().contains("git fetch origin " + NotesStore.REF), e.getMessage());
  }

  @Test
  void shouldRefuseResultsOfNoCommit() {
    ResultSet unknown = new ResultSet(Optional.empty(), Optional.empty(), List.of());
    assertThrows(IllegalArgumentException.class, () -> new FolderStore(folder).add(unknown));
  }

  @Test
  void shouldFollowTheRepositorysOrderAndNotThatOfMeasuring() throws Exception {
    List<String> commits = repository(8);
    NotesStore store = new NotesStore(folder, NotesStore.REF);
    for (int i : new int[] {3, 0, 7, 1, 2, 6, 5, 4}) {
      store.add(results(commits.get(i), 100 - i, "CPU", i < 4 ? 10.0 + i / 100.0 : 20 + i / 100.0));
    }
    List<HistorySeries> history =
        History.of(store.read(), new Commits(folder), ALL, new EDivisive(0.05, 999, 3, 1));
    assertEquals(1, history.size());
    HistorySeries series = history.getFirst();
    assertEquals(commits, series.points().stream().map(HistorySeries.Point::commit).toList());
    assertEquals(4, series.changes().getFirst().index());
    assertEquals(
        List.of(10.015, 20.055),
        series.levels().stream().map(HistorySeries.Level::median).toList());
  }

  @Test
  void shouldFollowTheTimeOfMeasuringWhereNoRepositoryKnowsTheCommits() {
    List<ResultSet> entries =
        List.of(results("b".repeat(40), 2, "CPU", 2.0), results("a".repeat(40), 1, "CPU", 1.0));
    HistorySeries series =
        History.of(entries, new Commits(folder), ALL, EDivisive.DEFAULT).getFirst();
    assertEquals(1.0, series.points().getFirst().metric().median());
  }

  @Test
  void shouldJoinRunsOfOneCommitAndKeepMachinesApart() {
    List<ResultSet> entries = new ArrayList<>();
    entries.add(results("a".repeat(40), 1, "CPU one", 10.0));
    entries.add(results("a".repeat(40), 2, "CPU one", 12.0));
    entries.add(results("a".repeat(40), 3, "CPU two", 30.0));
    List<HistorySeries> history = History.of(entries, new Commits(folder), ALL, EDivisive.DEFAULT);
    assertEquals(2, history.size());
    assertEquals(List.of(10.0, 12.0), history.get(0).points().getFirst().metric().forks());
    assertEquals(List.of(30.0), history.get(1).points().getFirst().metric().forks());
  }

  @Test
  void shouldLookAtTheNewestCommitsOfALongHistory() {
    List<ResultSet> entries = new ArrayList<>();
    for (int i = 0; i < History.MAX_POINTS + 7; i++) {
      entries.add(results(String.format("%040x", i), i, "CPU", (double) i + 1));
    }
    HistorySeries series =
        History.of(entries, new Commits(folder), ALL, new EDivisive(0.01, 9, 3, 1)).getFirst();
    assertEquals(History.MAX_POINTS, series.points().size());
    assertEquals(8.0, series.points().getFirst().metric().median());
  }

  @Test
  void shouldTakeAnIdInHexThatNoRepositoryKnowsAndNothingElse() {
    Commits commits = new Commits(folder);
    assertEquals("0123abc", commits.id("0123abc"));
    for (String wrong : new String[] {"main", "--help", "HEAD", "xyz"}) {
      GateException e = assertThrows(GateException.class, () -> commits.id(wrong));
      assertEquals(GateErrorCode.UNKNOWN_REF, e.code());
    }
  }

  private List<String> repository(int count) throws Exception {
    git("init", "-q");
    List<String> commits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      git("commit", "-q", "--allow-empty", "-m", "c" + i);
      commits.add(git("rev-parse", "HEAD").strip());
    }
    return commits;
  }

  private String git(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@t"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).directory(folder.toFile()).start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(git.waitFor(20, TimeUnit.SECONDS) && git.exitValue() == 0, String.join(" ", words));
    return output;
  }

  private static ResultSet results(String commit, int day, String cpu, Double fork) {
    CellResult cell =
        new CellResult(
            new CellId("p.B.m", JmhMode.AVERAGE_TIME, 1, new TreeMap<>()),
            new Metric("ns/op", List.of(fork)),
            new TreeMap<>(),
            new Settings(1, "1 s", 1, "1 s"),
            new Jvm("VM", "25", "25", "1.37", List.of()));
    return new ResultSet(
        Optional.of(new Origin("main", commit, Instant.ofEpochSecond(86_400L * day))),
        Optional.of(new Machine(cpu, 2, 1000, "Linux", "amd64")),
        List.of(cell));
  }
}
