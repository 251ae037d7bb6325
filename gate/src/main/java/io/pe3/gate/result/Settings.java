package io.pe3.gate.result;

/**
 * How JMH was told to measure a cell.
 *
 * @param warmupIterations iterations that are thrown away
 * @param warmupTime of each, as JMH writes it: {@code 1 s}
 * @param measurementIterations iterations that count
 * @param measurementTime of each, as JMH writes it
 */
public record Settings(
    int warmupIterations, String warmupTime, int measurementIterations, String measurementTime) {}
