/**
 * Authenticated encryption: the four ciphers of the wire profile behind {@link io.pe3.aead.Aead},
 * which makes its nonces itself, on the engines that {@link io.pe3.aead.AeadEngines} finds. {@link
 * io.pe3.aead.RestartDetector} keeps copies of a process from repeating nonces.
 */
package io.pe3.aead;
