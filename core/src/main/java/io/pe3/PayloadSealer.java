package io.pe3;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
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
 * Seals payloads under one key: serialize, compress if asked to, encrypt (wire profile, sections 1
 * to 4). In scheme {@code x_pe3}, the default, the payload is bound to realm, flow, URI and call,
 * and opens once; in scheme {@code wamp} to the URI alone.
 *
 * <p>Guarantees confidentiality and integrity of what is sealed and bound against whoever has not
 * the key. Unless it signs, every holder of the key could have written the payload, and none can
 * prove who did. Scheme {@code wamp} does not protect against replay, nor against a router that
 * returns a caller's own payload to it.
 *
 * <p>Every form takes the caller's output buffer and gives the octets written; with libsodium and
 * without compression the forms that write to buffers allocate nothing. When a call fails, the
 * output range holds no plaintext.
 *
 * <p>One instance per thread. Closing the key from another thread is safe and ends the sealer.
 */
public final class PayloadSealer implements AutoCloseable {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final AeadCipher cipher;
  private final Serializer serializer;
  private final PayloadLimits limits;

  /** A test looks inside. */
  final BodySealer scheme;

  private final BodyCompressor compressor;
  private final BodyWriter writer;
  private final PayloadMap map;

  private final OutputRange output = new OutputRange();
  private final ReplyTo nextReplyTo = new ReplyTo();
  private final ReplyTo replyTo = new ReplyTo();
  private PayloadContext context;
  private boolean compressed;

  PayloadSealer(PayloadSealerBuilder builder, AeadCipher cipher, BodySealer scheme) {
    this.cipher = cipher;
    this.serializer = builder.serializer;
    this.limits = builder.limits;
    this.scheme = scheme;
    this.compressor =
        builder.compress
            ? new BodyCompressor(builder.level, builder.threshold, limits, builder.dictionaries)
            : null;
    this.writer =
        serializer.isParsed()
            ? new BodyWriter(serializer, limits.maxDepth(), scheme.namesUri())
            : null;
    this.map = serializer.isParsed() ? new PayloadMap(serializer, limits.maxDepth()) : null;
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
   * Ties the next payload, and no other, to a call: results, errors, and all CALLs of a request but
   * the first (scheme {@code x_pe3}).
   *
   * @param call names the first sealed CALL of the request, or is empty when that was not sealed;
   *     copied
   * @return this
   */
  public PayloadSealer inReplyTo(ReplyTo call) {
    nextReplyTo.set(call);
    return this;
  }

  /**
   * Seals a body that is serialized already: one payload map, which is walked once and validated by
   * an opener's rules; for {@code flatbuffers} and {@code native} the application's own octets.
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
   * @throws io.pe3.error.InvalidKeyException when the key may not serve the scheme
   * @throws io.pe3.error.NonceExhaustedException when the key has sealed as much as it may
   * @throws io.pe3.error.UnknownKeyException when the key was closed
   * @throws IllegalArgumentException when the context lacks what the scheme binds, or an event is
   *     tied to a call
   */
  public int seal(
      PayloadContext context,
      DirectBuffer body,
      int offset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    checkUse(context);
    Objects.checkFromIndexSize(offset, length, body.capacity());
    if (map != null) {
      map.walk(body, offset, length, context);
    }
    return sealBody(body, offset, length, dst, dstOffset);
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
    int room = take(context, dst, dstOffset, dst.capacity() - dstOffset);
    try {
      writer.wrap(context, dst, dstOffset + scheme.bodyOffset(), room);
      return finish(
          writer.splice(args, argsOffset, argsLength, kwargs, kwargsOffset, kwargsLength));
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
    int room = take(context, dst, dstOffset, dstLength);
    try {
      writer.wrap(context, dst, dstOffset + scheme.bodyOffset(), room);
      return writer.begin();
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /** Takes the output range; how long a body in it can be. */
  private int take(PayloadContext context, MutableDirectBuffer dst, int offset, int length) {
    if (writer == null) {
      throw new UnsupportedSerializerException(
          "arguments can't be written in it; seal ready octets", "serializer", serializer.text());
    }
    output.requireFree();
    checkUse(context);
    output.take(dst, offset, length, scheme.overhead());
    return length - scheme.overhead();
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
    try {
      return finish(writer.finish());
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /** Encrypts a body that stands where it belongs in the output range. */
  private int finish(int length) {
    MutableDirectBuffer dst = output.buffer();
    int start = output.offset();
    int body = start + scheme.bodyOffset();
    int sealedLength = sealBody(dst, body, length, dst, start);
    // A compressed payload may end before the body did.
    int end = start + sealedLength;
    int rest = body + length - end;
    if (rest > 0) {
      dst.setMemory(end, rest, (byte) 0);
    }
    output.release();
    return sealedLength;
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
    return scheme.attributes(compressed);
  }

  /**
   * How long a payload gets at most.
   *
   * @param bodyLength octets of the uncompressed body
   * @return octets; enough for every form, compressed or not
   */
  public int maxSealedLength(int bodyLength) {
    return (int) Math.min(MAX_ARRAY, bodyLength + scheme.maxOverhead(bodyLength));
  }

  /**
   * Names the message sealed last, for the results and errors that are tied to it.
   *
   * @param target gets sender and counter
   * @throws IllegalStateException before the first message, and in scheme {@code wamp}
   */
  public void lastMessage(ReplyTo target) {
    scheme.lastMessage(target);
  }

  /**
   * How many more messages may be sealed under the key, if no other sealer took any.
   *
   * @return a count; {@link Long#MAX_VALUE} for ciphers without such a limit and in scheme {@code
   *     x_pe3}
   */
  public long remainingMessages() {
    return scheme.remainingMessages();
  }

  /**
   * The cipher.
   *
   * @return as chosen in the builder
   */
  public AeadCipher cipher() {
    return cipher;
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
   * The engine for short messages; long ones may go to another, see {@link
   * PayloadSealerBuilder#engineTable}.
   *
   * @return its name
   */
  public String engine() {
    return scheme.engine();
  }

  /** Wipes the prepared key and scratch memory. The key itself stays open. */
  @Override
  public void close() {
    abort();
    scheme.close();
    if (compressor != null) {
      compressor.close();
    }
  }

  /** What the next payload is tied to, for who seals it in more than one attempt. */
  ReplyTo nextReplyTo() {
    return new ReplyTo().set(nextReplyTo);
  }

  /** What was set for one payload must not reach the one after it, whatever happens to it. */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  private void checkUse(PayloadContext of) {
    if (context != of) {
      context = of;
    }
    if (!nextReplyTo.isEmpty() || !replyTo.isEmpty()) {
      replyTo.set(nextReplyTo);
      nextReplyTo.clear();
    }
    scheme.checkUse(of, replyTo);
  }

  private int sealBody(
      DirectBuffer body, int offset, int length, MutableDirectBuffer dst, int dstOffset) {
    int frame =
        compressor == null
            ? BodyCompressor.NOT_COMPRESSED
            : compressor.compress(body, offset, length);
    if (frame < 0) {
      limits.requireBody(length);
      compressed = false;
      return scheme.seal(context, replyTo, false, null, body, offset, length, dst, dstOffset);
    }
    try {
      limits.requireBody(frame);
      compressed = true;
      return scheme.seal(
          context,
          replyTo,
          true,
          compressor.dictionaryDigest(),
          compressor.frame(),
          0,
          frame,
          dst,
          dstOffset);
    } finally {
      compressor.wipe(frame);
    }
  }
}
