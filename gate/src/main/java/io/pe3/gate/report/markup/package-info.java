/** Writes HTML, SVG and Markdown in which no text of a result file can be more than text. */
package io.pe3.gate.report.markup;
