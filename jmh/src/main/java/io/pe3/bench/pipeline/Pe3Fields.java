package io.pe3.bench.pipeline;

import io.pe3.Buffers;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * PE3's codec alone, in CBOR: arguments and keyword arguments, one behind the other in a direct
 * buffer, without the payload map around them.
 */
public final class Pe3Fields {
  private final ShapeCodec codec;
  private final PayloadWriter writer = Serializer.CBOR.newWriter();
  private final PayloadReader reader = Serializer.CBOR.newReader();
  private final UnsafeBuffer buffer;
  private int length;

  /**
   * Makes one that has written once.
   *
   * @param codec writes and reads the payload
   */
  public Pe3Fields(ShapeCodec codec) {
    this.codec = codec;
    buffer = Buffers.direct(PlainBody.length(codec) + Pe3Pipeline.SPARE);
    write();
  }

  /**
   * Writes all fields.
   *
   * @return octets written
   */
  public int write() {
    writer.wrap(buffer, 0, buffer.capacity());
    codec.writeArgs(writer);
    int argsLength = writer.length();
    writer.wrap(buffer, argsLength, buffer.capacity() - argsLength);
    codec.writeKwargs(writer);
    length = argsLength + writer.length();
    return length;
  }

  /**
   * Walks over all fields, as an opener validates what its caller does not read.
   *
   * @return where the walk ended: octets written
   */
  public int validate() {
    reader.wrap(buffer, 0, length);
    reader.skipValue();
    reader.skipValue();
    return reader.position();
  }

  /**
   * Reads all fields.
   *
   * @return the object that took them
   */
  public Object read() {
    codec.readArgs(reader.wrap(buffer, 0, length));
    return codec.readKwargs(reader);
  }

  /**
   * What was written last.
   *
   * @return a copy
   */
  public byte[] octets() {
    byte[] copy = new byte[length];
    buffer.getBytes(0, copy);
    return copy;
  }
}
