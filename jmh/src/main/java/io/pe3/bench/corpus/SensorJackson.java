package io.pe3.bench.corpus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/** {@code sensor} in Jackson streaming's fastest form: encoded names, definite lengths. */
final class SensorJackson {
  private static final SerializedString ID = new SerializedString("id");
  private static final SerializedString SEQ = new SerializedString("seq");
  private static final SerializedString TS = new SerializedString("ts");
  private static final SerializedString TEMP = new SerializedString("temp");
  private static final SerializedString HUM = new SerializedString("hum");
  private static final SerializedString PRESS = new SerializedString("press");
  private static final SerializedString BATT = new SerializedString("batt");
  private static final SerializedString RSSI = new SerializedString("rssi");
  private static final SerializedString X = new SerializedString("x");
  private static final SerializedString Y = new SerializedString("y");
  private static final SerializedString Z = new SerializedString("z");
  private static final SerializedString ALARM = new SerializedString("alarm");
  private static final SerializedString FW = new SerializedString("fw");
  private static final int FIELDS = 13;

  private final String uri;
  private final SensorReading reading;
  private final SensorFields fields;

  SensorJackson(String uri, SensorReading reading, SensorFields fields) {
    this.uri = uri;
    this.reading = reading;
    this.fields = fields;
  }

  void write(JsonGenerator g) throws IOException {
    g.writeStartObject(null, 3);
    g.writeFieldName(JacksonNames.URI);
    g.writeString(uri);
    g.writeFieldName(JacksonNames.ARGS);
    writeArgs(g);
    g.writeFieldName(JacksonNames.KWARGS);
    writeKwargs(g);
    g.writeEndObject();
  }

  void writeFields(JsonGenerator g) throws IOException {
    writeArgs(g);
    writeKwargs(g);
  }

  private static void writeArgs(JsonGenerator g) throws IOException {
    g.writeStartArray(null, 0);
    g.writeEndArray();
  }

  private void writeKwargs(JsonGenerator g) throws IOException {
    SensorReading r = reading;
    g.writeStartObject(null, FIELDS);
    g.writeFieldName(ID);
    g.writeString(r.id());
    writeLong(g, SEQ, r.seq());
    writeLong(g, TS, r.ts());
    g.writeFieldName(TEMP);
    g.writeNumber(r.temp());
    g.writeFieldName(HUM);
    g.writeNumber(r.hum());
    writeLong(g, PRESS, r.press());
    writeLong(g, BATT, r.batt());
    writeLong(g, RSSI, r.rssi());
    writeLong(g, X, r.x());
    writeLong(g, Y, r.y());
    writeLong(g, Z, r.z());
    g.writeFieldName(ALARM);
    g.writeBoolean(r.alarm());
    writeLong(g, FW, r.fw());
    g.writeEndObject();
  }

  private static void writeLong(JsonGenerator g, SerializableString name, long value)
      throws IOException {
    g.writeFieldName(name);
    g.writeNumber(value);
  }

  void read(JsonParser p) throws IOException {
    JacksonNames.startBody(p, uri);
    JacksonNames.name(p, JacksonNames.ARGS);
    readArgs(p);
    JacksonNames.name(p, JacksonNames.KWARGS);
    readKwargs(p);
    JacksonNames.token(p, JsonToken.END_OBJECT);
  }

  void readFields(JsonParser p) throws IOException {
    readArgs(p);
    readKwargs(p);
  }

  private static void readArgs(JsonParser p) throws IOException {
    JacksonNames.token(p, JsonToken.START_ARRAY);
    JacksonNames.token(p, JsonToken.END_ARRAY);
  }

  private void readKwargs(JsonParser p) throws IOException {
    JacksonNames.token(p, JsonToken.START_OBJECT);
    SensorFields f = fields;
    JacksonNames.name(p, ID);
    f.id = p.nextTextValue();
    f.seq = longValue(p, SEQ);
    f.ts = longValue(p, TS);
    f.temp = doubleValue(p, TEMP);
    f.hum = doubleValue(p, HUM);
    f.press = longValue(p, PRESS);
    f.batt = longValue(p, BATT);
    f.rssi = longValue(p, RSSI);
    f.x = longValue(p, X);
    f.y = longValue(p, Y);
    f.z = longValue(p, Z);
    JacksonNames.name(p, ALARM);
    p.nextToken();
    f.alarm = p.getBooleanValue();
    f.fw = longValue(p, FW);
    JacksonNames.token(p, JsonToken.END_OBJECT);
  }

  private static long longValue(JsonParser p, SerializableString name) throws IOException {
    JacksonNames.name(p, name);
    p.nextToken();
    return p.getLongValue();
  }

  private static double doubleValue(JsonParser p, SerializableString name) throws IOException {
    JacksonNames.name(p, name);
    p.nextToken();
    return p.getDoubleValue();
  }
}
