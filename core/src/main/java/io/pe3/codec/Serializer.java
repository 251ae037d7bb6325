package io.pe3.codec;

import io.pe3.error.UnsupportedSerializerException;

/** The payload serializers of {@code ppt_serializer} (wire profile, section 1). */
public enum Serializer {
  /** CBOR, RFC 8949. */
  CBOR("cbor"),
  /** MessagePack. */
  MSGPACK("msgpack"),
  /** JSON, RFC 8259, byte strings in the WAMP form. */
  JSON("json"),
  /** FlatBuffers: the application's own octets, carried and never parsed. */
  FLATBUFFERS("flatbuffers"),
  /** The application's own octets, carried and never parsed. */
  NATIVE("native");

  /** Asking an enum for its values copies them each time. */
  private static final Serializer[] VALUES = values();

  private final String text;

  Serializer(String text) {
    this.text = text;
  }

  /**
   * The name on the wire.
   *
   * @return lower case, for example {@code cbor}
   */
  public String text() {
    return text;
  }

  /**
   * Finds a serializer by its name on the wire.
   *
   * @param text the exact name
   * @return the serializer
   * @throws UnsupportedSerializerException when there is none of that name
   */
  public static Serializer of(String text) {
    for (Serializer serializer : VALUES) {
      if (serializer.text.equals(text)) {
        return serializer;
      }
    }
    throw new UnsupportedSerializerException(
        "this serializer is not known; use cbor, msgpack, json, flatbuffers or native",
        "serializer",
        text);
  }

  /**
   * Whether PE3 reads and writes values of this format.
   *
   * @return false for {@link #FLATBUFFERS} and {@link #NATIVE}, whose octets are the application's
   */
  public boolean isParsed() {
    return this != FLATBUFFERS && this != NATIVE;
  }

  /**
   * A new writer for the format.
   *
   * @return the writer
   * @throws UnsupportedSerializerException when the format is not parsed
   */
  public PayloadWriter newWriter() {
    return switch (this) {
      case CBOR -> new CborWriter();
      case MSGPACK -> new MsgPackWriter();
      case JSON -> new JsonWriter();
      case FLATBUFFERS, NATIVE -> throw notParsed();
    };
  }

  /**
   * A new reader for the format.
   *
   * @return the reader
   * @throws UnsupportedSerializerException when the format is not parsed
   */
  public PayloadReader newReader() {
    return switch (this) {
      case CBOR -> new CborReader();
      case MSGPACK -> new MsgPackReader();
      case JSON -> new JsonReader();
      case FLATBUFFERS, NATIVE -> throw notParsed();
    };
  }

  private UnsupportedSerializerException notParsed() {
    return new UnsupportedSerializerException(
        "its octets are the application's own and are not parsed", "serializer", text);
  }

  @Override
  public String toString() {
    return text;
  }
}
