/**
 * Compression of payload bodies with Zstandard (RFC 8878), within limits that hold whatever the
 * input says of itself. {@link io.pe3.compress.ZstdCompressor} gives up where compression is no
 * gain; {@link io.pe3.compress.ZstdDecompressor} takes exactly one frame. {@link
 * io.pe3.compress.ZstdDictionary} makes compression worthwhile for small messages, {@link
 * io.pe3.compress.DictionaryRegistry} holds what an endpoint knows of them.
 */
package io.pe3.compress;
