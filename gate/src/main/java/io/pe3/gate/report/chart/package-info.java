/**
 * Charts as SVG without scripts. {@link io.pe3.gate.report.chart.LineChart} shows numbers over
 * numbers, {@link io.pe3.gate.report.chart.RangeChart} numbers by name, {@link
 * io.pe3.gate.report.chart.RatioChart} how many times as good one is as another. Colours come from
 * a style sheet, so that one drawing serves light and dark; every series has a shape of its own
 * too, so that none is told apart by colour alone.
 */
package io.pe3.gate.report.chart;
