/**
 * Benchmark results as everything here uses them: {@link io.pe3.gate.result.ResultSet} holds {@link
 * io.pe3.gate.result.CellResult cells}, and a cell has one number per fork, because iterations of
 * one JVM repeat its accidents (layout, compilation order) and only forks are independent. {@link
 * io.pe3.gate.result.ResultFiles} reads what JMH writes and what PE3 writes.
 */
package io.pe3.gate.result;
