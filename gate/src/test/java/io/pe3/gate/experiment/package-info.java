/**
 * The evidence that the gate does what it says: gate runs over simulated and recorded noise, the
 * rules of other tools on the same numbers, and what turns a real experiment into a recording.
 */
package io.pe3.gate.experiment;
