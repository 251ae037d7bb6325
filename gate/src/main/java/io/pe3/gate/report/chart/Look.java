package io.pe3.gate.report.chart;

import java.util.Locale;

/**
 * Colour and shape of a series. The colours are classes of the style sheet.
 *
 * @param colour class
 * @param shape of its marks
 * @param hollow whether its marks are outlines
 * @param dashed whether its line is
 */
public record Look(String colour, Shape shape, boolean hollow, boolean dashed) {
  private static final int COLOURS = 6;
  private static final double RADIUS = 4;

  /** Shape of a mark. */
  public enum Shape {
    /** Round. */
    CIRCLE,
    /** Square. */
    SQUARE,
    /** Triangle on its base. */
    TRIANGLE,
    /** Square on its corner. */
    DIAMOND,
    /** Triangle on its point. */
    WEDGE,
    /** Upright cross. */
    PLUS,
    /** Slanting cross. */
    CROSS
  }

  /** What a report is about. */
  public static final Look SUBJECT = new Look("subject", Shape.CIRCLE, false, false);

  /** Another form of what a report is about. */
  public static final Look VARIANT = new Look("subject", Shape.CIRCLE, true, true);

  /** What nothing can be better than. */
  public static final Look LIMIT = new Look("limit", Shape.PLUS, false, true);

  /**
   * What others look like.
   *
   * @param index of the other, from 0; after 6 the colours begin again with outlined marks
   * @return its look
   */
  public static Look other(int index) {
    Shape[] shapes = {
      Shape.SQUARE, Shape.TRIANGLE, Shape.DIAMOND, Shape.WEDGE, Shape.CROSS, Shape.CIRCLE
    };
    int colour = index % COLOURS;
    return new Look(
        String.format(Locale.ROOT, "other%d", colour + 1),
        shapes[colour],
        index / COLOURS % 2 == 1,
        index / COLOURS % 2 == 1);
  }

  /** Adds a mark around a place. */
  void mark(Drawing drawing, double x, double y) {
    String style = hollow ? "mark hollow" : "mark";
    double r = RADIUS;
    switch (shape) {
      case CIRCLE -> drawing.circle(style, x, y, r);
      case SQUARE -> drawing.polygon(style, x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
      case TRIANGLE -> drawing.polygon(style, x, y - r - 1, x + r + 1, y + r, x - r - 1, y + r);
      case DIAMOND ->
          drawing.polygon(style, x, y - r - 1, x + r + 1, y, x, y + r + 1, x - r - 1, y);
      case WEDGE -> drawing.polygon(style, x, y + r + 1, x + r + 1, y - r, x - r - 1, y - r);
      case PLUS -> {
        drawing.line("stroke", x - r, y, x + r, y);
        drawing.line("stroke", x, y - r, x, y + r);
      }
      case CROSS -> {
        drawing.line("stroke", x - r, y - r, x + r, y + r);
        drawing.line("stroke", x - r, y + r, x + r, y - r);
      }
    }
  }

  String lineStyle() {
    return dashed ? "curve dashed" : "curve";
  }
}
