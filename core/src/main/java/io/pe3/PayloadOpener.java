package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.RestartDetector;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.compress.ZstdDecompressor;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnrepresentableException;
import io.pe3.error.UnsupportedCipherException;
import io.pe3.error.UnsupportedCompressorException;
import io.pe3.error.UnsupportedSchemeException;
import io.pe3.error.UnsupportedSerializerException;
import io.pe3.error.UriMismatchException;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Opens payloads of scheme {@code wamp}: decrypt, decompress if they are compressed, validate,
 * check the URI (wire profile, sections 1 to 3).
 *
 * <p>Guarantees that what is handed out was sealed by a holder of the key, for the expected URI if
 * the payload names one. Scheme {@code wamp} does not tell a payload from a copy of it: a router
 * can deliver one twice, or hand a caller its own.
 *
 * <p>When a call fails, what was written is zeroed and nothing was handed out. Octets behind body
 * and frame, whichever is longer, stay as they are. With libsodium, and for payloads that are not
 * compressed, the form that takes buffers allocates nothing.
 *
 * <p>One instance per thread. Keys may come and go from any thread.
 */
public final class PayloadOpener implements AutoCloseable {
  private static final int MIN_SCRATCH = 4096;

  private final OpeningKeys keys;
  private final Set<AeadCipher> ciphers;
  private final PayloadLimits limits;
  private final boolean requireUri;
  private final PayloadReader reader = Serializer.CBOR.newReader();
  private final PayloadMap map;
  private UnsafeBuffer scratch;

  /** Made for the first compressed payload: the others open where zstd does not load. */
  private ZstdDecompressor decompressor;

  private boolean parsed;
  private PayloadAttributes lastAttributes;
  private Aead lastAead;

  PayloadOpener(PayloadOpenerBuilder builder) {
    this.keys = new OpeningKeys(builder);
    this.ciphers = builder.ciphers;
    this.limits = builder.limits;
    this.requireUri = builder.requireUri;
    this.map = new PayloadMap(Serializer.CBOR, limits.maxDepth());
    reader.maxDepth(limits.maxDepth());
  }

  /**
   * Starts with one key, which serves messages that name it and messages that name none.
   *
   * @param key to open under
   * @return a builder
   */
  public static PayloadOpenerBuilder builder(DataKey key) {
    return new PayloadOpenerBuilder(Objects.requireNonNull(key, "key"), null);
  }

  /**
   * Starts with a ring of keys. A message that names none is opened only if the ring holds one.
   *
   * @param ring to take keys from; may change at any time
   * @return a builder
   */
  public static PayloadOpenerBuilder builder(KeyRing ring) {
    return new PayloadOpenerBuilder(null, Objects.requireNonNull(ring, "ring"));
  }

  /**
   * Opens a payload.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived, by the rules of the wire profile, section 1
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length in octets
   * @param dst gets the body, decompressed: for {@code cbor} one valid payload map
   * @param dstOffset of its first octet
   * @return octets of the body
   * @throws UnsupportedSchemeException when the scheme is not {@code wamp}
   * @throws UnsupportedSerializerException when the scheme does not allow the serializer
   * @throws UnsupportedCipherException when the cipher is not known, or not accepted here
   * @throws UnsupportedCompressorException when the compressor is not known, or not allowed
   * @throws io.pe3.error.UnknownKeyException when there is no such key
   * @throws io.pe3.error.KeyScopeException when the key may not be used here
   * @throws io.pe3.error.ExpiredKeyException when the key has expired
   * @throws io.pe3.error.AuthenticationFailedException when the payload is not authentic
   * @throws MalformedException when it is too short, or its body has not the required form
   * @throws UriMismatchException when it was sealed for another URI, or names none and one is
   *     required
   * @throws LimitExceededException when it, or what it decompresses to, is over a limit
   * @throws BufferTooSmallException when the output range is too small
   */
  public int open(
      PayloadAttributes attributes,
      PayloadContext context,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    parsed = false;
    Aead aead = select(attributes, context);
    boolean isMap = attributes.serializer().equals(Serializer.CBOR.text());
    Objects.checkFromIndexSize(srcOffset, length, src.capacity());
    requirePayload(length);
    limits.requireBody(length - aead.cipher().overhead());
    int frame = aead.open(src, srcOffset, length, dst, dstOffset);
    int touched = frame;
    boolean opened = false;
    try {
      int bodyLength = frame;
      if (isMap && isCompressed(attributes, dst, dstOffset, frame)) {
        bodyLength = decompress(dst, dstOffset, frame);
        touched = Math.max(frame, bodyLength);
        dst.setMemory(dstOffset + bodyLength, touched - bodyLength, (byte) 0);
      }
      if (isMap) {
        map.walk(dst, dstOffset, bodyLength, context);
      }
      if (requireUri && !(isMap && map.hasUri())) {
        throw new UriMismatchException(
            "the payload names no URI, and one is required", "expected", context.uri());
      }
      parsed = isMap;
      opened = true;
      return bodyLength;
    } finally {
      if (!opened) {
        dst.setMemory(dstOffset, touched, (byte) 0);
      }
    }
  }

  /**
   * Opens a payload into plain objects, as {@link PlainValues} makes them. Allocates.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived
   * @param payload the octets
   * @return URI, arguments and keyword arguments
   * @throws UnsupportedSerializerException when the body is not {@code cbor}
   * @throws UnrepresentableException when a value in it has no plain form
   */
  public OpenedPayload open(PayloadAttributes attributes, PayloadContext context, byte[] payload) {
    // Looked at before memory is taken by its length.
    requirePayload(payload.length);
    int largest = Math.max(payload.length, limits.decompression().maxDecompressed());
    int capacity = Math.max(MIN_SCRATCH, payload.length);
    UnsafeBuffer src = new UnsafeBuffer(payload);
    while (true) {
      UnsafeBuffer body = new UnsafeBuffer(new byte[capacity]);
      try {
        int length = open(attributes, context, src, 0, payload.length, body, 0);
        try {
          return plain(attributes, context, body);
        } finally {
          body.setMemory(0, length, (byte) 0);
        }
      } catch (BufferTooSmallException e) {
        if (capacity >= largest) {
          throw e;
        }
        capacity = (int) Math.min(2L * capacity, largest);
      }
    }
  }

  /**
   * Whether the body opened last names its URI, which then is the expected one.
   *
   * @return false when it names none, or its serializer is not a parsed one
   */
  public boolean hasUri() {
    return parsed && map.hasUri();
  }

  /**
   * Where the arguments of the body opened last start.
   *
   * @return index in the output buffer
   */
  public int argsOffset() {
    return map.argsOffset();
  }

  /**
   * How long the arguments of the body opened last are.
   *
   * @return octets of one array; 0 when there are none, or the serializer is not a parsed one
   */
  public int argsLength() {
    return parsed ? map.argsLength() : 0;
  }

  /**
   * Where the keyword arguments of the body opened last start.
   *
   * @return index in the output buffer
   */
  public int kwargsOffset() {
    return map.kwargsOffset();
  }

  /**
   * How long the keyword arguments of the body opened last are.
   *
   * @return octets of one map; 0 when there are none, or the serializer is not a parsed one
   */
  public int kwargsLength() {
    return parsed ? map.kwargsLength() : 0;
  }

  /** Wipes prepared keys and scratch memory. The keys themselves stay open. */
  @Override
  public void close() {
    keys.close();
    if (decompressor != null) {
      decompressor.close();
    }
  }

  /** Everything that can be refused before the payload is touched. */
  private Aead select(PayloadAttributes attributes, PayloadContext context) {
    Aead aead = isSameAgain(attributes) ? lastAead : accept(attributes);
    keys.lastKey()
        .checkUse(
            context.realm(),
            context.uri(),
            context.flow(),
            PayloadAttributes.SCHEME_WAMP,
            aead.cipher().text(),
            RestartDetector.coarseSeconds());
    return aead;
  }

  /** Callers who keep the attributes of a stream of messages pay for their checks once. */
  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  private boolean isSameAgain(PayloadAttributes attributes) {
    return attributes == lastAttributes && keys.isStillLast(attributes.keyId());
  }

  private Aead accept(PayloadAttributes attributes) {
    lastAttributes = null;
    if (!attributes.scheme().equals(PayloadAttributes.SCHEME_WAMP)) {
      throw new UnsupportedSchemeException(
          "only scheme wamp is opened here", "scheme", attributes.scheme());
    }
    Serializer serializer = Serializer.of(attributes.serializer());
    WampScheme.requireSerializer(serializer);
    if (attributes.compressor() != null) {
      if (!attributes.compressor().equals(PayloadAttributes.COMPRESSOR_ZSTD)) {
        throw new UnsupportedCompressorException(
            "only zstd is known", "compressor", attributes.compressor());
      }
      WampScheme.requireCompressible(serializer);
    }
    AeadCipher cipher = AeadCipher.of(attributes.cipher());
    if (!ciphers.contains(cipher)) {
      // Otherwise whoever edits the attribute could choose a weaker cipher.
      throw new UnsupportedCipherException(
          "this cipher is not accepted here", "cipher", cipher.text(), "accepted", ciphers);
    }
    lastAead = keys.find(attributes.keyId(), cipher);
    lastAttributes = attributes;
    return lastAead;
  }

  private void requirePayload(int length) {
    if (length > limits.maxPayload()) {
      throw new LimitExceededException(
          "the payload is too long",
          "limit",
          "payload",
          "length",
          length,
          "maximum",
          limits.maxPayload());
    }
  }

  /** Routers lose the attribute, so the content tells: no CBOR map begins like a zstd frame. */
  private static boolean isCompressed(
      PayloadAttributes attributes, DirectBuffer body, int offset, int length) {
    boolean magic = ZstdDecompressor.startsWithMagic(body, offset, length);
    if (attributes.compressor() != null && !magic) {
      throw new MalformedException(
          "ppt_compressor names zstd, but the body is no zstd frame",
          "compressor",
          attributes.compressor());
    }
    return magic;
  }

  private int decompress(MutableDirectBuffer dst, int dstOffset, int frame) {
    if (decompressor == null) {
      decompressor = new ZstdDecompressor(limits.decompression());
    }
    if (scratch == null || scratch.capacity() < frame) {
      scratch = Buffers.direct(Math.max(MIN_SCRATCH, frame));
    }
    scratch.putBytes(0, dst, dstOffset, frame);
    try {
      return decompressor.decompress(scratch, 0, frame, dst, dstOffset, dst.capacity() - dstOffset);
    } finally {
      scratch.setMemory(0, frame, (byte) 0);
    }
  }

  private OpenedPayload plain(
      PayloadAttributes attributes, PayloadContext context, DirectBuffer body) {
    if (!parsed) {
      throw new UnsupportedSerializerException(
          "the body is the application's own octets; open it into a buffer",
          "serializer",
          attributes.serializer());
    }
    List<Object> args = new ArrayList<>();
    if (argsLength() > 0) {
      reader.wrap(body, argsOffset(), argsLength());
      args.addAll((List<?>) PlainValues.read(reader));
    }
    Map<String, Object> kwargs = new LinkedHashMap<>();
    if (kwargsLength() > 0) {
      reader.wrap(body, kwargsOffset(), kwargsLength());
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) PlainValues.read(reader)).entrySet()) {
        if (!(entry.getKey() instanceof String name)) {
          throw new UnrepresentableException("a key of kwargs is not text", "part", "kwargs");
        }
        kwargs.put(name, entry.getValue());
      }
    }
    return new OpenedPayload(hasUri() ? context.uri() : null, args, kwargs);
  }
}
