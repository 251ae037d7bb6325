/** Versions to measure: jars that are there, or refs of a git repository, built apart from it. */
package io.pe3.gate.checkout;
