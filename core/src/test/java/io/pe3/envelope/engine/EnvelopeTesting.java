package io.pe3.envelope.engine;

import io.pe3.PayloadContext;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.codec.Serializer;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a hostile or careless holder of a data key can do: seal any content, under any sender and
 * counter, and look at the content of a payload. In cbor and aes256gcm.
 */
public final class EnvelopeTesting {
  /** A sender that no sealer draws: its random octets are all alike. */
  public static final long SENDER_HIGH = 1_700_000_000L << 32 | 0x4d4d4d4dL;

  /** The other half. */
  public static final long SENDER_LOW = 0x4d4d4d4d4d4d4d4dL;

  private static final AeadCipher CIPHER = AeadCipher.AES256GCM;
  private static final ReplyTo NONE = new ReplyTo();

  private EnvelopeTesting() {}

  /** Seals a content under a sender of its own, counter 1. */
  public static byte[] seal(DataKey key, PayloadContext context, int flags, byte[] content) {
    return seal(key, context, flags, SENDER_HIGH, SENDER_LOW, 1, content);
  }

  /** Seals a content. */
  public static byte[] seal(
      DataKey key,
      PayloadContext context,
      int flags,
      long high,
      long low,
      long counter,
      byte[] content) {
    byte[] payload =
        new byte[EnvelopeDescriptor.HEADER_LENGTH + content.length + CIPHER.tagLength()];
    try (SealingKey sealing = key(key, flags, high, low, counter)) {
      sealing.seal(
          flags,
          counter,
          binding(key, context),
          NONE,
          new UnsafeBuffer(content),
          0,
          content.length,
          new UnsafeBuffer(payload),
          0);
    }
    return payload;
  }

  /** The content of a payload, signature and padding included. */
  public static byte[] content(DataKey key, PayloadContext context, byte[] payload) {
    UnsafeBuffer src = new UnsafeBuffer(payload);
    byte[] content =
        new byte[payload.length - EnvelopeDescriptor.HEADER_LENGTH - CIPHER.tagLength()];
    int flags = EnvelopeDescriptor.flags(src, 0);
    long high = EnvelopeDescriptor.senderHigh(src, 0);
    long low = EnvelopeDescriptor.senderLow(src, 0);
    long counter = EnvelopeDescriptor.counter(src, 0);
    try (SealingKey opening = key(key, flags, high, low, counter)) {
      boolean opened =
          opening.open(
              opening.putAssociatedData(flags, counter, binding(key, context), NONE),
              counter,
              src,
              0,
              payload.length,
              new UnsafeBuffer(content),
              0);
      if (!opened) {
        throw new AssertionError("the payload does not open");
      }
    }
    return content;
  }

  /** What a signature of a body in the payload of {@link #seal} covers. */
  public static byte[] covered(DataKey key, PayloadContext context, byte[] body) {
    byte[] label = "PE3 v1 signature\0".getBytes(StandardCharsets.US_ASCII);
    byte[] covered = new byte[label.length + Binding.END + Short.BYTES + 32 + body.length];
    System.arraycopy(label, 0, covered, 0, label.length);
    UnsafeBuffer data = new UnsafeBuffer(new byte[Binding.MAX_ASSOCIATED_DATA]);
    int length =
        binding(key, context)
            .putAssociatedData(data, EnvelopeDescriptor.SIGNED, SENDER_HIGH, SENDER_LOW, 1, NONE);
    System.arraycopy(data.byteArray(), 0, covered, label.length, length);
    System.arraycopy(body, 0, covered, covered.length - body.length, body.length);
    return Arrays.copyOf(covered, covered.length);
  }

  /** Leaves a sealer one counter: the message after the next has none. */
  public static void leaveOneCounter(EnvelopeSealer sealer) {
    sealer.sender().counter = Long.MAX_VALUE - 1;
  }

  static SealingKey key(DataKey key, int flags, long high, long low, long counter) {
    try (KeyDerivation derivation = new KeyDerivation()) {
      MemorySegment derived =
          (flags & EnvelopeDescriptor.MESSAGE_KEY) == 0
              ? derivation.ofSender(key, CIPHER, high, low)
              : derivation.ofMessage(key, CIPHER, high, low, counter);
      return SealingKey.prepare(null, CIPHER, choice(CIPHER).engine(0), derived, high, low);
    }
  }

  /** The engines that {@code auto} chooses. */
  static EngineChoice choice(AeadCipher cipher) {
    return EngineAccess.choice(AeadEngines.standard(), AeadEngines.AUTO, cipher, null, false);
  }

  private static Binding binding(DataKey key, PayloadContext context) {
    return Binding.of(
        Serializer.CBOR,
        CIPHER,
        key.id(),
        context.flow(),
        context.realm(),
        context.uri(),
        context.errorUri());
  }
}
