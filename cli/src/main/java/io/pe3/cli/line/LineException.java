package io.pe3.cli.line;

import io.pe3.error.Pe3Exception;

/** An error of the library, with the input line that it was found in. */
public final class LineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LineException(long line, Pe3Exception cause) {
    super(text(line, cause), cause);
  }

  /** The line number comes right after the code, so that scripts find both in front. */
  private static String text(long line, Pe3Exception cause) {
    String code = "code=" + cause.code().text();
    return code + " line=" + line + cause.getMessage().substring(code.length());
  }
}
