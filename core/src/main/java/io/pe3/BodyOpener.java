package io.pe3;

/** Where the body of a payload is that a scheme has opened, compressed or not. Not thread-safe. */
interface BodyOpener extends AutoCloseable {
  /** Whether the body opened last is all that was written, and no frame. */
  boolean isPlain();

  /** Where the body opened last begins. */
  int bodyOffset();

  /** How long the body opened last is. */
  int bodyLength();

  /** Whether the body opened last is a frame. */
  boolean isCompressed();

  /** Decompresses the scheme's frames. */
  BodyDecompressor decompressor();

  @Override
  void close();
}
