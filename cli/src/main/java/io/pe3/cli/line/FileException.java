package io.pe3.cli.line;

/**
 * A failure of the command's own, such as a file that cannot be read. Reads like the library's
 * errors: {@code code=<code> <name>=<value> …: <detail>}.
 */
public final class FileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Code for files and streams that cannot be read or written. */
  public static final String IO = "io";

  public FileException(String code, String detail, Object... facts) {
    super(text(code, detail, facts));
  }

  public static FileException io(String detail, Object... facts) {
    return new FileException(IO, detail, facts);
  }

  private static String text(String code, String detail, Object[] facts) {
    StringBuilder text = new StringBuilder("code=").append(code);
    for (int i = 0; i + 1 < facts.length; i += 2) {
      text.append(' ').append(facts[i]).append('=').append(facts[i + 1]);
    }
    return text.append(": ").append(detail).toString();
  }
}
