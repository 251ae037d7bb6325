package io.pe3.cli;

/** What the command tells the shell. */
final class ExitCode {
  /** All is done. */
  static final int OK = 0;

  /** Something failed; standard error has a line {@code error: code=…}. */
  static final int FAILED = 1;

  /** The command was called the wrong way. */
  static final int BAD_USE = 2;

  private ExitCode() {}
}
