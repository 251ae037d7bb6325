package io.pe3.cli.line;

import io.pe3.aead.AeadCipher;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.MalformedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** What a sealed payload shows to everyone. */
public final class PayloadFacts {
  private static final String WAMP = "wamp";
  private static final String X_PE3 = "x_pe3";
  private static final int PREFIX = 16;
  private static final int COUNTER = 8;

  private static final Map<Integer, String> FLAGS =
      new TreeMap<>(
          Map.of(
              EnvelopeDescriptor.COMPRESSED,
              "compressed",
              EnvelopeDescriptor.PADDED,
              "padded",
              EnvelopeDescriptor.SIGNED,
              "signed",
              EnvelopeDescriptor.MESSAGE_KEY,
              "message_key"));

  private PayloadFacts() {}

  public static Map<String, Object> of(Map<String, Object> options, byte[] payload) {
    String scheme = text(options, "ppt_scheme");
    if (scheme == null) {
      throw new MalformedException("options have no ppt_scheme, so nothing is sealed here");
    }
    String cipherName = text(options, "ppt_cipher");
    boolean known = scheme.equals(WAMP) || scheme.equals(X_PE3);
    AeadCipher cipher = known ? find(cipherName) : null;
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("scheme", scheme);
    facts.put("scheme_known", known);
    facts.put("serializer", text(options, "ppt_serializer"));
    facts.put("cipher", cipherName);
    facts.put("cipher_known", find(cipherName) != null);
    facts.put("keyid", text(options, "ppt_keyid"));
    facts.put("compressor", text(options, "ppt_compressor"));
    facts.put("payload_octets", payload.length);
    if (scheme.equals(X_PE3)) {
      putEnvelope(facts, cipher, payload);
    } else if (cipher == null) {
      putAll(facts, null, null, null, null, null);
    } else {
      describe(facts, cipher, payload);
    }
    return facts;
  }

  private static void putEnvelope(Map<String, Object> facts, AeadCipher cipher, byte[] payload) {
    int tagLength = cipher == null ? 0 : cipher.tagLength();
    UnsafeBuffer buffer = new UnsafeBuffer(payload);
    EnvelopeDescriptor.check(buffer, 0, payload.length, tagLength);
    ReplyTo message =
        new ReplyTo()
            .set(
                EnvelopeDescriptor.senderHigh(buffer, 0),
                EnvelopeDescriptor.senderLow(buffer, 0),
                EnvelopeDescriptor.counter(buffer, 0));
    facts.put("version", EnvelopeDescriptor.VERSION);
    facts.put("flags", flags(EnvelopeDescriptor.flags(buffer, 0)));
    facts.put("sender", message.senderHex());
    facts.put("created", EnvelopeDescriptor.createdSeconds(message.senderHigh()));
    facts.put("counter", message.counterHex());
    facts.put(
        "content_octets",
        cipher == null ? null : payload.length - EnvelopeDescriptor.HEADER_LENGTH - tagLength);
    facts.put("tag_octets", cipher == null ? null : tagLength);
  }

  private static List<String> flags(int flags) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<Integer, String> flag : FLAGS.entrySet()) {
      if ((flags & flag.getKey()) != 0) {
        names.add(flag.getValue());
      }
    }
    return names;
  }

  private static void describe(Map<String, Object> facts, AeadCipher cipher, byte[] payload) {
    if (payload.length < cipher.overhead()) {
      throw new MalformedException(
          "the payload is shorter than its nonce and tag; it was cut off or is not of this cipher",
          "cipher",
          cipher,
          "length",
          payload.length,
          "minimum",
          cipher.overhead());
    }
    byte[] nonce = Arrays.copyOf(payload, cipher.nonceLength());
    boolean counted = isCounted(nonce);
    putAll(
        facts,
        HexFormat.of().formatHex(nonce),
        counted ? HexFormat.of().formatHex(nonce, 0, PREFIX) : null,
        counted
            ? new BigInteger(1, Arrays.copyOfRange(nonce, nonce.length - COUNTER, nonce.length))
            : null,
        payload.length - cipher.overhead(),
        cipher.tagLength());
  }

  /**
   * 16 random octets, zeros if there is room, 8 of the counter; 12 octets are random throughout.
   */
  private static boolean isCounted(byte[] nonce) {
    if (nonce.length < PREFIX + COUNTER) {
      return false;
    }
    for (int i = PREFIX; i < nonce.length - COUNTER; i++) {
      if (nonce[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static void putAll(
      Map<String, Object> facts,
      String nonce,
      String prefix,
      BigInteger counter,
      Integer plaintext,
      Integer tag) {
    facts.put("nonce", nonce);
    facts.put("nonce_prefix", prefix);
    facts.put("counter", counter);
    facts.put("plaintext_octets", plaintext);
    facts.put("tag_octets", tag);
  }

  private static AeadCipher find(String name) {
    for (AeadCipher cipher : AeadCipher.values()) {
      if (cipher.text().equals(name)) {
        return cipher;
      }
    }
    return null;
  }

  private static String text(Map<String, Object> options, String name) {
    Object value = options.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new MalformedException("an option about the payload is text", "member", name);
  }
}
