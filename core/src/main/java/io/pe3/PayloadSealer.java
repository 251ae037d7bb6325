package io.pe3;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.RestartDetector;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.UnsupportedSerializerException;
import io.pe3.key.DataKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Seals payloads under one key in scheme {@code wamp}: serialize, compress if asked to, encrypt
 * (wire profile, sections 1 to 3).
 *
 * <p>Guarantees confidentiality and integrity of arguments and URI against whoever has not the key.
 * Scheme {@code wamp} does not protect against replay, nor against a router that returns a caller's
 * own payload to it.
 *
 * <p>Every form takes the caller's output buffer and gives the octets written; with libsodium and
 * without compression the forms that write to buffers allocate nothing. When a call fails, the
 * output range holds no plaintext.
 *
 * <p>One instance per thread. Closing the key from another thread is safe and ends the sealer.
 */
public final class PayloadSealer implements AutoCloseable {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final DataKey key;
  private final Aead aead;
  private final Serializer serializer;
  private final PayloadLimits limits;
  private final BodyCompressor compressor;
  private final BodyWriter writer;
  private final PayloadMap map;
  private final PayloadAttributes plainAttributes;
  private final PayloadAttributes compressedAttributes;
  private final int bodyOffset;
  private final int overhead;

  private final OutputRange output = new OutputRange();
  private PayloadAttributes attributes;

  PayloadSealer(PayloadSealerBuilder builder, Aead aead) {
    this.key = builder.key;
    this.aead = aead;
    this.serializer = builder.serializer;
    this.limits = builder.limits;
    this.compressor =
        builder.compress ? new BodyCompressor(builder.level, builder.threshold, limits) : null;
    this.writer = serializer.isParsed() ? new BodyWriter(serializer, limits.maxDepth()) : null;
    this.map = serializer.isParsed() ? new PayloadMap(serializer, limits.maxDepth()) : null;
    this.plainAttributes = attributes(null);
    this.compressedAttributes = attributes(PayloadAttributes.COMPRESSOR_ZSTD);
    this.attributes = plainAttributes;
    this.bodyOffset = aead.cipher().ciphertextOffset();
    this.overhead = aead.cipher().overhead();
  }

  /**
   * Starts with a key.
   *
   * @param key to seal under; its scope is enforced
   * @return a builder
   */
  public static PayloadSealerBuilder builder(DataKey key) {
    return new PayloadSealerBuilder(key);
  }

  /**
   * Seals a body that is serialized already: for {@code cbor} one payload map, which is walked once
   * and validated by an opener's rules; for {@code flatbuffers} the application's own octets.
   *
   * @param context where the payload is sent
   * @param body holds the body
   * @param offset of its first octet
   * @param length in octets
   * @param dst gets the payload
   * @param dstOffset of its first octet
   * @return octets written
   * @throws io.pe3.error.MalformedException when the body is not a payload map
   * @throws io.pe3.error.UriMismatchException when the map names another URI
   * @throws LimitExceededException when the body is too long
   * @throws BufferTooSmallException when the output range is too small
   * @throws io.pe3.error.KeyScopeException when the key may not be used here
   * @throws io.pe3.error.ExpiredKeyException when the key has expired
   * @throws io.pe3.error.NonceExhaustedException when the key has sealed as much as it may
   * @throws io.pe3.error.UnknownKeyException when the key was closed
   */
  public int seal(
      PayloadContext context,
      DirectBuffer body,
      int offset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    checkScope(context);
    Objects.checkFromIndexSize(offset, length, body.capacity());
    if (map != null) {
      map.walk(body, offset, length, context);
    }
    int frame = compress(body, offset, length);
    if (frame >= 0) {
      return compressor.seal(aead, frame, dst, dstOffset);
    }
    limits.requireBody(length);
    return aead.seal(body, offset, length, dst, dstOffset);
  }

  /**
   * Seals arguments that are serialized already, in the format of {@link #serializer()}. They are
   * walked once, validated by a reader's rules, and copied verbatim. The output range is {@code
   * dstOffset} to the end of the buffer; what stands there may be overwritten or zeroed even when
   * the payload is shorter. Wrap a view to bound it.
   *
   * @param context where the payload is sent
   * @param args holds the list
   * @param argsOffset of its first octet
   * @param argsLength in octets; 0 for no arguments
   * @param kwargs holds the map
   * @param kwargsOffset of its first octet
   * @param kwargsLength in octets; 0 for no keyword arguments
   * @param dst gets the payload
   * @param dstOffset of its first octet
   * @return octets written
   * @throws io.pe3.error.MalformedException when the octets are not one list or map
   * @throws BufferTooSmallException when the output range is too small
   */
  public int sealArguments(
      PayloadContext context,
      DirectBuffer args,
      int argsOffset,
      int argsLength,
      DirectBuffer kwargs,
      int kwargsOffset,
      int kwargsLength,
      MutableDirectBuffer dst,
      int dstOffset) {
    begin(context, dst, dstOffset);
    try {
      writer.splice(args, argsOffset, argsLength, ValueType.ARRAY);
      writer.kwargs();
      writer.splice(kwargs, kwargsOffset, kwargsLength, ValueType.MAP);
      return finish();
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /**
   * As {@link #begin(PayloadContext, MutableDirectBuffer, int, int)}, with the output range
   * reaching to the end of the buffer: what stands there behind the payload may be overwritten or
   * zeroed.
   *
   * @param context where the payload is sent
   * @param dst gets the payload
   * @param dstOffset of its first octet
   * @return the writer, which stands where the array of arguments goes
   * @throws BufferTooSmallException when the output range is too small
   * @throws IllegalStateException when a payload is begun already
   * @throws UnsupportedSerializerException when the serializer is not a parsed one
   */
  public PayloadWriter begin(PayloadContext context, MutableDirectBuffer dst, int dstOffset) {
    return begin(context, dst, dstOffset, dst.capacity() - dstOffset);
  }

  /**
   * Starts a payload whose arguments are written straight into the output and encrypted in place.
   * The caller writes one array, calls {@link #kwargs()}, writes one map, and calls {@link
   * #finish()}; either may be left out and is empty then. Between here and {@link #finish()} the
   * output holds plaintext: a caller who gives up calls {@link #abort()}. What stands in the output
   * range may be overwritten or zeroed even when the payload is shorter; nothing outside it is
   * touched.
   *
   * @param context where the payload is sent
   * @param dst gets the payload; with compression it has to hold the uncompressed body too
   * @param dstOffset of its first octet
   * @param dstLength octets of the output range
   * @return the writer, which stands where the array of arguments goes
   * @throws BufferTooSmallException when the output range is too small
   * @throws IllegalStateException when a payload is begun already
   * @throws UnsupportedSerializerException when the serializer is not a parsed one
   */
  public PayloadWriter begin(
      PayloadContext context, MutableDirectBuffer dst, int dstOffset, int dstLength) {
    if (writer == null) {
      throw new UnsupportedSerializerException(
          "arguments can't be written in it; seal ready octets", "serializer", serializer.text());
    }
    output.requireFree();
    checkScope(context);
    output.take(dst, dstOffset, dstLength, overhead);
    try {
      return writer.begin(context, dst, dstOffset + bodyOffset, dstLength - overhead);
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /**
   * Goes on to the keyword arguments.
   *
   * @return the writer, which stands where the map goes
   * @throws IllegalStateException when what was written is not one array
   */
  public PayloadWriter kwargs() {
    output.requireTaken();
    return writer.kwargs();
  }

  /**
   * Encrypts what was written since {@code begin}.
   *
   * @return octets of the payload
   * @throws IllegalStateException when what was written is not one array and one map; the output is
   *     wiped
   * @throws LimitExceededException when the body is too long; the output is wiped
   */
  public int finish() {
    output.requireTaken();
    MutableDirectBuffer dst = output.buffer();
    int start = output.offset();
    int body = start + bodyOffset;
    try {
      int length = writer.finish();
      int frame = compress(dst, body, length);
      int sealedLength;
      if (frame < 0) {
        limits.requireBody(length);
        sealedLength = aead.seal(dst, body, length, dst, start);
      } else {
        sealedLength = compressor.seal(aead, frame, dst, start);
        int end = start + sealedLength;
        dst.setMemory(end, Math.max(0, body + length - end), (byte) 0);
      }
      output.release();
      return sealedLength;
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /**
   * Gives up what {@code begin} started and zeroes the whole output range: up to the end of the
   * buffer, unless {@code begin} was given its length. Does nothing when no payload is begun.
   */
  public void abort() {
    output.wipe();
  }

  /**
   * Seals an application's value through an encoder, wiping the output when the encoder fails. The
   * output range is {@code dstOffset} to the end of the buffer; what stands there may be
   * overwritten or zeroed even when the payload is shorter. Wrap a view to bound it.
   *
   * @param context where the payload is sent
   * @param value to encode
   * @param encoder writes its arguments
   * @param dst gets the payload
   * @param dstOffset of its first octet
   * @param <T> what is encoded
   * @return octets written
   * @throws BufferTooSmallException when the output range is too small
   */
  public <T> int seal(
      PayloadContext context,
      T value,
      ArgumentsEncoder<T> encoder,
      MutableDirectBuffer dst,
      int dstOffset) {
    PayloadWriter out = begin(context, dst, dstOffset);
    try {
      encoder.encodeArgs(value, out);
      encoder.encodeKwargs(value, kwargs());
      return finish();
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /**
   * Seals plain objects, as {@link io.pe3.codec.PlainValues} takes them. Allocates.
   *
   * @param context where the payload is sent
   * @param args the arguments; null for none
   * @param kwargs the keyword arguments; null for none
   * @return payload and attributes
   * @throws io.pe3.error.UnrepresentableException when a value has no form in the serializer
   */
  public SealedPayload seal(PayloadContext context, List<?> args, Map<String, ?> kwargs) {
    return PlainSealing.seal(this, limits, context, args, kwargs);
  }

  /**
   * The attributes that belong to the payload sealed last; before the first, those of an
   * uncompressed one. Always one of two instances.
   *
   * @return the attributes
   */
  public PayloadAttributes attributes() {
    return attributes;
  }

  /**
   * How long a payload gets at most.
   *
   * @param bodyLength octets of the uncompressed body
   * @return octets; enough for every form, compressed or not
   */
  public int maxSealedLength(int bodyLength) {
    return (int) Math.min(MAX_ARRAY, bodyLength + (long) overhead);
  }

  /**
   * How many more messages may be sealed under the key, if no other sealer took any.
   *
   * @return a count; {@link Long#MAX_VALUE} for ciphers without such a limit
   */
  public long remainingMessages() {
    return aead.remainingMessages();
  }

  /**
   * The cipher.
   *
   * @return as chosen in the builder
   */
  public AeadCipher cipher() {
    return aead.cipher();
  }

  /**
   * The serializer.
   *
   * @return as chosen in the builder
   */
  public Serializer serializer() {
    return serializer;
  }

  /**
   * The engine that does the work.
   *
   * @return its name
   */
  public String engine() {
    return aead.engine();
  }

  /** Wipes the prepared key and scratch memory. The key itself stays open. */
  @Override
  public void close() {
    abort();
    aead.close();
    if (compressor != null) {
      compressor.close();
    }
  }

  private void checkScope(PayloadContext context) {
    key.checkUse(
        context.realm(),
        context.uri(),
        context.flow(),
        PayloadAttributes.SCHEME_WAMP,
        aead.cipher().text(),
        RestartDetector.coarseSeconds());
  }

  private int compress(DirectBuffer body, int offset, int length) {
    int frame =
        compressor == null
            ? BodyCompressor.NOT_COMPRESSED
            : compressor.compress(body, offset, length);
    attributes = frame < 0 ? plainAttributes : compressedAttributes;
    return frame;
  }

  private PayloadAttributes attributes(String compressorName) {
    return new PayloadAttributes(
        PayloadAttributes.SCHEME_WAMP,
        serializer.text(),
        aead.cipher().text(),
        key.id(),
        compressorName);
  }
}
