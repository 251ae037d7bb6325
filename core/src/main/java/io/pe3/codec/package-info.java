/**
 * Writers and readers of the payload formats: CBOR (RFC 8949), MessagePack and JSON, as flyweights
 * over Agrona buffers. {@link io.pe3.codec.PayloadWriter} and {@link io.pe3.codec.PayloadReader}
 * say what all of them guarantee; {@link io.pe3.codec.PlainValues} is the convenience for plain
 * objects.
 */
package io.pe3.codec;
