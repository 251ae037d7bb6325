package io.pe3.bench.corpus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import java.io.IOException;
import java.util.List;

/**
 * One payload, written and read field by field on every side. What is encrypted is the same map of
 * uri, args and kwargs everywhere. Each reader takes all fields into one reused object; PE3 takes
 * text and byte strings in place, Jackson as the objects that it makes. Not thread-safe.
 */
public interface ShapeCodec {

  /**
   * The payload as plain objects.
   *
   * @return what every side writes and must read back
   */
  PlainPayload plain();

  /**
   * Writes the arguments with PE3.
   *
   * @param writer stands before the args array
   */
  void writeArgs(PayloadWriter writer);

  /**
   * Writes the keyword arguments with PE3.
   *
   * @param writer stands before the kwargs map
   */
  void writeKwargs(PayloadWriter writer);

  /**
   * Reads the arguments with PE3, all fields; what the keyword arguments hold comes after it.
   *
   * @param reader stands before the args array
   */
  void readArgs(PayloadReader reader);

  /**
   * Reads the keyword arguments with PE3, all fields.
   *
   * @param reader stands before the kwargs map
   * @return the object that took the fields, to be consumed
   */
  Object readKwargs(PayloadReader reader);

  /**
   * Writes the whole map with Jackson streaming.
   *
   * @param generator stands at the top
   * @throws IOException as Jackson raises it
   */
  void write(JsonGenerator generator) throws IOException;

  /**
   * Reads the whole map with Jackson streaming, all fields, and checks its uri.
   *
   * @param parser stands at the top
   * @return the object that took the fields, to be consumed
   * @throws IOException as Jackson raises it, or when the form is another
   */
  Object read(JsonParser parser) throws IOException;

  /**
   * Writes arguments and keyword arguments alone with Jackson streaming, one value after the other.
   *
   * @param generator stands at the top
   * @throws IOException as Jackson raises it
   */
  void writeFields(JsonGenerator generator) throws IOException;

  /**
   * Reads what {@link #writeFields} writes, all fields.
   *
   * @param parser stands at the top
   * @return the object that took the fields, to be consumed
   * @throws IOException as Jackson raises it, or when the form is another
   */
  Object readFields(JsonParser parser) throws IOException;

  /**
   * The keyword arguments as ObjectMapper writes them.
   *
   * @return a record or a map
   */
  Object mapperKwargs();

  /**
   * The whole map as ObjectMapper writes it.
   *
   * @return records or plain objects
   */
  Object mapperValue();

  /**
   * What ObjectMapper reads the whole map as.
   *
   * @return the class of {@link #mapperValue()}
   */
  Class<?> mapperType();

  /** From here on the fields of the last read can be asked for. For checks, not for measuring. */
  void keepFields();

  /**
   * The fields that the last read of a whole payload took.
   *
   * @return plain values, args first, in the order written
   */
  List<Object> keptFields();

  /**
   * The fields that every read must take.
   *
   * @return plain values, args first, in the order written
   */
  List<Object> expectedFields();
}
