package io.pe3.codec;

/** What kind of value a {@link PayloadReader} stands before. */
public enum ValueType {
  /** No value: the end of the open array or map, or of the input. */
  END,
  /** Null. */
  NULL,
  /** CBOR {@code undefined}; {@link PayloadReader#readNull()} takes it too. */
  UNDEFINED,
  /** True or false. */
  BOOLEAN,
  /** An integer of any size, CBOR bignums included. */
  INTEGER,
  /** A floating-point number. */
  FLOAT,
  /** A text string, valid UTF-8. */
  TEXT,
  /** A byte string; in JSON a string that begins with U+0000. */
  BYTES,
  /** An array (list). */
  ARRAY,
  /** A map (object, dictionary). */
  MAP,
  /** A MessagePack extension, timestamps included. */
  EXTENSION,
  /** An unassigned CBOR simple value. */
  SIMPLE
}
