package io.pe3;

import io.pe3.codec.Serializer;
import io.pe3.error.UnsupportedCompressorException;
import io.pe3.error.UnsupportedSerializerException;

/** What scheme {@code wamp} allows (wire profile, sections 1 and 3). */
final class WampScheme {
  private WampScheme() {}

  static void requireSerializer(Serializer serializer) {
    if (serializer != Serializer.CBOR && serializer != Serializer.FLATBUFFERS) {
      throw new UnsupportedSerializerException(
          "scheme wamp allows cbor and flatbuffers only", "serializer", serializer.text());
    }
  }

  static void requireCompressible(Serializer serializer) {
    if (serializer != Serializer.CBOR) {
      throw new UnsupportedCompressorException(
          "scheme wamp compresses cbor only, since other octets could look compressed by chance",
          "serializer",
          serializer.text());
    }
  }
}
