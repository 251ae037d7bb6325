package io.pe3.bench.corpus;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** One reading in an object that is used again and again, as both streaming readers fill it. */
final class SensorFields {
  /** PE3: the id in place. */
  final UnsafeBuffer idView = new UnsafeBuffer(0, 0);

  /** Jackson: the id as the object that it makes; null when the view holds it. */
  String id;

  long seq;
  long ts;
  double temp;
  double hum;
  long press;
  long batt;
  long rssi;
  long x;
  long y;
  long z;
  boolean alarm;
  long fw;

  SensorReading toReading() {
    return new SensorReading(idText(), seq, ts, temp, hum, press, batt, rssi, x, y, z, alarm, fw);
  }

  private String idText() {
    if (id != null) {
      return id;
    }
    byte[] octets = new byte[idView.capacity()];
    idView.getBytes(0, octets);
    return new String(octets, StandardCharsets.UTF_8);
  }
}
