/**
 * The statistics: which of two small sets of forks is slower, by how much, and how sure that is.
 * Everything is by ranks, since nothing is known of the noise of a benchmark (two modes, long
 * tails) and a rank test keeps its error whatever the noise is.
 *
 * <p>Sources: Mann and Whitney, "On a test of whether one of two random variables is stochastically
 * larger than the other" (1947); Hodges and Lehmann, "Estimates of location based on rank tests"
 * (1963), for the estimate and its interval; Holm, "A simple sequentially rejective multiple test
 * procedure" (1979), for many cells; Lan and DeMets, "Discrete sequential boundaries for clinical
 * trials" (1983), for shares of the error spent over several looks.
 */
package io.pe3.gate.stats;
