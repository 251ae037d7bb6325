package io.pe3.gate.result;

import java.time.Instant;

/**
 * Which version was measured, and when.
 *
 * @param ref what the user asked for: a branch, tag, commit or jar
 * @param commit full commit id in hex, or empty when it is not known
 * @param time of the measurement
 */
public record Origin(String ref, String commit, Instant time) {}
