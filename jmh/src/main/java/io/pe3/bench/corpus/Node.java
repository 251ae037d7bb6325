package io.pe3.bench.corpus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A value of a nested payload together with the typed calls that write and read it on each side:
 * the same walk for all, so that only the libraries differ. Names are encoded beforehand for each.
 */
sealed interface Node {

  void write(PayloadWriter writer);

  void write(JsonGenerator generator) throws IOException;

  void read(PayloadReader reader, FieldSink sink);

  /** Takes the next token and the value with it. */
  void read(JsonParser parser, FieldSink sink) throws IOException;

  /** What a reader must take. */
  void describe(FieldSink sink);

  static Node of(Object value) {
    return switch (value) {
      case null -> new NullNode();
      case Map<?, ?> map -> mapOf(map);
      case List<?> list -> new ListNode(list.stream().map(Node::of).toArray(Node[]::new));
      case String text -> new TextNode(text);
      case Long number -> new LongNode(number);
      case Double number -> new DoubleNode(number);
      case Boolean flag -> new BooleanNode(flag);
      case byte[] octets -> new BytesNode(octets);
      default -> throw new IllegalArgumentException("not a payload value: " + value.getClass());
    };
  }

  private static MapNode mapOf(Map<?, ?> map) {
    String[] names = map.keySet().stream().map(String.class::cast).toArray(String[]::new);
    PayloadKey[] keys = new PayloadKey[names.length];
    SerializedString[] jackson = new SerializedString[names.length];
    for (int i = 0; i < names.length; i++) {
      keys[i] = PayloadKey.of(names[i]);
      jackson[i] = new SerializedString(names[i]);
    }
    return new MapNode(keys, jackson, map.values().stream().map(Node::of).toArray(Node[]::new));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record MapNode(PayloadKey[] keys, SerializedString[] names, Node[] values) implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.startMap(values.length);
      for (int i = 0; i < values.length; i++) {
        writer.writeKey(keys[i]);
        values[i].write(writer);
      }
      writer.endMap();
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeStartObject(null, values.length);
      for (int i = 0; i < values.length; i++) {
        generator.writeFieldName(names[i]);
        values[i].write(generator);
      }
      generator.writeEndObject();
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      reader.startMap();
      for (int next = 0; reader.hasNext(); next++) {
        int found = reader.readKey(keys, Math.min(next, keys.length - 1));
        if (found < 0) {
          reader.skipValue();
        } else {
          values[found].read(reader, sink);
        }
      }
      reader.endMap();
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      JacksonNames.token(parser, JsonToken.START_OBJECT);
      for (int i = 0; i < values.length; i++) {
        JacksonNames.name(parser, names[i]);
        values[i].read(parser, sink);
      }
      JacksonNames.token(parser, JsonToken.END_OBJECT);
    }

    @Override
    public void describe(FieldSink sink) {
      for (Node value : values) {
        value.describe(sink);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ListNode(Node[] values) implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.startArray(values.length);
      for (Node value : values) {
        value.write(writer);
      }
      writer.endArray();
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeStartArray(null, values.length);
      for (Node value : values) {
        value.write(generator);
      }
      generator.writeEndArray();
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      reader.startArray();
      for (Node value : values) {
        value.read(reader, sink);
      }
      reader.endArray();
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      JacksonNames.token(parser, JsonToken.START_ARRAY);
      for (Node value : values) {
        value.read(parser, sink);
      }
      JacksonNames.token(parser, JsonToken.END_ARRAY);
    }

    @Override
    public void describe(FieldSink sink) {
      for (Node value : values) {
        value.describe(sink);
      }
    }
  }

  record TextNode(String value) implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.writeText(value);
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeString(value);
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      reader.readText(sink.view());
      sink.takeText(sink.view());
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      sink.take(parser.nextTextValue());
    }

    @Override
    public void describe(FieldSink sink) {
      sink.take(value);
    }
  }

  record LongNode(long value) implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.writeLong(value);
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeNumber(value);
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      sink.take(reader.readLong());
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      parser.nextToken();
      sink.take(parser.getLongValue());
    }

    @Override
    public void describe(FieldSink sink) {
      sink.take(value);
    }
  }

  record DoubleNode(double value) implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.writeDouble(value);
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeNumber(value);
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      sink.take(reader.readDouble());
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      parser.nextToken();
      sink.take(parser.getDoubleValue());
    }

    @Override
    public void describe(FieldSink sink) {
      sink.take(value);
    }
  }

  record BooleanNode(boolean value) implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.writeBoolean(value);
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeBoolean(value);
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      sink.take(reader.readBoolean());
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      parser.nextToken();
      sink.take(parser.getBooleanValue());
    }

    @Override
    public void describe(FieldSink sink) {
      sink.take(value);
    }
  }

  record NullNode() implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.writeNull();
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeNull();
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      if (!reader.readNull()) {
        throw new IllegalStateException("expected null, found " + reader.peek());
      }
      sink.takeNull();
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      JacksonNames.token(parser, JsonToken.VALUE_NULL);
      sink.takeNull();
    }

    @Override
    public void describe(FieldSink sink) {
      sink.takeNull();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record BytesNode(byte[] value) implements Node {
    @Override
    public void write(PayloadWriter writer) {
      writer.writeBytes(value);
    }

    @Override
    public void write(JsonGenerator generator) throws IOException {
      generator.writeBinary(value);
    }

    @Override
    public void read(PayloadReader reader, FieldSink sink) {
      reader.readBytes(sink.view());
      sink.takeBytes(sink.view());
    }

    @Override
    public void read(JsonParser parser, FieldSink sink) throws IOException {
      parser.nextToken();
      sink.take(parser.getBinaryValue());
    }

    @Override
    public void describe(FieldSink sink) {
      sink.take(value);
    }
  }
}
