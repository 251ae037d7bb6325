/** What the gate raises: one exception, told apart by its code. */
package io.pe3.gate.error;
