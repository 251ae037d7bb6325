/**
 * Designs that PE3 rejected, beside the one that it has, each as real code: what {@link
 * io.pe3.bench.AlternativesBenchmark} measures.
 */
package io.pe3.bench.alternative;
