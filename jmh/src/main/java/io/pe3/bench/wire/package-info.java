/** Sessions whose messages are protected and opened whole, as benchmarks drive them. */
package io.pe3.bench.wire;
