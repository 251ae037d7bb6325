package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One command that was run in this JVM.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it printed on standard error
 */
record Run(int exit, String out, String err) {

  static Run pe3(String... args) {
    return pe3In("", args);
  }

  /** Runs a command with an input. No command may ever show a trace. */
  static Run pe3In(String in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Pe3.run(
            args,
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Run run =
        new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    assertFalse(run.err.contains("\tat ") || run.err.contains("Exception"), run.err);
    return run;
  }

  /** The output of a command that has to end well and silently. */
  String printed() {
    assertEquals("", err);
    assertEquals(ExitCode.OK, exit);
    return out;
  }

  /** Checks a failure: exit 1 and one line with this beginning. */
  Run failedWith(String start) {
    assertEquals(ExitCode.FAILED, exit, err);
    return saying("error: code=" + start);
  }

  /** Checks bad use: exit 2, no output, one line. */
  Run badUse(String words) {
    assertEquals(ExitCode.BAD_USE, exit, err);
    assertEquals("", out);
    assertEquals(1, err.lines().count(), err);
    assertEquals(true, err.contains(words), err);
    return this;
  }

  List<String> lines() {
    return out.lines().toList();
  }

  private Run saying(String start) {
    assertEquals(1, err.lines().count(), err);
    assertEquals(true, err.startsWith(start), err);
    return this;
  }
}
