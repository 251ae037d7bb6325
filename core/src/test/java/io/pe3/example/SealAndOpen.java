package io.pe3.example;

import io.pe3.ArgumentsEncoder;
import io.pe3.Buffers;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadSealer;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import org.agrona.concurrent.UnsafeBuffer;

/** Seals one reading of a sensor, hands it over, and reads its fields where they were decrypted. */
public final class SealAndOpen {
  private static final PayloadKey SENSOR = PayloadKey.of("sensor");
  private static final PayloadKey CELSIUS = PayloadKey.of("celsius");

  record Reading(String sensor, double celsius) {}

  private static final ArgumentsEncoder<Reading> ENCODER =
      new ArgumentsEncoder<>() {
        @Override
        public void encodeKwargs(Reading reading, PayloadWriter out) {
          out.startMap(2);
          out.writeKey(SENSOR).writeText(reading.sensor());
          out.writeKey(CELSIUS).writeDouble(reading.celsius());
          out.endMap();
        }
      };

  public static void main(String[] args) {
    PayloadContext topic = PayloadContext.of("realm1", Flow.EVENT, "com.example.temperature");
    UnsafeBuffer payload = Buffers.direct(1024);
    UnsafeBuffer body = Buffers.direct(1024);

    try (DataKey key = DataKey.generate();
        PayloadSealer sealer = PayloadSealer.builder(key).build();
        PayloadOpener opener = PayloadOpener.builder(key).build()) {

      int length = sealer.seal(topic, new Reading("roof", 21.5), ENCODER, payload, 0);
      System.out.println(sealer.attributes().toOptions().keySet() + " + " + length + " octets");

      opener.begin(sealer.attributes(), topic, payload, 0, length, body, 0);
      PayloadReader fields = opener.kwargs();
      fields.startMap();
      while (fields.hasNext()) {
        if (fields.readKey(SENSOR)) {
          System.out.println("sensor " + fields.readText());
        } else if (fields.readKey(CELSIUS)) {
          System.out.println("celsius " + fields.readDouble());
        } else {
          fields.skipValue();
          fields.skipValue();
        }
      }
      fields.endMap();
      opener.finish();
    }
  }
}
