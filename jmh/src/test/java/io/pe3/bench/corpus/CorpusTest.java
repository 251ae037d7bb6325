package io.pe3.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.pe3.bench.pipeline.JacksonSide;
import io.pe3.bench.pipeline.PlainBody;
import io.pe3.codec.CborReader;
import io.pe3.codec.CborWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTest {
  private static final int CAPACITY = 2 << 20;

  @Test
  void shouldNameTheShapesThatScriptsDependOn() {
    assertEquals(
        List.of("sensor", "tick", "chat", "rpc", "document", "binary"),
        Arrays.stream(Shape.values()).map(Shape::text).toList());
  }

  @Test
  void shouldWriteThirteenSensorFieldsInExactly115Octets() {
    assertEquals(13, Corpus.payload(Shape.SENSOR).kwargs().size());
    assertEquals(115, written(Shape.SENSOR, ShapeCodec::writeKwargs).length);
  }

  @Test
  void shouldWriteTheDocumentInExactly16KibibytesEachTime() {
    byte[] document = written(Shape.DOCUMENT, ShapeCodec::writeKwargs);
    assertEquals(16_384, document.length);
    assertTrue(Arrays.equals(document, written(Shape.DOCUMENT, ShapeCodec::writeKwargs)));
  }

  @Test
  void shouldHoldOneMebibyteInBinary() {
    Map<String, Object> kwargs = Corpus.payload(Shape.BINARY).kwargs();
    assertEquals(1 << 20, ((byte[]) kwargs.get("image")).length);
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeDecodedByJacksonToTheSameValues(Shape shape) throws IOException {
    ShapeCodec codec = Corpus.codec(shape);
    Map<?, ?> decoded = new CBORMapper().readValue(PlainBody.octets(codec), Map.class);
    assertTrue(PlainPayload.sameValue(codec.plain().body(), decoded));
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadTheSameFieldsByJacksonStreaming(Shape shape) throws IOException {
    ShapeCodec codec = Corpus.codec(shape);
    codec.keepFields();
    byte[] octets = PlainBody.octets(codec);
    new JacksonSide(codec).readStreaming(octets, octets.length);
    assertTrue(PlainPayload.sameValue(codec.expectedFields(), codec.keptFields()));
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadTheSameFieldsByPe3(Shape shape) {
    ShapeCodec codec = Corpus.codec(shape);
    codec.keepFields();
    byte[] args = written(codec, ShapeCodec::writeArgs);
    byte[] kwargs = written(codec, ShapeCodec::writeKwargs);
    codec.readArgs(new CborReader().wrap(new UnsafeBuffer(args), 0, args.length));
    codec.readKwargs(new CborReader().wrap(new UnsafeBuffer(kwargs), 0, kwargs.length));
    assertTrue(PlainPayload.sameValue(codec.expectedFields(), codec.keptFields()));
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeWrittenToTheSameValuesByJacksonStreaming(Shape shape) throws IOException {
    ShapeCodec codec = Corpus.codec(shape);
    JacksonSide jackson = new JacksonSide(codec);
    int length = jackson.writeStreaming();
    Object read = new CBORMapper().readValue(jackson.output(), 0, length, Map.class);
    assertTrue(PlainPayload.sameValue(codec.plain().body(), read));
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeWrittenToTheSameValuesByObjectMapper(Shape shape) throws IOException {
    ShapeCodec codec = Corpus.codec(shape);
    JacksonSide jackson = new JacksonSide(codec);
    int length = jackson.writeMapper();
    Object read = new CBORMapper().readValue(jackson.output(), 0, length, Map.class);
    assertTrue(PlainPayload.sameValue(codec.plain().body(), read));
    assertTrue(
        PlainPayload.sameValue(codec.mapperValue(), jackson.readMapper(jackson.output(), length)));
  }

  @Test
  void shouldWriteTheSensorAsLongByJacksonStreamingAsByPe3() throws IOException {
    ShapeCodec codec = Corpus.codec(Shape.SENSOR);
    assertEquals(PlainBody.length(codec), new JacksonSide(codec).writeStreaming());
  }

  private static byte[] written(Shape shape, BiConsumer<ShapeCodec, CborWriter> write) {
    return written(Corpus.codec(shape), write);
  }

  private static byte[] written(ShapeCodec codec, BiConsumer<ShapeCodec, CborWriter> write) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    CborWriter writer = new CborWriter();
    writer.wrap(buffer, 0, CAPACITY);
    write.accept(codec, writer);
    assertTrue(writer.isComplete());
    byte[] octets = new byte[writer.length()];
    buffer.getBytes(0, octets);
    return octets;
  }
}
