package io.pe3.bench.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.pe3.bench.corpus.ShapeCodec;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Jackson on the same values as {@link Pe3Fields}, in both of its forms, into a reused array. */
public final class JacksonFields {
  /** Indefinite lengths, wide floats and the like: more than PE3's form, never this much more. */
  private static final int SPARE = 4096;

  private final ShapeCodec codec;
  private final CBORFactory factory = new CBORFactory();
  private final ObjectWriter argsWriter;
  private final ObjectWriter kwargsWriter;
  private final ObjectReader argsReader;
  private final ObjectReader kwargsReader;
  private final List<Object> args;
  private final Object kwargs;
  private final FixedOutput output;

  /**
   * Makes one.
   *
   * @param codec writes and reads the payload
   */
  public JacksonFields(ShapeCodec codec) {
    this.codec = codec;
    args = codec.plain().args();
    kwargs = codec.mapperKwargs();
    CBORMapper mapper = new CBORMapper(factory);
    Class<?> kwargsType = kwargs instanceof Map ? Map.class : kwargs.getClass();
    argsWriter = mapper.writerFor(List.class);
    kwargsWriter = mapper.writerFor(kwargsType);
    argsReader = mapper.readerFor(List.class);
    kwargsReader = mapper.readerFor(kwargsType);
    output = new FixedOutput(PlainBody.length(codec) * 2 + SPARE);
  }

  /**
   * Writes by streaming.
   *
   * @return octets in {@link #output()}
   * @throws IOException as Jackson raises it
   */
  public int writeStreaming() throws IOException {
    output.reset();
    try (JsonGenerator generator = factory.createGenerator(output)) {
      codec.writeFields(generator);
    }
    return output.length();
  }

  /**
   * Writes by ObjectMapper.
   *
   * @return octets in {@link #output()}
   * @throws IOException as Jackson raises it
   */
  public int writeMapper() throws IOException {
    output.reset();
    try (JsonGenerator generator = factory.createGenerator(output)) {
      argsWriter.writeValue(generator, args);
      kwargsWriter.writeValue(generator, kwargs);
    }
    return output.length();
  }

  /**
   * Walks over all tokens.
   *
   * @param octets hold the two values
   * @return how many tokens there are
   * @throws IOException as Jackson raises it
   */
  public int validateStreaming(byte[] octets) throws IOException {
    int tokens = 0;
    try (JsonParser parser = factory.createParser(octets)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  /**
   * Reads all fields by streaming.
   *
   * @param octets hold the two values
   * @return the object that took the fields
   * @throws IOException as Jackson raises it
   */
  public Object readStreaming(byte[] octets) throws IOException {
    try (JsonParser parser = factory.createParser(octets)) {
      return codec.readFields(parser);
    }
  }

  /**
   * Reads by ObjectMapper.
   *
   * @param octets hold the two values
   * @return the keyword arguments, or the arguments where these are empty
   * @throws IOException as Jackson raises it
   */
  public Object readMapper(byte[] octets) throws IOException {
    try (JsonParser parser = factory.createParser(octets)) {
      Object readArgs = argsReader.readValue(parser);
      Object readKwargs = kwargsReader.readValue(parser);
      return readArgs instanceof List<?> list && list.isEmpty() ? readKwargs : readArgs;
    }
  }

  /**
   * What {@link #readMapper} must give.
   *
   * @return as written
   */
  public Object expected() {
    return args.isEmpty() ? kwargs : args;
  }

  /**
   * Where the last values were written, from index 0.
   *
   * @return the reused array
   */
  public byte[] output() {
    return output.array();
  }
}
