package io.pe3.wamp.policy;

import io.pe3.PayloadOpener;
import io.pe3.PayloadOpenerBuilder;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.PayloadSealerBuilder;
import io.pe3.aead.AeadCipher;
import io.pe3.codec.Serializer;
import io.pe3.error.UnknownKeyException;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyId;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyRotation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How protected messages are sealed and which ones are accepted. What is accepted is exactly what
 * is written, unless it says something else, so that nobody can downgrade.
 *
 * <p>Publications and calls are sealed under the protection's own key, or under the one that a
 * {@link KeyRotation} has at the time. What belongs to a call that follows this protection, later
 * parts, results and errors, is sealed under the key of that call and accepted under no other, so
 * that callers who each have a key of their own cannot read or forge each other's calls.
 *
 * <p>Immutable and thread-safe; sessions and workers share it. Keys are neither copied nor owned:
 * closing one ends what is protected with it.
 */
public final class Protection {
  /** The procedure that hands out a key, before the key's id (the trust design, section 5). */
  private static final String KEY_PROCEDURE = "pe3.key.";

  private static final String REQUEST_KEY_RPC = "e2ee_request_key_rpc";
  private static final String USE_SAME_KEY = "e2ee_use_same_key";

  private final DataKey key;
  private final KeyRotation rotation;
  private final KeyRing openingKeys;
  private final PayloadScheme scheme;
  private final AeadCipher cipher;
  private final Serializer serializer;
  private final int compressionLevel;
  private final Set<AeadCipher> acceptedCiphers;
  private final Set<PayloadScheme> acceptedSchemes;
  private final boolean passesProtected;
  private final boolean marks;
  private final boolean opensRetained;
  private final boolean namesKeyProcedure;
  private final String keyProcedure;
  private final Boolean sameKey;
  private final UnaryOperator<PayloadSealerBuilder> sealing;
  private final UnaryOperator<PayloadOpenerBuilder> opening;

  Protection(ProtectionBuilder builder) {
    key = builder.key;
    rotation = builder.rotation;
    openingKeys = builder.openingKeys;
    scheme = builder.scheme;
    cipher = builder.cipher;
    serializer = builder.serializer;
    compressionLevel = builder.compressionLevel;
    acceptedCiphers =
        builder.acceptedCiphers == null ? Set.of(cipher) : Set.copyOf(builder.acceptedCiphers);
    acceptedSchemes =
        builder.acceptedSchemes == null ? Set.of(scheme) : Set.copyOf(builder.acceptedSchemes);
    passesProtected = builder.passesProtected;
    marks = builder.marks;
    opensRetained = builder.opensRetained;
    namesKeyProcedure = builder.namesKeyProcedure;
    keyProcedure = builder.keyProcedure;
    sameKey = builder.sameKey;
    sealing = builder.sealerSettings();
    opening = builder.openerSettings();
  }

  /**
   * Starts with a key.
   *
   * @param key to seal under, and to open under unless others are named
   * @return a builder
   */
  public static ProtectionBuilder builder(DataKey key) {
    return new ProtectionBuilder(key, null, null);
  }

  /**
   * Starts with keys that are replaced. Message keys are used if the rotation's policy says so.
   *
   * @param rotation has the key to seal each publication and call under; its ring has those to open
   *     under, unless another ring is named
   * @return a builder
   */
  public static ProtectionBuilder builder(KeyRotation rotation) {
    return new ProtectionBuilder(null, rotation, rotation.ring());
  }

  /**
   * Starts with keys that open only: publications and calls are refused with {@code unknown_key}.
   * Calls are answered all the same, each under its own key.
   *
   * @param openingKeys may change at any time
   * @return a builder
   */
  public static ProtectionBuilder builder(KeyRing openingKeys) {
    return new ProtectionBuilder(null, null, openingKeys);
  }

  /**
   * The key that publications and calls are sealed under.
   *
   * @return the key, or null when keys are replaced or nothing is sealed but answers
   */
  public DataKey key() {
    return key;
  }

  /**
   * Has the keys that publications and calls are sealed under.
   *
   * @return the rotation, or null when there is one key or none
   */
  public KeyRotation rotation() {
    return rotation;
  }

  /**
   * Whether messages are opened under more than the one key.
   *
   * @return true when there is a ring
   */
  public boolean opensUnderMany() {
    return openingKeys != null;
  }

  /**
   * The key that a message is opened under.
   *
   * @param id that it names, or null when it names none
   * @return the key
   * @throws UnknownKeyException when there is none of that id, or it is not clear which
   * @throws io.pe3.error.MalformedException when there is none and the id has not the form of one
   */
  public DataKey openingKey(String id) {
    return openingKeys == null ? key : id == null ? openingKeys.single() : openingKeys.find(id);
  }

  /**
   * The scheme that is written.
   *
   * @return {@code x_pe3} unless another was chosen
   */
  public PayloadScheme scheme() {
    return scheme;
  }

  /**
   * The cipher that is written.
   *
   * @return the cipher
   */
  public AeadCipher cipher() {
    return cipher;
  }

  /**
   * The serializer of payloads that are written.
   *
   * @return the serializer
   */
  public Serializer serializer() {
    return serializer;
  }

  /**
   * The level that payloads are compressed with.
   *
   * @return the zstd level, or 0 when they are not
   */
  public int compressionLevel() {
    return compressionLevel;
  }

  /**
   * The ciphers that are accepted.
   *
   * @return an unmodifiable set
   */
  public Set<AeadCipher> acceptedCiphers() {
    return acceptedCiphers;
  }

  /**
   * The schemes that are accepted.
   *
   * @return an unmodifiable set
   */
  public Set<PayloadScheme> acceptedSchemes() {
    return acceptedSchemes;
  }

  /**
   * Whether what an application sends protected already passes as it is.
   *
   * @return false unless it was switched on
   */
  public boolean passesProtected() {
    return passesProtected;
  }

  /**
   * Whether the application gets {@code x_pe3_sealed} and {@code x_pe3_signer} in Details.
   *
   * @return false unless it was switched on
   */
  public boolean marks() {
    return marks;
  }

  /**
   * Whether retained events are opened that were opened before.
   *
   * @return false unless it was switched on
   */
  public boolean opensRetained() {
    return opensRetained;
  }

  /**
   * What is written in Options beside the attributes of the payload, in the {@code ppt} carrier:
   * what other implementations are told, and PE3 does not believe.
   *
   * @param under the key that a message is sealed under
   * @param flow of the message
   * @return names and values; empty unless they were asked for
   */
  public Map<String, Object> otherAttributes(DataKey under, Flow flow) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (keyProcedure != null) {
      attributes.put(REQUEST_KEY_RPC, keyProcedure);
    } else if (namesKeyProcedure && KeyId.isSelfCertifying(under.id())) {
      attributes.put(REQUEST_KEY_RPC, KEY_PROCEDURE + under.id().toLowerCase(Locale.ROOT));
    }
    if (sameKey != null && (flow == Flow.CALL || flow == Flow.CALL_PROGRESS)) {
      attributes.put(USE_SAME_KEY, sameKey);
    }
    return attributes;
  }

  /**
   * Makes a sealer.
   *
   * @param under the key that it seals under: the protection's own, or that of a call which is
   *     answered
   * @return the sealer; the caller closes it
   * @throws UnknownKeyException when the key is null, because the protection has none to seal
   *     under, or is closed
   */
  public PayloadSealer newSealer(DataKey under) {
    if (under == null) {
      throw new UnknownKeyException(
          "the policy has keys to open under, and none to seal this under; name one");
    }
    return sealing.apply(PayloadSealer.builder(under)).build();
  }

  /**
   * Makes an opener, which takes what is accepted.
   *
   * @return the opener; the caller closes it
   */
  public PayloadOpener newOpener() {
    PayloadOpenerBuilder builder =
        openingKeys == null ? PayloadOpener.builder(key) : PayloadOpener.builder(openingKeys);
    return opening
        .apply(builder)
        .schemes(acceptedSchemes.toArray(PayloadScheme[]::new))
        .ciphers(acceptedCiphers)
        .build();
  }

  @Override
  public String toString() {
    String keys =
        key != null
            ? "keyid=" + key.id()
            : rotation != null ? "rotation=" + rotation.policy() : "keys=" + openingKeys.size();
    return "Protection[" + keys + " scheme=" + scheme + " cipher=" + cipher + "]";
  }
}
