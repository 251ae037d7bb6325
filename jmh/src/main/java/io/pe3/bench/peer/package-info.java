/**
 * What Java programs seal with today, each in its fastest form: a reused cipher object and output
 * array where the library allows it, heap arrays, nothing copied that need not be. Nonces come from
 * a counter, which costs every peer less than the random nonces that PE3 draws for aes256gcm; only
 * Tink draws its own. The layout is PE3's: nonce ‖ ciphertext ‖ tag (secretbox: nonce ‖ tag ‖
 * ciphertext), so PE3 opens what a peer sealed and the other way round.
 */
package io.pe3.bench.peer;
