/**
 * The typed errors: one unchecked base, {@link io.pe3.error.Pe3Exception}, and a subclass for each
 * stable code of the wire profile, section 7.
 */
package io.pe3.error;
