package io.pe3.aead;

import io.pe3.aead.engine.EngineChoice;
import io.pe3.aead.engine.EngineKey;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnknownKeyException;
import io.pe3.internal.AgronaAccess;
import io.pe3.internal.KeyAccess;
import io.pe3.internal.Overlap;
import io.pe3.internal.SoleUse;
import io.pe3.key.DataKey;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Authenticated encryption of octets under one data key and one cipher, framed as in scheme {@code
 * wamp} (wire profile, section 3): {@code nonce ‖ sealed}, without associated data.
 *
 * <p>Guarantees confidentiality and integrity of the octets against whoever has not the key, and
 * that no nonce is used twice: nonces are made inside and never taken from callers. Does not
 * protect against replay, and says nothing about who of the key's holders sealed.
 *
 * <p>Input and output may be the same memory in two ways: the plaintext stands where the ciphertext
 * goes ({@link AeadCipher#ciphertextOffset()} octets after the start of the payload), or both start
 * at the same octet. Any other overlap is refused.
 *
 * <p>One instance per thread: a call while another runs is refused. Closing, by this or the key,
 * may come from any thread and waits for a call that is under way. With libsodium nothing is
 * allocated.
 */
public final class Aead implements AutoCloseable {
  private final DataKey key;
  private final AeadCipher cipher;
  private final EngineKeys engineKeys;
  private final Nonces nonces;
  private final int nonceLength;
  private final int tagLength;
  private final int ciphertextOffset;
  private final SoleUse use = new SoleUse();

  private Aead(DataKey key, AeadCipher cipher, EngineChoice choice, int endpoints) {
    this.key = key;
    this.cipher = cipher;
    this.nonceLength = cipher.nonceLength();
    this.tagLength = cipher.tagLength();
    this.ciphertextOffset = cipher.ciphertextOffset();
    this.engineKeys = new EngineKeys(key, cipher, choice);
    this.nonces = new Nonces(key, cipher, endpoints, choice.random());
  }

  /**
   * Starts with a key.
   *
   * @param key to seal and open under; its closing closes what is built
   * @return a builder
   */
  public static Builder builder(DataKey key) {
    return new Builder(key);
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
   * The engine that does the work for short messages.
   *
   * @return its name, for example {@code sodium}; never {@code auto}
   */
  public String engine() {
    return engineKeys.firstName();
  }

  /**
   * The engine that does the work for a message.
   *
   * @param direction whether it is sealed or opened
   * @param kind of its buffers
   * @param length of its plaintext, in octets
   * @return the engine's name
   */
  public String engine(Direction direction, BufferKind kind, int length) {
    return engineKeys.name(direction, kind, length);
  }

  /**
   * Seals octets.
   *
   * @param src holds the plaintext
   * @param srcOffset of its first octet
   * @param length of the plaintext, 0 or more
   * @param dst gets {@code nonce ‖ sealed}, {@code length + cipher().overhead()} octets
   * @param dstOffset of its first octet
   * @return octets written
   * @throws BufferTooSmallException when the output range ends before that; nothing is written
   * @throws io.pe3.error.NonceExhaustedException when the key has sealed as much as its cipher
   *     allows
   * @throws UnknownKeyException when the key was closed
   * @throws IndexOutOfBoundsException when the input range is not inside its buffer
   * @throws IllegalArgumentException when the ranges overlap in a way that is not allowed
   */
  public int seal(
      DirectBuffer src, int srcOffset, int length, MutableDirectBuffer dst, int dstOffset) {
    Objects.checkFromIndexSize(srcOffset, length, src.capacity());
    int sealedLength = Math.addExact(length, nonceLength + tagLength);
    requireRoom(dst, dstOffset, sealedLength);
    int from =
        Overlap.sealingFrom(src, srcOffset, length, dst, dstOffset, ciphertextOffset, sealedLength);
    int entered = enter();
    boolean halfWritten = false;
    try {
      Nonces n = nonces;
      n.next(length);
      halfWritten = true;
      DirectBuffer input = src;
      int inputOffset = srcOffset;
      if (from == Overlap.SHIFT) {
        inputOffset = dstOffset + ciphertextOffset;
        dst.putBytes(inputOffset, src, srcOffset, length);
        input = dst;
      }
      EngineKey engineKey = engineKeys.sealing(input, dst, length);
      engineKey.seal(
          n.word0,
          n.word1,
          n.word2,
          n.word3,
          0,
          input,
          inputOffset,
          length,
          dst,
          dstOffset + nonceLength);
      NonceOctets.put(dst, dstOffset, nonceLength, n.word0, n.word1, n.word2, n.word3);
      halfWritten = false;
    } finally {
      if (halfWritten) {
        dst.setMemory(dstOffset, sealedLength, (byte) 0);
      }
      use.exit(entered);
    }
    return sealedLength;
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @param src holds {@code nonce ‖ sealed}
   * @param srcOffset of its first octet
   * @param length of both together
   * @param dst gets the plaintext, {@code length − cipher().overhead()} octets
   * @param dstOffset of its first octet
   * @return octets of plaintext
   * @throws MalformedException when the input is shorter than nonce and tag
   * @throws AuthenticationFailedException when the octets are not authentic under the key; the
   *     output range is zeroed
   * @throws BufferTooSmallException when the output range ends too early; nothing is written. An
   *     output that starts where the input does has to reach to the end of the ciphertext
   * @throws UnknownKeyException when the key was closed
   * @throws IndexOutOfBoundsException when the input range is not inside its buffer
   * @throws IllegalArgumentException when the ranges overlap in a way that is not allowed
   */
  public int open(
      DirectBuffer src, int srcOffset, int length, MutableDirectBuffer dst, int dstOffset) {
    Objects.checkFromIndexSize(srcOffset, length, src.capacity());
    int plainLength = length - nonceLength - tagLength;
    if (plainLength < 0) {
      throw new MalformedException(
          "the payload is shorter than its nonce and tag; was it cut off, or never sealed?",
          "length",
          length,
          "minimum",
          nonceLength + tagLength,
          "cipher",
          cipher.text());
    }
    requireRoom(dst, dstOffset, plainLength);
    int to =
        Overlap.openingTo(src, srcOffset, length, dst, dstOffset, ciphertextOffset, plainLength);
    int outputOffset = dstOffset;
    if (to == Overlap.SHIFT) {
      // Decrypted where it stands and then moved: an output that covers less of the input could
      // neither be moved nor wiped.
      outputOffset += ciphertextOffset;
      requireRoom(dst, outputOffset, plainLength);
    }
    boolean opened = false;
    int entered = enter();
    try {
      EngineKey engineKey = engineKeys.opening(src, dst, plainLength);
      opened =
          engineKey.open(
              NonceOctets.word0(src, srcOffset),
              NonceOctets.word1(src, srcOffset, nonceLength),
              NonceOctets.word2(src, srcOffset, nonceLength),
              NonceOctets.word3(src, srcOffset, nonceLength),
              0,
              src,
              srcOffset + nonceLength,
              length - nonceLength,
              dst,
              outputOffset);
    } finally {
      try {
        if (!opened) {
          dst.setMemory(dstOffset, plainLength + (outputOffset - dstOffset), (byte) 0);
        }
      } finally {
        use.exit(entered);
      }
    }
    if (!opened) {
      // One outward form for every cause: which octet was wrong would help whoever guesses.
      throw new AuthenticationFailedException(
          "the payload is not authentic under this key", "cipher", cipher.text());
    }
    if (outputOffset != dstOffset) {
      dst.putBytes(dstOffset, dst, outputOffset, plainLength);
      int end = Math.max(dstOffset + plainLength, outputOffset);
      dst.setMemory(end, outputOffset + plainLength - end, (byte) 0);
    }
    return plainLength;
  }

  /**
   * How many more messages may be sealed under the key, if no other sealer took any.
   *
   * @return a count; {@link Long#MAX_VALUE} for ciphers without this limit
   */
  public long remainingMessages() {
    int entered = enter();
    try {
      return nonces.remaining();
    } finally {
      use.exit(entered);
    }
  }

  /** Wipes the prepared key; waits for a call that is under way. A second call does nothing. */
  @Override
  public void close() {
    if (!use.close()) {
      return;
    }
    engineKeys.close();
    nonces.close();
  }

  @Override
  public String toString() {
    return "Aead[cipher=" + cipher + " engine=" + engine() + " keyid=" + key.id() + "]";
  }

  private void requireRoom(DirectBuffer dst, int dstOffset, int needed) {
    if (dstOffset < 0) {
      throw new IndexOutOfBoundsException("the output offset is negative: offset=" + dstOffset);
    }
    if (dst.capacity() - (long) dstOffset < needed) {
      throw new BufferTooSmallException(
          "the output range is too small; give a larger buffer",
          "needed",
          needed,
          "available",
          Math.max(0, dst.capacity() - (long) dstOffset));
    }
  }

  private int enter() {
    int entered = use.enter();
    if (entered == SoleUse.REFUSED) {
      throw refused();
    }
    return entered;
  }

  private RuntimeException refused() {
    if (!use.isClosed()) {
      return new IllegalStateException("used by two threads at a time; make one for each thread");
    }
    if (key.isClosed()) {
      return new UnknownKeyException("the key was closed", "keyid", key.id());
    }
    return new IllegalStateException("closed");
  }

  /** Collects what an {@link Aead} is made of. Not thread-safe. */
  public static final class Builder {
    /** How many endpoints are taken to share a key that left its process. */
    public static final int DEFAULT_ENDPOINTS = 32;

    private final DataKey key;
    private AeadCipher cipher = AeadCipher.AES256GCM;
    private AeadEngines engines;
    private String engine = AeadEngines.AUTO;
    private EngineTable table;
    private boolean allocationFree;
    private int endpoints = DEFAULT_ENDPOINTS;

    private Builder(DataKey key) {
      this.key = Objects.requireNonNull(key, "key");
    }

    /**
     * Chooses the cipher; aes256gcm if it is not called.
     *
     * @param value the cipher
     * @return this
     */
    public Builder cipher(AeadCipher value) {
      cipher = Objects.requireNonNull(value, "cipher");
      return this;
    }

    /**
     * Chooses the engine by name; {@code auto} if it is not called.
     *
     * @param name {@code auto}, {@code sodium}, {@code jca}, {@code jca:PROVIDER} or {@code
     *     bouncycastle}
     * @return this
     */
    public Builder engine(String name) {
      engine = Objects.requireNonNull(name, "engine");
      return this;
    }

    /**
     * Chooses among other engines than {@link AeadEngines#standard()}.
     *
     * @param value where to look
     * @return this
     */
    public Builder engines(AeadEngines value) {
      engines = Objects.requireNonNull(value, "engines");
      return this;
    }

    /**
     * Has {@code auto} choose by a table, for example one that {@code pe3 doctor --calibrate} wrote
     * on this machine, instead of {@link AeadEngines#table()}.
     *
     * @param value which engine from which length on; null for the engines' own table
     * @return this
     */
    public Builder engineTable(EngineTable value) {
      table = value;
      return this;
    }

    /**
     * Leaves out the engines that allocate memory on the Java heap for each message, SunJCE among
     * them, at the price of time for long messages. What is left allocates nothing up to 2 KiB and
     * at most 64 octets for a longer message.
     *
     * @param value whether to; false if it is not called
     * @return this
     */
    public Builder allocationFree(boolean value) {
      allocationFree = value;
      return this;
    }

    /**
     * Says how many endpoints share the key, which bounds what each may seal with random nonces of
     * 12 octets: 2^32 messages divided by this, if the key ever left the process that made it.
     *
     * @param count 1 or more; {@value #DEFAULT_ENDPOINTS} if it is not called
     * @return this
     */
    public Builder endpoints(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("at least one endpoint has the key: endpoints=" + count);
      }
      endpoints = count;
      return this;
    }

    /**
     * Prepares the key.
     *
     * @return ready to seal and open; the caller closes it
     * @throws io.pe3.error.EngineUnavailableException when the engine is not there or lacks the
     *     cipher, or a launch flag is missing
     * @throws UnknownKeyException when the key is closed
     */
    public Aead build() {
      AgronaAccess.require();
      AeadEngines from = engines == null ? AeadEngines.standard() : engines;
      Aead aead =
          new Aead(key, cipher, from.choice(engine, cipher, table, allocationFree), endpoints);
      try {
        KeyAccess.onClose(key, aead);
      } catch (UnknownKeyException e) {
        aead.close();
        throw e;
      }
      return aead;
    }
  }
}
