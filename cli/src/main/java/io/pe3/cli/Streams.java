package io.pe3.cli;

import io.pe3.cli.line.LineOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input
 * @param out standard output, not buffered
 * @param err standard error
 */
record Streams(InputStream in, OutputStream out, PrintStream err) {
  /** Descriptor of standard input. */
  static final int IN = 0;

  /** Descriptor of standard output. */
  static final int OUT = 1;

  /** Descriptor of standard error. */
  static final int ERR = 2;

  private static final String TERMINALS = "pe3.terminals";

  /** Prints text, and fails when it does not get out. */
  void print(String text) throws IOException {
    try (LineOutput output = LineOutput.open(null, out)) {
      output.write(text.getBytes(StandardCharsets.UTF_8));
      output.commit();
    }
  }

  /** One line on standard error about what failed. */
  void error(String text) {
    err.println("error: " + oneLine(text));
  }

  /** Text as one line. */
  static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  /** One line on standard error that does not end the run. */
  void warn(String text) {
    err.println("warning: " + text);
  }

  /** The launcher looks, because the JDK cannot tell for each stream alone. */
  static boolean isTerminal(int descriptor) {
    return System.getProperty(TERMINALS, "").contains(Integer.toString(descriptor));
  }
}
