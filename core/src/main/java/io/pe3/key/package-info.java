/**
 * Data keys and what they may be used for (wire profile, section 5).
 *
 * <p>Pick {@link io.pe3.key.DataKey} for one key, {@link io.pe3.key.KeyRing} for the keys of an
 * endpoint, {@link io.pe3.key.KeyFile} to keep a key on disk. {@link io.pe3.key.KeyScope} limits a
 * key to realms, URIs, flows, schemes, ciphers and a time.
 */
package io.pe3.key;
