/**
 * Signatures (wire profile, section 4): Ed25519ph with a client's session key, over a label that
 * says what is signed, so that no signature serves for anything else. A plain Ed25519 signature,
 * which a client makes at login over what the router sends, is never accepted.
 *
 * <p>{@link io.pe3.sign.SessionKey} is what a client signs with, {@link io.pe3.sign.SignerKey} what
 * others know it by; {@link io.pe3.sign.PayloadSignatures} signs and checks payloads, {@link
 * io.pe3.sign.Ed25519ph} anything else that has a {@link io.pe3.sign.SignatureLabel}.
 */
package io.pe3.sign;
