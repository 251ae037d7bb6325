/**
 * Reports of results: {@link io.pe3.gate.report.ReportReader} reads the files, {@link
 * io.pe3.gate.report.Report} makes the pages.
 */
package io.pe3.gate.report;
