package io.pe3.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** The {@code pe3} command's start. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the command's words, as given to {@code ./pe3}
   */
  public static void main(String[] args) {
    // Not System.out: a PrintStream swallows what went wrong, and a full disk must not look well.
    System.exit(Pe3.run(args, System.in, new FileOutputStream(FileDescriptor.out), System.err));
  }
}
