/** Runs the plan, and turns JMH's results into one readable table. */
package io.pe3.bench.report;
