/**
 * Pages as blocks, and what writes them: {@link io.pe3.gate.report.page.HtmlWriter} one
 * self-contained page, {@link io.pe3.gate.report.page.MarkdownWriter} the same as Markdown.
 */
package io.pe3.gate.report.page;
