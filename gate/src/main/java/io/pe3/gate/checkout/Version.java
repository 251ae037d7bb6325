package io.pe3.gate.checkout;

import io.pe3.gate.jmh.JmhJar;

/**
 * A version that can be measured.
 *
 * @param ref what the user asked for
 * @param commit full commit id, or empty for a jar
 * @param jar its benchmarks
 */
public record Version(String ref, String commit, JmhJar jar) {}
