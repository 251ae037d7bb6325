package io.pe3.bench.pipeline;

import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import org.agrona.concurrent.UnsafeBuffer;

/** The cleartext of a payload: what serializing alone produces, and what a copy would move. */
public final class PlainBody {
  private static final PayloadKey URI = PayloadKey.of("uri");
  private static final PayloadKey ARGS = PayloadKey.of("args");
  private static final PayloadKey KWARGS = PayloadKey.of("kwargs");

  /** More than the longest payload of the corpus, 1 MiB and some fields. */
  private static final int CAPACITY = (1 << 20) + 4096;

  private final ShapeCodec codec;
  private final PayloadKey uri;
  private final PayloadWriter writer = Serializer.CBOR.newWriter();
  private final UnsafeBuffer buffer;

  /**
   * Makes one.
   *
   * @param codec writes the payload
   * @param buffer is written from index 0
   */
  public PlainBody(ShapeCodec codec, UnsafeBuffer buffer) {
    this.codec = codec;
    this.uri = PayloadKey.of(codec.plain().uri());
    this.buffer = buffer;
  }

  /**
   * Serializes the payload with PE3.
   *
   * @return octets written
   */
  public int write() {
    writer.wrap(buffer, 0, buffer.capacity());
    writer.startMap(3);
    writer.writeKey(URI).writeKey(uri);
    writer.writeKey(ARGS);
    codec.writeArgs(writer);
    writer.writeKey(KWARGS);
    codec.writeKwargs(writer);
    writer.endMap();
    return writer.length();
  }

  /**
   * The payload's cleartext.
   *
   * @param codec writes the payload
   * @return its octets
   */
  public static byte[] octets(ShapeCodec codec) {
    UnsafeBuffer scratch = new UnsafeBuffer(new byte[CAPACITY]);
    byte[] octets = new byte[new PlainBody(codec, scratch).write()];
    scratch.getBytes(0, octets);
    return octets;
  }

  /**
   * How long the payload's cleartext is.
   *
   * @param codec writes the payload
   * @return octets
   */
  public static int length(ShapeCodec codec) {
    return octets(codec).length;
  }
}
