package io.pe3.gate.report.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Builds HTML or SVG, one element after the other, well-formed as XML. Text and attribute values
 * are escaped; names of elements and attributes are the program's own. Not safe for use by several
 * threads.
 */
public final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Starts empty. */
  public Markup() {}

  /**
   * Opens an element.
   *
   * @param name of the element
   * @param attributes names and values in turn
   * @return this
   */
  public Markup open(String name, String... attributes) {
    tag(name, attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /**
   * Closes the innermost open element.
   *
   * @return this
   */
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /**
   * Adds an element without content.
   *
   * @param name of the element
   * @param attributes names and values in turn
   * @return this
   */
  public Markup empty(String name, String... attributes) {
    tag(name, attributes);
    out.append("/>");
    return this;
  }

  /**
   * Adds an element that holds text alone.
   *
   * @param name of the element
   * @param text any text
   * @param attributes names and values in turn
   * @return this
   */
  public Markup element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  /**
   * Adds text.
   *
   * @param text any text
   * @return this
   */
  public Markup text(String text) {
    out.append(PlainText.escaped(text));
    return this;
  }

  /**
   * Adds a line break between elements, where it means nothing.
   *
   * @return this
   */
  public Markup line() {
    out.append('\n');
    return this;
  }

  /**
   * Adds what was built elsewhere.
   *
   * @param other finished markup
   * @return this
   */
  public Markup add(Markup other) {
    out.append(other);
    return this;
  }

  /**
   * Adds a style sheet of the program's own, in which escapes would not be read.
   *
   * @param css holds no {@code <}
   * @return this
   */
  public Markup style(String css) {
    if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet could end its element");
    }
    out.append("<style>").append(css).append("</style>");
    return this;
  }

  private void tag(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(PlainText.escaped(attributes[i + 1])).append('"');
    }
  }

  /**
   * What was built.
   *
   * @return markup whose elements are all closed
   * @throws IllegalStateException when one is open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("open element: " + open.peek());
    }
    return out.toString();
  }
}
