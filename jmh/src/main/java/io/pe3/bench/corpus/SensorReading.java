package io.pe3.bench.corpus;

import java.util.List;
import java.util.Map;

/**
 * One reading, as ObjectMapper binds it.
 *
 * @param id of the sensor
 * @param seq number of the reading
 * @param ts milliseconds since 1970
 * @param temp degrees Celsius
 * @param hum relative humidity in per cent
 * @param press air pressure in pascal
 * @param batt battery in millivolt
 * @param rssi radio signal in dBm
 * @param x acceleration in milli-g
 * @param y acceleration in milli-g
 * @param z acceleration in milli-g
 * @param alarm whether a limit is exceeded
 * @param fw firmware version
 */
public record SensorReading(
    String id,
    long seq,
    long ts,
    double temp,
    double hum,
    long press,
    long batt,
    long rssi,
    long x,
    long y,
    long z,
    boolean alarm,
    long fw) {

  /**
   * The whole payload, as ObjectMapper binds it.
   *
   * @param uri topic
   * @param args positional arguments, none here
   * @param kwargs the reading
   */
  public record Body(String uri, List<Object> args, SensorReading kwargs) {}

  static SensorReading of(Map<String, Object> kwargs) {
    return new SensorReading(
        (String) kwargs.get("id"),
        (Long) kwargs.get("seq"),
        (Long) kwargs.get("ts"),
        (Double) kwargs.get("temp"),
        (Double) kwargs.get("hum"),
        (Long) kwargs.get("press"),
        (Long) kwargs.get("batt"),
        (Long) kwargs.get("rssi"),
        (Long) kwargs.get("x"),
        (Long) kwargs.get("y"),
        (Long) kwargs.get("z"),
        (Boolean) kwargs.get("alarm"),
        (Long) kwargs.get("fw"));
  }

  List<Object> fields() {
    return List.of(id, seq, ts, temp, hum, press, batt, rssi, x, y, z, alarm, fw);
  }
}
