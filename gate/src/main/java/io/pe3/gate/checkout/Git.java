package io.pe3.gate.checkout;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls git in one repository. */
final class Git {
  private static final String SHALLOW =
      "the clone is shallow and has no such commit; fetch it (git fetch --unshallow, or"
          + " fetch-depth: 0 in actions/checkout) and run this again";

  private final Path repository;

  Git(Path repository) {
    this.repository = repository.toAbsolutePath();
  }

  /** The full commit id of a ref. */
  String commit(String ref) {
    if (ref.startsWith("-")) {
      throw unknown(ref, "this is an option, not a ref");
    }
    Result repositoryFound = call("rev-parse", "--git-dir");
    if (repositoryFound.exit != 0) {
      throw unknown(
          ref,
          "there is no such jar, and git finds no git repository here: "
              + repositoryFound.output.strip().lines().findFirst().orElse(""));
    }
    Result found = call("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
    if (found.exit == 0) {
      return found.output.strip();
    }
    boolean shallow = call("rev-parse", "--is-shallow-repository").output.strip().equals("true");
    throw unknown(
        ref,
        shallow
            ? SHALLOW
            : "no such branch, tag or commit here, and no such jar; fetch it (git fetch origin "
                + "BRANCH, then origin/BRANCH) or look for a typing error");
  }

  void addWorktree(Path folder, String commit) {
    removeWorktree(folder); // one that an interrupted run left
    require(call("worktree", "add", "--detach", "--force", folder.toString(), commit));
  }

  /** A folder that is left over does no harm, so that a failure here is none. */
  void removeWorktree(Path folder) {
    call("worktree", "remove", "--force", folder.toString());
    call("worktree", "prune");
  }

  private GateException unknown(String ref, String detail) {
    return new GateException(GateErrorCode.UNKNOWN_REF, detail, "ref", ref, "folder", repository);
  }

  private void require(Result result) {
    if (result.exit != 0) {
      throw new GateException(
          GateErrorCode.IO, "git failed: " + result.output.strip(), "folder", repository);
    }
  }

  private record Result(int exit, String output) {}

  private Result call(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(repository.toFile())
              .redirectErrorStream(true)
              .start();
      git.getOutputStream().close();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(git.waitFor(), output);
    } catch (IOException e) {
      throw GateException.io("cannot run git", repository, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GateException(GateErrorCode.RUN_FAILED, "interrupted").causedBy(e);
    }
  }
}
