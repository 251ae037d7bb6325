package io.pe3;

import io.pe3.aead.RestartDetector;
import io.pe3.codec.Serializer;
import io.pe3.envelope.engine.Binding;
import io.pe3.key.DataKey;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The way from a payload to its body: everything is checked and done that needs no look at what the
 * body holds.
 *
 * <p>Not thread-safe. Allocates nothing, but for the first message of a key or sender.
 */
final class BodyDecryption implements AutoCloseable {
  private final OpeningKeys keys;
  private final AcceptedAttributes accepted;
  private final PayloadLimits limits;
  private final WampOpener wamp;
  private final HardenedOpener hardened;

  /** The message of scheme x_pe3 admitted last, and whether another like it is admitted too. */
  private PayloadAttributes admittedAttributes;

  private PayloadContext admittedContext;
  private DataKey admittedKey;
  private Binding admittedBinding;
  private boolean isAdmitted;

  /**
   * Whether the message admitted last was opened, and the next one may be as it but for its
   * counter.
   */
  private boolean isNextPrepared;

  private int touched;

  BodyDecryption(PayloadOpenerBuilder builder) {
    this.keys = new OpeningKeys(builder.key, builder.ring);
    this.accepted = new AcceptedAttributes(builder.schemes, builder.ciphers);
    this.limits = builder.limits;
    this.wamp = new WampOpener(builder);
    this.hardened = new HardenedOpener(builder);
  }

  /**
   * Decrypts, and decompresses if it is compressed.
   *
   * @return octets of the body, which stands at {@code dstOffset}; when this fails, what was
   *     written is zeroed
   */
  int decrypt(
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset) {
    long now = RestartDetector.coarseSeconds();
    if (isNextPrepared && isLikeAdmitted(attributes, context, call, now)) {
      int opened = hardened.openNext(admittedBinding, src, srcOffset, length, dst, dstOffset, now);
      if (opened != HardenedOpener.NOT_NEXT) {
        touched = opened;
        return opened;
      }
    }
    return decryptAny(attributes, context, call, src, srcOffset, length, dst, dstOffset, now);
  }

  private int decryptAny(
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      DirectBuffer src,
      int srcOffset,
      int length,
      MutableDirectBuffer dst,
      int dstOffset,
      long now) {
    isNextPrepared = false;
    boolean known = isAdmitted && isLikeAdmitted(attributes, context, call, now);
    if (!known) {
      isAdmitted = false;
      accepted.accept(attributes);
    }
    limits.requirePayload(length);
    boolean plain;
    if (binds()) {
      if (!known) {
        HardenedOpener.requireBindable(context, call);
      }
      hardened.check(accepted, src, srcOffset, length);
      if (!known) {
        admit(attributes, context, call, now);
      }
      touched =
          hardened.open(
              admittedKey,
              accepted.cipher(),
              admittedBinding,
              context,
              call,
              src,
              srcOffset,
              length,
              dst,
              dstOffset,
              now);
      plain = hardened.isPlain();
      isNextPrepared = hardened.prepareNext(accepted.cipher(), context);
    } else {
      wamp.check(accepted, length);
      DataKey key = key(attributes, context, now);
      touched = wamp.open(accepted, key, src, srcOffset, length, dst, dstOffset);
      plain = wamp.isPlain();
    }
    return plain ? touched : place(dst, dstOffset);
  }

  /**
   * Whether all that attributes and place say was checked for the message before: they are the same
   * objects, which are immutable, and nothing has ended since.
   */
  @SuppressWarnings("ReferenceEquality") // the same instance, which is immutable
  private boolean isLikeAdmitted(
      PayloadAttributes attributes, PayloadContext context, CallState call, long now) {
    return attributes == admittedAttributes
        && context == admittedContext
        && call == null
        && admittedKey.allowsAll(now);
  }

  /** Finds key and binding for a message of scheme x_pe3, and remembers them if it has no call. */
  @SuppressWarnings("ReferenceEquality") // a store that changes nothing is not free
  private void admit(
      PayloadAttributes attributes, PayloadContext context, CallState call, long now) {
    DataKey key = key(attributes, context, now);
    if (admittedKey != key) {
      admittedKey = key;
    }
    Binding binding = context.binding(accepted.serializer(), accepted.cipher(), attributes.keyId());
    if (admittedBinding != binding) {
      admittedBinding = binding;
    }
    if (call == null) {
      if (admittedAttributes != attributes) {
        admittedAttributes = attributes;
      }
      admittedContext = context;
      isAdmitted = true;
    }
  }

  /** The key that the attributes name, if it may be used for the message. */
  private DataKey key(PayloadAttributes attributes, PayloadContext context, long now) {
    DataKey key = keys.find(attributes.keyId());
    context.requireUsable(key, attributes.scheme(), accepted.cipher(), now);
    return key;
  }

  /** Brings the body, of what was decrypted, to where it is handed out. */
  private int place(MutableDirectBuffer dst, int dstOffset) {
    BodyOpener scheme = binds() ? hardened : wamp;
    boolean placed = false;
    try {
      int length = scheme.bodyLength();
      if (scheme.isCompressed()) {
        length = scheme.decompressor().decompress(dst, scheme.bodyOffset(), length, dstOffset);
        touched = Math.max(touched, length);
      } else {
        dst.putBytes(dstOffset, dst, scheme.bodyOffset(), length);
      }
      if (length < touched) {
        dst.setMemory(dstOffset + length, touched - length, (byte) 0);
      }
      placed = true;
      return length;
    } finally {
      if (!placed) {
        dst.setMemory(dstOffset, touched, (byte) 0);
      }
    }
  }

  /** Octets of the output, from where the body stands on, that were written. */
  int touched() {
    return touched;
  }

  /** Whether the scheme of the payload at hand binds it to where it arrived. */
  boolean binds() {
    return accepted.scheme() == PayloadScheme.X_PE3;
  }

  /** The serializer of the payload at hand. */
  Serializer serializer() {
    return accepted.serializer();
  }

  /** What opens scheme {@code x_pe3}. */
  HardenedOpener hardened() {
    return hardened;
  }

  @Override
  public void close() {
    isNextPrepared = false;
    wamp.close();
    hardened.close();
  }
}
