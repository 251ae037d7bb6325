package io.pe3.bench.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.pe3.bench.corpus.ShapeCodec;
import java.io.IOException;

/** Jackson CBOR in both of its forms, into a reused array. */
public final class JacksonSide {
  /** Indefinite lengths, wide floats and the like: more than PE3's form, never this much more. */
  private static final int SPARE = 4096;

  private final ShapeCodec codec;
  private final CBORFactory factory = new CBORFactory();
  private final ObjectWriter writer;
  private final ObjectReader reader;
  private final FixedOutput output;

  /**
   * Makes one.
   *
   * @param codec writes and reads the payload
   */
  public JacksonSide(ShapeCodec codec) {
    this.codec = codec;
    CBORMapper mapper = new CBORMapper(factory);
    writer = mapper.writerFor(codec.mapperType());
    reader = mapper.readerFor(codec.mapperType());
    output = new FixedOutput(PlainBody.length(codec) * 2 + SPARE);
  }

  /**
   * Serializes by streaming.
   *
   * @return octets in {@link #output()}
   * @throws IOException as Jackson raises it
   */
  public int writeStreaming() throws IOException {
    output.reset();
    try (JsonGenerator generator = factory.createGenerator(output)) {
      codec.write(generator);
    }
    return output.length();
  }

  /**
   * Serializes by ObjectMapper.
   *
   * @return octets in {@link #output()}
   * @throws IOException as Jackson raises it
   */
  public int writeMapper() throws IOException {
    output.reset();
    writer.writeValue(output, codec.mapperValue());
    return output.length();
  }

  /**
   * Reads every field by streaming.
   *
   * @param octets hold the payload from index 0
   * @param length of it
   * @return the object that took the fields
   * @throws IOException as Jackson raises it
   */
  public Object readStreaming(byte[] octets, int length) throws IOException {
    try (JsonParser parser = factory.createParser(octets, 0, length)) {
      return codec.read(parser);
    }
  }

  /**
   * Reads by ObjectMapper.
   *
   * @param octets hold the payload from index 0
   * @param length of it
   * @return a new object of {@link ShapeCodec#mapperType()}
   * @throws IOException as Jackson raises it
   */
  public Object readMapper(byte[] octets, int length) throws IOException {
    return reader.readValue(octets, 0, length);
  }

  /**
   * Where the last payload was written, from index 0.
   *
   * @return the reused array
   */
  public byte[] output() {
    return output.array();
  }

  int capacity() {
    return output.array().length;
  }
}
