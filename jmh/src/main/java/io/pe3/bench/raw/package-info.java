/**
 * libsodium called with nothing around it: the distance between PE3 and this is what PE3 costs.
 * Bound here and not through PE3, whose own binding is not open to callers.
 */
package io.pe3.bench.raw;
