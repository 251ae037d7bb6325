/**
 * What scheme {@code x_pe3} puts on the wire (wire profile, section 4): {@link
 * io.pe3.envelope.EnvelopeDescriptor} is the layout of a payload, {@link io.pe3.envelope.ReplyTo}
 * what ties results to their call. Sealing and opening is {@link io.pe3.PayloadSealer} and {@link
 * io.pe3.PayloadOpener}.
 */
package io.pe3.envelope;
