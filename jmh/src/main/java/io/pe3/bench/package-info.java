/**
 * The benchmarks, one question each, and {@link io.pe3.bench.BenchMain}, which checks, measures and
 * prints the table of {@code pe3 bench}. They are also run the way JMH users know: {@code java -jar
 * jmh/target/benchmarks.jar AeadBenchmark -p size=64 -prof gc}.
 */
package io.pe3.bench;
