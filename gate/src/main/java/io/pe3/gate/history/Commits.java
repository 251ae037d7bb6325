package io.pe3.gate.history;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Names and order of commits, as a repository knows them. */
public final class Commits {
  private static final String HEX = "[0-9a-f]{7,64}";

  private final GitCommand git;

  /**
   * Prepares.
   *
   * @param repository any folder in it, or one that is in none
   */
  public Commits(Path repository) {
    git = new GitCommand(repository);
  }

  /**
   * The full id of a commit.
   *
   * @param ref a branch, tag or commit; an id in hex is taken as it is where the repository does
   *     not know it
   * @return its id in hex
   * @throws GateException {@code unknown_ref}
   */
  public String id(String ref) {
    if (!ref.startsWith("-")) {
      var found =
          git.ask("", "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
      if (found.isPresent()) {
        return found.get().strip();
      }
    }
    if (ref.matches(HEX)) {
      return ref;
    }
    throw new GateException(
        GateErrorCode.UNKNOWN_REF,
        "no such branch, tag or commit in the repository here; give --commit with its id in hex",
        "ref",
        ref,
        "folder",
        git.repository().toAbsolutePath());
  }

  /**
   * Places of all commits, ancestors before descendants.
   *
   * @return place by id; empty when there is no repository
   */
  Map<String, Integer> order() {
    Map<String, Integer> order = new HashMap<>();
    git.ask("", "rev-list", "--all", "--topo-order", "--reverse")
        .ifPresent(text -> text.lines().forEach(id -> order.put(id, order.size())));
    return order;
  }
}
