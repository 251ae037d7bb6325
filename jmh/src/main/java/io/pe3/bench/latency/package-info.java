/**
 * Latency of single operations that arrive at a fixed rate, each timed from when it was due: what
 * {@link io.pe3.bench.LatencyBenchmark} runs, one JVM for each side and fork.
 */
package io.pe3.bench.latency;
