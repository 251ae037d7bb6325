/**
 * What is measured, apart from how: each side's whole way from arguments to a sealed payload and
 * back, and each engine's seal and open of ready octets. Used by the benchmarks and, before
 * anything is measured, by the checks.
 */
package io.pe3.bench.pipeline;
