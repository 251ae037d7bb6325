/** Jars of JMH benchmarks: what is in them, and how a fork of one is measured. */
package io.pe3.gate.jmh;
