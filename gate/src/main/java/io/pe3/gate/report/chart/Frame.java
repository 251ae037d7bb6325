package io.pe3.gate.report.chart;

/**
 * The part of a drawing that holds the data.
 *
 * @param x across
 * @param y upwards: its start is at the bottom
 */
record Frame(Scale x, Scale y) {
  double left() {
    return x.start();
  }

  double right() {
    return x.end();
  }

  double top() {
    return y.end();
  }

  double bottom() {
    return y.start();
  }

  /** A line through all of it at a value of y. */
  void across(Drawing drawing, String style, double value) {
    drawing.line(style, left(), y.at(value), right(), y.at(value));
  }

  /** A line through all of it at a value of x, with a flag at its top. */
  void mark(Drawing drawing, double value) {
    double place = x.at(value);
    drawing.line("event", place, top() - 4, place, bottom());
    drawing.polygon("flag", place - 5, top() - 10, place + 5, top() - 10, place, top() - 2);
  }
}
