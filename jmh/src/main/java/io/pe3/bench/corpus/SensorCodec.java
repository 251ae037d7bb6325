package io.pe3.bench.corpus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import java.io.IOException;
import java.util.List;

/** {@code sensor}, written by hand on every side as a program that cares about speed would. */
final class SensorCodec implements ShapeCodec {
  private static final PayloadKey ID = PayloadKey.of("id");
  private static final PayloadKey SEQ = PayloadKey.of("seq");
  private static final PayloadKey TS = PayloadKey.of("ts");
  private static final PayloadKey TEMP = PayloadKey.of("temp");
  private static final PayloadKey HUM = PayloadKey.of("hum");
  private static final PayloadKey PRESS = PayloadKey.of("press");
  private static final PayloadKey BATT = PayloadKey.of("batt");
  private static final PayloadKey RSSI = PayloadKey.of("rssi");
  private static final PayloadKey X = PayloadKey.of("x");
  private static final PayloadKey Y = PayloadKey.of("y");
  private static final PayloadKey Z = PayloadKey.of("z");
  private static final PayloadKey ALARM = PayloadKey.of("alarm");
  private static final PayloadKey FW = PayloadKey.of("fw");
  private static final PayloadKey[] KEYS = {
    ID, SEQ, TS, TEMP, HUM, PRESS, BATT, RSSI, X, Y, Z, ALARM, FW
  };
  private static final int FIELDS = 13;

  private final PlainPayload plain;
  private final SensorReading reading;
  private final SensorReading.Body body;
  private final SensorFields fields = new SensorFields();
  private final SensorJackson jackson;

  SensorCodec(PlainPayload plain) {
    this.plain = plain;
    this.reading = SensorReading.of(plain.kwargs());
    this.body = new SensorReading.Body(plain.uri(), plain.args(), reading);
    this.jackson = new SensorJackson(plain.uri(), reading, fields);
  }

  @Override
  public PlainPayload plain() {
    return plain;
  }

  @Override
  public void writeArgs(PayloadWriter writer) {
    writer.startArray(0).endArray();
  }

  @Override
  public void writeKwargs(PayloadWriter writer) {
    SensorReading r = reading;
    writer.startMap(FIELDS);
    writer.writeText(ID, r.id());
    writer.writeLong(SEQ, r.seq());
    writer.writeLong(TS, r.ts());
    writer.writeDouble(TEMP, r.temp());
    writer.writeDouble(HUM, r.hum());
    writer.writeLong(PRESS, r.press());
    writer.writeLong(BATT, r.batt());
    writer.writeLong(RSSI, r.rssi());
    writer.writeLong(X, r.x());
    writer.writeLong(Y, r.y());
    writer.writeLong(Z, r.z());
    writer.writeBoolean(ALARM, r.alarm());
    writer.writeLong(FW, r.fw());
    writer.endMap();
  }

  @Override
  public void readArgs(PayloadReader reader) {
    reader.startArray();
    reader.endArray();
  }

  @Override
  public Object readKwargs(PayloadReader reader) {
    SensorFields f = fields;
    f.id = null;
    reader.startMap();
    readUsualOrder(reader, f);
    while (reader.hasNext()) {
      switch (reader.readKey(KEYS, 0)) {
        case 0 -> reader.readText(f.idView);
        case 1 -> f.seq = reader.readLong();
        case 2 -> f.ts = reader.readLong();
        case 3 -> f.temp = reader.readDouble();
        case 4 -> f.hum = reader.readDouble();
        case 5 -> f.press = reader.readLong();
        case 6 -> f.batt = reader.readLong();
        case 7 -> f.rssi = reader.readLong();
        case 8 -> f.x = reader.readLong();
        case 9 -> f.y = reader.readLong();
        case 10 -> f.z = reader.readLong();
        case 11 -> f.alarm = reader.readBoolean();
        case 12 -> f.fw = reader.readLong();
        default -> reader.skipValue();
      }
    }
    reader.endMap();
    return f;
  }

  /** Reads the fields in the order that the writer has; stops where another one comes. */
  private static void readUsualOrder(PayloadReader reader, SensorFields f) {
    if (!reader.readKey(ID)) {
      return;
    }
    reader.readText(f.idView);
    if (!reader.readKey(SEQ)) {
      return;
    }
    f.seq = reader.readLong();
    if (!reader.readKey(TS)) {
      return;
    }
    f.ts = reader.readLong();
    if (!reader.readKey(TEMP)) {
      return;
    }
    f.temp = reader.readDouble();
    if (!reader.readKey(HUM)) {
      return;
    }
    f.hum = reader.readDouble();
    if (!reader.readKey(PRESS)) {
      return;
    }
    f.press = reader.readLong();
    if (!reader.readKey(BATT)) {
      return;
    }
    f.batt = reader.readLong();
    if (!reader.readKey(RSSI)) {
      return;
    }
    f.rssi = reader.readLong();
    if (!reader.readKey(X)) {
      return;
    }
    f.x = reader.readLong();
    if (!reader.readKey(Y)) {
      return;
    }
    f.y = reader.readLong();
    if (!reader.readKey(Z)) {
      return;
    }
    f.z = reader.readLong();
    if (!reader.readKey(ALARM)) {
      return;
    }
    f.alarm = reader.readBoolean();
    if (!reader.readKey(FW)) {
      return;
    }
    f.fw = reader.readLong();
  }

  @Override
  public void write(JsonGenerator generator) throws IOException {
    jackson.write(generator);
  }

  @Override
  public Object read(JsonParser parser) throws IOException {
    jackson.read(parser);
    return fields;
  }

  @Override
  public void writeFields(JsonGenerator generator) throws IOException {
    jackson.writeFields(generator);
  }

  @Override
  public Object readFields(JsonParser parser) throws IOException {
    jackson.readFields(parser);
    return fields;
  }

  @Override
  public Object mapperKwargs() {
    return reading;
  }

  @Override
  public Object mapperValue() {
    return body;
  }

  @Override
  public Class<?> mapperType() {
    return SensorReading.Body.class;
  }

  @Override
  public void keepFields() {
    // They are kept anyway.
  }

  @Override
  public List<Object> keptFields() {
    return fields.toReading().fields();
  }

  @Override
  public List<Object> expectedFields() {
    return reading.fields();
  }
}
