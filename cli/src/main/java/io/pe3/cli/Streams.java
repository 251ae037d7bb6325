package io.pe3.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input
 * @param out standard output, not buffered
 * @param err standard error
 */
record Streams(InputStream in, OutputStream out, PrintStream err) {

  /** One line on standard error that does not end the run. */
  void warn(String text) {
    err.println("warning: " + text);
  }

  /** The launcher looks, because the JDK cannot tell for standard error alone. */
  boolean errIsTerminal() {
    return Boolean.getBoolean("pe3.stderr.terminal");
  }
}
