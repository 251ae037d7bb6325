package io.pe3.bench.corpus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Any payload, walked along a tree of typed calls that is the same for every side. */
final class TreeCodec implements ShapeCodec {
  private final PlainPayload plain;
  private final Map<String, Object> body;
  private final Node args;
  private final Node kwargs;
  private final FieldSink sink = new FieldSink();
  private boolean keep;

  TreeCodec(PlainPayload plain) {
    this.plain = plain;
    this.body = plain.body();
    this.args = Node.of(plain.args());
    this.kwargs = Node.of(plain.kwargs());
  }

  @Override
  public PlainPayload plain() {
    return plain;
  }

  @Override
  public void writeArgs(PayloadWriter writer) {
    args.write(writer);
  }

  @Override
  public void writeKwargs(PayloadWriter writer) {
    kwargs.write(writer);
  }

  @Override
  public void readArgs(PayloadReader reader) {
    startRead();
    args.read(reader, sink);
  }

  @Override
  public Object readKwargs(PayloadReader reader) {
    kwargs.read(reader, sink);
    return sink;
  }

  @Override
  public void write(JsonGenerator generator) throws IOException {
    generator.writeStartObject(null, 3);
    generator.writeFieldName(JacksonNames.URI);
    generator.writeString(plain.uri());
    generator.writeFieldName(JacksonNames.ARGS);
    args.write(generator);
    generator.writeFieldName(JacksonNames.KWARGS);
    kwargs.write(generator);
    generator.writeEndObject();
  }

  @Override
  public Object read(JsonParser parser) throws IOException {
    startRead();
    JacksonNames.startBody(parser, plain.uri());
    JacksonNames.name(parser, JacksonNames.ARGS);
    args.read(parser, sink);
    JacksonNames.name(parser, JacksonNames.KWARGS);
    kwargs.read(parser, sink);
    JacksonNames.token(parser, JsonToken.END_OBJECT);
    return sink;
  }

  @Override
  public void writeFields(JsonGenerator generator) throws IOException {
    args.write(generator);
    kwargs.write(generator);
  }

  @Override
  public Object readFields(JsonParser parser) throws IOException {
    startRead();
    args.read(parser, sink);
    kwargs.read(parser, sink);
    return sink;
  }

  @Override
  public Object mapperKwargs() {
    return plain.kwargs();
  }

  private void startRead() {
    if (keep) {
      sink.keepFields();
    }
  }

  @Override
  public Object mapperValue() {
    return body;
  }

  @Override
  public Class<?> mapperType() {
    return Map.class;
  }

  @Override
  public void keepFields() {
    keep = true;
  }

  @Override
  public List<Object> keptFields() {
    return sink.keptFields();
  }

  @Override
  public List<Object> expectedFields() {
    FieldSink all = new FieldSink();
    all.keepFields();
    args.describe(all);
    kwargs.describe(all);
    return all.keptFields();
  }
}
