/**
 * Seals and opens WAMP payloads end to end. {@link io.pe3.PayloadSealer} and {@link
 * io.pe3.PayloadOpener} are the pipeline serialize, compress, encrypt and its inverse; {@link
 * io.pe3.PayloadContext} is what they need to know of the message, {@link io.pe3.PayloadAttributes}
 * what travels beside the payload; {@link io.pe3.Buffers} makes the buffers.
 */
package io.pe3;
