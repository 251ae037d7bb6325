/**
 * What comparisons and gate runs write: JSON with a {@code schemaVersion}, Markdown for people,
 * JUnit XML for CI systems.
 */
package io.pe3.gate.output;
