/**
 * The cryptography of scheme {@code x_pe3}. Not exported: a sealing key takes its nonce, the
 * counter, from the caller.
 */
package io.pe3.envelope.engine;
