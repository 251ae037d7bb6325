package io.pe3.bench.corpus;

/** The payloads. */
public final class Corpus {
  private Corpus() {}

  /**
   * A payload as plain objects.
   *
   * @param shape which
   * @return a new one
   */
  public static PlainPayload payload(Shape shape) {
    return switch (shape) {
      case SENSOR, TICK, CHAT, RPC -> PayloadJson.read(shape.text());
      case DOCUMENT -> GeneratedPayloads.document();
      case BINARY -> GeneratedPayloads.binary();
    };
  }

  /**
   * A payload with the code that writes and reads it.
   *
   * @param shape which
   * @return a new one, for one thread
   */
  public static ShapeCodec codec(Shape shape) {
    PlainPayload payload = payload(shape);
    return shape == Shape.SENSOR ? new SensorCodec(payload) : new TreeCodec(payload);
  }
}
