package io.pe3.gate.report.markup;

/** Text as it comes from a result file, and what of it may be shown. */
public final class PlainText {
  private static final int REPLACEMENT = 0xfffd;

  private PlainText() {}

  /**
   * Makes text that stays on one line and reads in the order in which it is written: line breaks
   * and tabs become spaces; other control characters, the marks that turn the direction of writing,
   * and halves of surrogate pairs become U+FFFD.
   *
   * @param text anything
   * @return text that can be shown
   */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(PlainText::clean).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int clean(int c) {
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) {
      return ' ';
    }
    boolean hidden = Character.isISOControl(c) || isBetween(c, 0xd800, 0xdfff) || c == 0xffff;
    return hidden || turnsDirection(c) || c == 0xfffe ? REPLACEMENT : c;
  }

  private static boolean turnsDirection(int c) {
    return isBetween(c, 0x202a, 0x202e)
        || isBetween(c, 0x2066, 0x2069)
        || isBetween(c, 0x200e, 0x200f)
        || c == 0x061c;
  }

  private static boolean isBetween(int c, int first, int last) {
    return first <= c && c <= last;
  }

  /**
   * Escapes text for HTML, SVG and XML, between tags and in quoted attributes.
   *
   * @param text anything
   * @return cleaned and escaped
   */
  public static String escaped(String text) {
    String clean = clean(text);
    StringBuilder escaped = new StringBuilder(clean.length() + 16);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * Makes text a span of code in Markdown, table cells included: it stands as it is, and nothing in
   * it ends the span.
   *
   * @param text anything
   * @return cleaned, between backticks
   */
  public static String code(String text) {
    String clean = clean(text).replace("|", "\\|");
    String fence = "`";
    while (clean.contains(fence)) {
      fence += "`";
    }
    String padding = fence.length() > 1 ? " " : "";
    return fence + padding + clean + padding + fence;
  }

  /**
   * Escapes text for Markdown, table cells included. Nothing in it is a link, a tag, or a mention
   * that would call somebody: an invisible space stands behind {@code @} and before {@code ://}.
   *
   * @param text anything
   * @return cleaned and escaped
   */
  public static String markdown(String text) {
    String clean = clean(text);
    StringBuilder escaped = new StringBuilder(clean.length() + 16);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '@' -> escaped.append("@\u200b");
        case '\\', '`', '*', '_', '{', '}', '[', ']', '#', '!', '|', '~', '$' ->
            escaped.append('\\').append(c);
        case ':' -> escaped.append(clean.startsWith("://", i) ? "\u200b:" : ":");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
