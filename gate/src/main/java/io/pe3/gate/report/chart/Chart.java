package io.pe3.gate.report.chart;

import io.pe3.gate.report.markup.Markup;

/** A drawing that can be made in any width. Immutable, safe for use by several threads. */
public sealed interface Chart permits LineChart, RangeChart, RatioChart {
  /** Width for screens and paper, in px. */
  int WIDE = 640;

  /** Width for phones, in px. */
  int NARROW = 340;

  /**
   * What it shows, in one line.
   *
   * @return for example {@code Time against size}
   */
  String title();

  /**
   * Draws it.
   *
   * @param width in px at least {@link #NARROW}; the height follows
   * @param attributes of the svg element besides size and label, names and values in turn
   * @return one svg element
   */
  Markup svg(int width, String... attributes);
}
