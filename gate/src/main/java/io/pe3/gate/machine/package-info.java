/** What the machine did while something was measured, and what it can count. */
package io.pe3.gate.machine;
