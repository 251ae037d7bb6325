package io.pe3.gate.history;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Calls git in a repository.
 *
 * @param repository any folder in it
 */
record GitCommand(Path repository) {
  /** What git answered, or empty when it failed. */
  Optional<String> ask(String input, String... words) {
    Answer answer = call(input, words);
    return answer.exit() == 0 ? Optional.of(answer.output()) : Optional.empty();
  }

  /** What git answered. */
  String require(String input, String... words) {
    Answer answer = call(input, words);
    if (answer.exit() != 0) {
      throw new GateException(
          GateErrorCode.IO,
          "git " + words[0] + " failed: " + answer.errors().strip(),
          "repository",
          repository);
    }
    return answer.output();
  }

  private record Answer(int exit, String output, String errors) {}

  private Answer call(String input, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Process git = new ProcessBuilder(command).directory(repository.toFile()).start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(git.getErrorStream()));
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> text(git.getInputStream()));
      try (OutputStream in = git.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return new Answer(git.waitFor(), output.join(), errors.join());
    } catch (IOException e) {
      throw GateException.io("cannot run git", repository, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GateException(GateErrorCode.RUN_FAILED, "interrupted").causedBy(e);
    }
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
