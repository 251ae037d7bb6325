package io.pe3;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnsupportedSchemeException;
import io.pe3.error.UriMismatchException;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRing;
import io.pe3.replay.ReplayGuard;
import io.pe3.sign.SignerKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Opens payloads: decrypt, check what is bound, decompress if they are compressed, validate (wire
 * profile, sections 1 to 4).
 *
 * <p>In scheme {@code x_pe3}, guarantees that what is handed out was sealed by a holder of the key
 * for this realm, flow, URI and call, and was not handed out before; who of the holders, only if it
 * is signed. In scheme {@code wamp}, which an opener accepts only if it is told to, that it was
 * sealed by a holder of the key, for the expected URI if the payload names one: a router can
 * deliver one twice, or hand a caller its own.
 *
 * <p>When a call fails, what was written is zeroed and nothing was handed out; of what is not
 * authentic nothing is remembered, and what is authentic but has not the required form counts as
 * opened. Octets behind what was decrypted or decompressed, whichever is longer, stay as they are.
 * With libsodium, and for payloads that are not compressed, the forms that take buffers allocate
 * nothing, but for the first message of a sender.
 *
 * <p>One instance per thread; openers of an endpoint share its {@link io.pe3.replay.ReplayState}.
 * Keys may come and go from any thread.
 */
public final class PayloadOpener implements AutoCloseable {
  private final BodyDecryption decryption;
  private final PayloadLimits limits;
  private final boolean requireUri;
  private final WalkedBody walked;
  private final Map<Serializer, BodyReader> readers = new EnumMap<>(Serializer.class);
  private final OutputRange output = new OutputRange();

  /** What reads the body begun last. */
  private BodyReader reading;

  /** Whether the last payload was opened, and its body named the expected URI. */
  private boolean opened;

  private boolean named;

  PayloadOpener(PayloadOpenerBuilder builder) {
    this.decryption = new BodyDecryption(builder);
    this.limits = builder.limits;
    this.requireUri = builder.requireUri;
    this.walked = new WalkedBody(limits.maxDepth());
    for (Serializer serializer : Serializer.values()) {
      if (serializer.isParsed()) {
        readers.put(
            serializer, new BodyReader(serializer, limits.maxDepth(), walked.map(serializer)));
      }
    }
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
   * Opens a payload that belongs to no call in flight: an event, a first CALL, or any of scheme
   * {@code wamp}.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived, by the rules of the wire profile, section 1
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length in octets
   * @param dst gets the body, decompressed: for parsed serializers one valid payload map. Has to
   *     hold what is decrypted, signature and padding included: {@code length} is always enough
   * @param dstOffset of its first octet
   * @return octets of the body
   * @throws UnsupportedSchemeException when the scheme is not known, or not accepted here
   * @throws io.pe3.error.UnsupportedSerializerException when the scheme does not allow the
   *     serializer
   * @throws io.pe3.error.UnsupportedCipherException when the cipher is not known, or not accepted
   *     here
   * @throws io.pe3.error.UnsupportedCompressorException when the compressor is not known, or not
   *     allowed
   * @throws io.pe3.error.UnknownKeyException when there is no such key
   * @throws io.pe3.error.KeyScopeException when the key may not be used here
   * @throws io.pe3.error.InvalidKeyException when the key may not serve the scheme
   * @throws io.pe3.error.ExpiredKeyException when the key has expired
   * @throws io.pe3.error.ReplayedException when it was opened before, or is too old for that to be
   *     known
   * @throws io.pe3.error.AuthenticationFailedException when the payload is not authentic
   * @throws io.pe3.error.SignatureRequiredException when it is not signed and has to be
   * @throws io.pe3.error.SignatureInvalidException when its signature is not the signer's
   * @throws io.pe3.error.PolicyRefusedException when it is signed and must not be
   * @throws MalformedException when it is too short, or its body has not the required form
   * @throws UriMismatchException when it was sealed for another URI, or names none and one is
   *     required
   * @throws io.pe3.error.UnknownDictionaryException when it is compressed with a dictionary that is
   *     not held
   * @throws LimitExceededException when it, or what it decompresses to, is over a limit
   * @throws BufferTooSmallException when the output range is too small
   * @throws IllegalArgumentException when the context lacks what scheme {@code x_pe3} binds
   */
  public int open(
      PayloadAttributes attributes,
      PayloadContext context,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    return open(attributes, context, null, src, srcOffset, length, dst, dstOffset);
  }

  /**
   * Opens a payload that may belong to a call in flight: a result, an error, or a later CALL of a
   * request; as {@link #open(PayloadAttributes, PayloadContext, DirectBuffer, int, int,
   * MutableDirectBuffer, int)} but for the call.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived; {@code uri} is the procedure
   * @param call that it is tied to, or null for none
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length in octets
   * @param dst gets the body
   * @param dstOffset of its first octet
   * @return octets of the body
   */
  public int open(
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    output.requireFree();
    opened = false;
    int bodyLength =
        decryption.decrypt(attributes, context, call, src, srcOffset, length, dst, dstOffset);
    try {
      take(context, walked.walk(decryption.serializer(), dst, dstOffset, bodyLength, context));
      return bodyLength;
    } finally {
      if (!opened) {
        dst.setMemory(dstOffset, decryption.touched(), (byte) 0);
      }
    }
  }

  /**
   * As {@link #begin(PayloadAttributes, PayloadContext, CallState, DirectBuffer, int, int,
   * MutableDirectBuffer, int)}, for a payload that belongs to no call in flight.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length in octets
   * @param dst gets the body
   * @param dstOffset of its first octet
   * @return the reader, which stands at the array of arguments
   * @throws IllegalStateException when a payload is begun already
   */
  public PayloadReader begin(
      PayloadAttributes attributes,
      PayloadContext context,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    return begin(attributes, context, null, src, srcOffset, length, dst, dstOffset);
  }

  /**
   * Opens a payload to read its fields where they were decrypted, in one pass: reading is what
   * validates them. The caller reads one array, calls {@link #kwargs()}, reads one map, and calls
   * {@link #finish()}; what is left out, or given up half-way, is walked over. A caller who gives
   * up calls {@link #abort()}.
   *
   * <p>All that is read before {@link #finish()} is authentic; that the body has the required form
   * to its end is known after it. Refuses what {@link #open(PayloadAttributes, PayloadContext,
   * CallState, DirectBuffer, int, int, MutableDirectBuffer, int)} refuses, by the same errors: the
   * body's form while it is read, everything else here.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived; {@code uri} is the procedure
   * @param call that it is tied to, or null for none
   * @param src holds the payload
   * @param srcOffset of its first octet
   * @param length in octets
   * @param dst gets the body; is left alone until {@link #finish()}
   * @param dstOffset of its first octet
   * @return the reader, which stands at the array of arguments; an empty one when there are none
   * @throws io.pe3.error.UnsupportedSerializerException when the serializer is not a parsed one
   * @throws IllegalStateException when a payload is begun already
   */
  public PayloadReader begin(
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    output.requireFree();
    opened = false;
    walked.forget();
    AcceptedAttributes.requireParsed(attributes);
    int bodyLength =
        decryption.decrypt(attributes, context, call, src, srcOffset, length, dst, dstOffset);
    output.take(dst, dstOffset, decryption.touched(), 0);
    try {
      reading = readers.get(decryption.serializer());
      PayloadReader at = reading.begin(dst, dstOffset, bodyLength, context, decryption.binds());
      take(context, reading.hasUri());
      return at;
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /**
   * Goes on to the keyword arguments.
   *
   * @return the reader, which stands at the map; an empty one when there are none
   * @throws MalformedException when what was not read of the arguments is not valid; the output is
   *     wiped
   * @throws IllegalStateException when no payload is begun, or this was called already
   */
  public PayloadReader kwargs() {
    output.requireTaken();
    try {
      return reading.kwargs();
    } catch (Throwable t) {
      abort();
      throw t;
    }
  }

  /**
   * Ends what {@code begin} started. What was not read is walked over. The body stays where it is.
   *
   * @throws MalformedException when the body has not the required form; the output is wiped
   * @throws IllegalStateException when no payload is begun
   */
  public void finish() {
    output.requireTaken();
    try {
      reading.finish();
    } catch (Throwable t) {
      abort();
      throw t;
    }
    output.release();
  }

  /** Gives up what {@code begin} started and zeroes the body. Without a begun payload, nothing. */
  public void abort() {
    if (output.isTaken()) {
      opened = false;
    }
    output.wipe();
  }

  private void take(PayloadContext context, boolean namesUri) {
    if (requireUri && !namesUri && !decryption.binds()) {
      throw new UriMismatchException(
          "the payload names no URI, and one is required", "expected", context.uri());
    }
    named = namesUri;
    opened = true;
  }

  private boolean isBound() {
    return opened && decryption.binds();
  }

  /**
   * Opens a payload that belongs to no call in flight into plain objects, as {@link PlainValues}
   * makes them. Allocates.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived
   * @param payload the octets
   * @return URI, arguments and keyword arguments
   * @throws io.pe3.error.UnsupportedSerializerException when the serializer is not a parsed one
   * @throws io.pe3.error.UnrepresentableException when a value in it has no plain form
   */
  public OpenedPayload open(PayloadAttributes attributes, PayloadContext context, byte[] payload) {
    return open(attributes, context, null, payload);
  }

  /**
   * Opens a payload that may belong to a call in flight into plain objects, as {@link PlainValues}
   * makes them. Allocates.
   *
   * @param attributes what travelled beside it
   * @param context where it arrived
   * @param call that it is tied to, or null for none
   * @param payload the octets
   * @return URI, arguments and keyword arguments
   * @throws io.pe3.error.UnsupportedSerializerException when it opened, but is not of a parsed one
   * @throws io.pe3.error.UnrepresentableException when a value in it has no plain form
   */
  public OpenedPayload open(
      PayloadAttributes attributes, PayloadContext context, CallState call, byte[] payload) {
    output.requireFree();
    opened = false;
    return PlainOpening.open(this, limits, attributes, context, call, payload);
  }

  /**
   * Turns to another endpoint: what is opened from here on is held against its replay state. So one
   * opener, with the keys that it has prepared, serves many endpoints in turn.
   *
   * @param guard of the endpoint, used by one opener at a time
   * @return this
   */
  public PayloadOpener replayGuard(ReplayGuard guard) {
    decryption.hardened().guard(Objects.requireNonNull(guard, "guard"));
    return this;
  }

  /**
   * Whether the payload opened last is authentic for the expected URI.
   *
   * @return true in scheme {@code x_pe3}; in scheme {@code wamp} false when the body names none, or
   *     its serializer is not a parsed one
   */
  public boolean hasUri() {
    return opened && (named || decryption.binds());
  }

  /**
   * Names the message opened last, for the results and errors that are tied to it. What it names is
   * authentic.
   *
   * @param target gets sender and counter; emptied in scheme {@code wamp} and after a failure
   */
  public void lastMessage(ReplyTo target) {
    if (isBound()) {
      decryption.hardened().lastMessage(target);
    } else {
      target.clear();
    }
  }

  /**
   * Who signed the payload opened last. A signer is a key, not yet a person: whether it may write
   * what it signed is for the application to say.
   *
   * @return the verified signer, or null when the payload is not signed
   */
  public SignerKey signer() {
    return isBound() ? decryption.hardened().signer() : null;
  }

  /**
   * Whether the payload opened last was opened before, or is too old for that to be known.
   *
   * @return true only in a context of {@link PayloadContext#openingReplays()}
   */
  public boolean isReplay() {
    return isBound() && decryption.hardened().isReplay();
  }

  /**
   * Where the arguments of the body opened last start.
   *
   * @return index in the output buffer
   */
  public int argsOffset() {
    return opened ? walked.argsOffset() : 0;
  }

  /**
   * How long the arguments of the body opened last are.
   *
   * @return octets of one array; 0 when there are none, or the serializer is not a parsed one
   */
  public int argsLength() {
    return opened ? walked.argsLength() : 0;
  }

  /**
   * Where the keyword arguments of the body opened last start.
   *
   * @return index in the output buffer
   */
  public int kwargsOffset() {
    return opened ? walked.kwargsOffset() : 0;
  }

  /**
   * How long the keyword arguments of the body opened last are.
   *
   * @return octets of one map; 0 when there are none, or the serializer is not a parsed one
   */
  public int kwargsLength() {
    return opened ? walked.kwargsLength() : 0;
  }

  /** Wipes prepared keys and scratch memory. The keys themselves stay open. */
  @Override
  public void close() {
    abort();
    decryption.close();
  }
}
