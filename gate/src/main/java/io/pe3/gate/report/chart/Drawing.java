package io.pe3.gate.report.chart;

import io.pe3.gate.report.markup.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An svg element in the making. Sizes are px. */
final class Drawing {
  /** Where a text stands relative to its place. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String text;

    Anchor(String text) {
      this.text = text;
    }
  }

  /** Of the small type, roughly; text is laid out without knowing the reader's fonts. */
  private static final double CHARACTER = 7.4;

  private final Markup svg = new Markup();

  /**
   * Starts one.
   *
   * @param label what readers hear who do not see it
   * @param attributes further ones, names and values in turn
   */
  Drawing(double width, double height, String label, String... attributes) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("xmlns", "http://www.w3.org/2000/svg", "role", "img"));
    all.addAll(List.of("viewBox", "0 0 " + number(width) + " " + number(height)));
    all.addAll(List.of("width", number(width), "height", number(height), "aria-label", label));
    all.addAll(List.of(attributes));
    svg.open("svg", all.toArray(String[]::new));
  }

  /** How wide a text is likely to be. */
  static double widthOf(String text) {
    return text.length() * CHARACTER;
  }

  /** A text that is likely to fit, its end cut off where it is not. */
  static String fitting(String text, double width) {
    int characters = (int) (width / CHARACTER);
    return text.length() <= characters
        ? text
        : text.substring(0, Math.max(1, characters - 1)).stripTrailing() + "…";
  }

  Drawing open(String style) {
    svg.open("g", "class", style);
    return this;
  }

  /** Opens a group that says what it is to who points at it. */
  Drawing openWithText(String style, String text) {
    svg.open("g", "class", style).element("title", text);
    return this;
  }

  Drawing close() {
    svg.close();
    return this;
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    svg.empty(
        "line",
        "class",
        style,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  void rect(String style, double x, double y, double width, double height) {
    svg.empty(
        "rect",
        "class",
        style,
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(width),
        "height",
        number(height));
  }

  void circle(String style, double x, double y, double radius) {
    svg.empty("circle", "class", style, "cx", number(x), "cy", number(y), "r", number(radius));
  }

  void polygon(String style, double... places) {
    svg.empty("polygon", "class", style, "points", places(places));
  }

  void polyline(String style, double... places) {
    svg.empty("polyline", "class", style, "points", places(places));
  }

  void text(String style, double x, double y, Anchor anchor, String text) {
    svg.element(
        "text", text, "class", style, "x", number(x), "y", number(y), "text-anchor", anchor.text);
  }

  /** A text that reads upwards. */
  void upright(String style, double x, double y, String text) {
    String place = number(x) + " " + number(y);
    svg.element(
        "text",
        text,
        "class",
        style,
        "text-anchor",
        "middle",
        "transform",
        "translate(" + place + ") rotate(-90)");
  }

  Markup finish() {
    return svg.close();
  }

  private static String places(double... places) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < places.length; i += 2) {
      text.append(i == 0 ? "" : " ").append(number(places[i])).append(',');
      text.append(number(places[i + 1]));
    }
    return text.toString();
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
