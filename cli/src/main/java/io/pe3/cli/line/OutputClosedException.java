package io.pe3.cli.line;

import java.io.IOException;

/** Whoever read standard output has gone, as {@code head} does; there is nobody to tell. */
public final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutputClosedException(IOException cause) {
    super(cause);
  }
}
