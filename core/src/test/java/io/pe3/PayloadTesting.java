package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.CborWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyRing;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the tests of the pipeline share. */
final class PayloadTesting {
  /** What surrounds an output, to show that nothing else is written. */
  static final byte PATTERN = (byte) 0xA5;

  static final PayloadContext TOPIC = PayloadContext.of("com.example.topic");

  static final String REALM = "realm1";

  static final String URI = "com.example.topic";

  static final PayloadContext EVENT = PayloadContext.of(REALM, Flow.EVENT, URI);

  static final PayloadContext CALL = PayloadContext.of(REALM, Flow.CALL, URI);

  static final PayloadContext RESULT = PayloadContext.of(REALM, Flow.RESULT, URI);

  private PayloadTesting() {}

  /** A sealer of scheme {@code wamp}. */
  static PayloadSealerBuilder wampSealer(DataKey key) {
    return PayloadSealer.builder(key).scheme(PayloadScheme.WAMP);
  }

  /** A sealer of octets that are not looked into, under aes256gcm. */
  static PayloadSealer nativeSealer(DataKey key) {
    return PayloadSealer.builder(key)
        .cipher(AeadCipher.AES256GCM)
        .serializer(Serializer.NATIVE)
        .build();
  }

  /** An opener that accepts scheme {@code wamp} alone. */
  static PayloadOpenerBuilder wampOpener(DataKey key) {
    return PayloadOpener.builder(key).schemes(PayloadScheme.WAMP);
  }

  /** An opener of a ring that accepts scheme {@code wamp} alone. */
  static PayloadOpenerBuilder wampOpener(KeyRing ring) {
    return PayloadOpener.builder(ring).schemes(PayloadScheme.WAMP);
  }

  /** A key that is the same in every run. */
  static DataKey fixedKey() {
    byte[] octets = new byte[DataKey.OCTETS];
    Arrays.fill(octets, (byte) 0x42);
    return DataKey.of(octets);
  }

  /** Attributes of scheme {@code wamp} in cbor that name a key. */
  static PayloadAttributes attributes(AeadCipher cipher, DataKey key) {
    return new PayloadAttributes("wamp", "cbor", cipher.text(), key.id(), null);
  }

  /** Seals any octets as a body, as a hostile or careless holder of the key could. */
  static byte[] seal(DataKey key, AeadCipher cipher, byte[] body) {
    byte[] payload = new byte[body.length + cipher.overhead()];
    try (Aead aead = Aead.builder(key).cipher(cipher).build()) {
      aead.seal(new UnsafeBuffer(body), 0, body.length, new UnsafeBuffer(payload), 0);
    }
    return payload;
  }

  static byte[] seal(DataKey key, String bodyHex) {
    return seal(key, AeadCipher.AES256GCM, hex(bodyHex));
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  static String hexOf(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  static byte[] cbor(Object value) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
    CborWriter writer = new CborWriter().wrap(buffer, 0, buffer.capacity());
    PlainValues.write(writer, value);
    return Arrays.copyOf(buffer.byteArray(), writer.length());
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A direct buffer filled with the pattern. */
  static UnsafeBuffer output(int capacity) {
    UnsafeBuffer buffer = Buffers.direct(capacity);
    buffer.setMemory(0, capacity, PATTERN);
    return buffer;
  }

  static byte[] octets(DirectBuffer buffer, int offset, int length) {
    byte[] octets = new byte[length];
    buffer.getBytes(offset, octets);
    return octets;
  }

  /** Whether a buffer holds nothing but zeros and the pattern. */
  static boolean isClean(DirectBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i++) {
      if (buffer.getByte(i) != 0 && buffer.getByte(i) != PATTERN) {
        return false;
      }
    }
    return true;
  }

  /** Whether a buffer is as {@link #output} made it. */
  static boolean isUntouched(DirectBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i++) {
      if (buffer.getByte(i) != PATTERN) {
        return false;
      }
    }
    return true;
  }
}
