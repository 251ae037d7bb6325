package io.pe3;

import io.pe3.aead.AeadCipher;
import io.pe3.codec.CborWriter;
import io.pe3.codec.PayloadKey;
import io.pe3.codec.Serializer;
import io.pe3.envelope.engine.Binding;
import io.pe3.error.UriMismatchException;
import io.pe3.internal.AgronaAccess;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.UriPattern;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What sealer and opener need to know of the message around a payload: its URI, and its realm, flow
 * and error URI, which scheme {@code x_pe3} binds and the scopes of keys may ask for.
 *
 * <p>Immutable and thread-safe. What is made of the URI and of the others is made once; keep one
 * for each URI and flow rather than making one for each message.
 */
public final class PayloadContext {
  /** Heads of map and texts, and the two keys. */
  private static final int MAX_CBOR_FRAMING = 32;

  /** For how many keys bindings are kept. */
  private static final int MAX_KEYS = 1024;

  private final String uri;
  private final String realm;
  private final Flow flow;
  private final String errorUri;
  private final UriPattern pattern;
  private final boolean opensReplays;
  private final boolean bindable;
  private final PayloadKey uriText;
  private final OctetRun cborHead;

  /** The newest binding, which serves all messages where there is one key. */
  private volatile Binding newest;

  /** By key id: one binding for each cipher and serializer, in arrays that are never changed. */
  private final ConcurrentHashMap<String, Binding[]> bindings = new ConcurrentHashMap<>(1);

  private PayloadContext(String uri) {
    AgronaAccess.require();
    this.uriText = PayloadKey.of(uri);
    this.cborHead = cborHead(uriText);
    this.uri = uri;
    this.realm = null;
    this.flow = null;
    this.errorUri = null;
    this.pattern = UriPattern.exact(uri);
    this.opensReplays = false;
    this.bindable = false;
  }

  /** The same URI, with other things around it. */
  private PayloadContext(
      PayloadContext of,
      String realm,
      Flow flow,
      String errorUri,
      UriPattern pattern,
      boolean opensReplays) {
    this.uri = of.uri;
    this.uriText = of.uriText;
    this.cborHead = of.cborHead;
    this.realm = realm;
    this.flow = flow;
    this.errorUri = errorUri;
    this.pattern = pattern;
    this.opensReplays = opensReplays;
    this.bindable = realm != null && flow != null && (flow == Flow.ERROR) == (errorUri != null);
  }

  /**
   * A context with a URI alone, which is enough for scheme {@code wamp}.
   *
   * @param uri procedure or topic, by the rules of the wire profile, section 1, for the expected
   *     URI; at most 65 535 octets of UTF-8
   * @return the context
   */
  public static PayloadContext of(String uri) {
    return new PayloadContext(uri);
  }

  /**
   * A context as scheme {@code x_pe3} needs it, for every flow but {@code error}, which also needs
   * {@link #withErrorUri}.
   *
   * @param realm the one asked for in HELLO; the WELCOME's if none was asked for
   * @param flow what kind of message carries the payload
   * @param uri procedure or topic, in results and errors too
   * @return the context
   * @throws io.pe3.error.MalformedException when the realm is not strict UTF-8 of at most 65 535
   *     octets
   */
  public static PayloadContext of(String realm, Flow flow, String uri) {
    return of(uri).withRealm(realm).withFlow(flow);
  }

  /**
   * Names the realm.
   *
   * @param name the one asked for in HELLO; the WELCOME's if none was asked for
   * @return a changed context
   * @throws io.pe3.error.MalformedException when it is not strict UTF-8 of at most 65 535 octets
   */
  public PayloadContext withRealm(String name) {
    Binding.check("realm", name);
    return new PayloadContext(this, name, flow, errorUri, pattern, opensReplays);
  }

  /**
   * Names the flow.
   *
   * @param value what kind of message carries the payload; the {@code -progress} ones exactly when
   *     its {@code progress} is true
   * @return a changed context
   */
  public PayloadContext withFlow(Flow value) {
    return new PayloadContext(this, realm, value, errorUri, pattern, opensReplays);
  }

  /**
   * Names the error, in flow {@code error} and no other.
   *
   * @param name the error URI of the ERROR message
   * @return a changed context
   * @throws io.pe3.error.MalformedException when it is not strict UTF-8 of at most 65 535 octets
   */
  public PayloadContext withErrorUri(String name) {
    Binding.check("error_uri", name);
    return new PayloadContext(this, realm, flow, name, pattern, opensReplays);
  }

  /**
   * Names the subscription or registration that an event or call arrives by, as the delivery scope
   * of replay protection: a router delivers one publication once for each subscription that
   * matches. The exact URI if this is not called.
   *
   * @param value what was subscribed or registered
   * @return a changed context
   * @throws UriMismatchException when the URI does not match the pattern
   */
  public PayloadContext withPattern(UriPattern value) {
    if (!value.matches(uri)) {
      throw new UriMismatchException(
          "the URI does not match what was subscribed or registered",
          "uri",
          uri,
          "match",
          value.match(),
          "pattern",
          value.uri());
    }
    return new PayloadContext(this, realm, flow, errorUri, value, opensReplays);
  }

  /**
   * Has an event that was opened before, or is too old for that to be known, opened all the same
   * and marked by {@link PayloadOpener#isReplay()}: for retained events and history, which a router
   * delivers again.
   *
   * @return a changed context
   */
  public PayloadContext openingReplays() {
    return new PayloadContext(this, realm, flow, errorUri, pattern, true);
  }

  /**
   * The URI.
   *
   * @return procedure or topic
   */
  public String uri() {
    return uri;
  }

  /**
   * The realm.
   *
   * @return its name, or null if it was not named
   */
  public String realm() {
    return realm;
  }

  /**
   * The flow.
   *
   * @return the flow, or null if it was not named
   */
  public Flow flow() {
    return flow;
  }

  /**
   * The error URI.
   *
   * @return its name, or null if it was not named
   */
  public String errorUri() {
    return errorUri;
  }

  /**
   * The delivery scope of events and calls.
   *
   * @return what was subscribed or registered
   */
  public UriPattern pattern() {
    return pattern;
  }

  /** Whether replays are opened and marked. */
  boolean opensReplays() {
    return opensReplays;
  }

  /** Refuses a context of which scheme x_pe3 could not bind everything. */
  void requireBindable() {
    if (!bindable) {
      throw notBindable();
    }
  }

  private IllegalArgumentException notBindable() {
    if (realm == null || flow == null) {
      return new IllegalArgumentException(
          "scheme x_pe3 binds realm and flow; name them with withRealm and withFlow: " + this);
    }
    return new IllegalArgumentException(
        "flow error, and no other, has an error URI; name it with withErrorUri: " + this);
  }

  /** Refuses a key that may not be used here, by the errors of {@link DataKey#checkUse}. */
  void requireUsable(DataKey key, String scheme, AeadCipher cipher, long nowUnixSeconds) {
    if (!key.allowsAll(nowUnixSeconds)) {
      key.checkUse(realm, uri, flow, scheme, cipher.text(), nowUnixSeconds);
    }
  }

  /** The digest for a payload here; allocates only when it is made. */
  Binding binding(Serializer serializer, AeadCipher cipher, String keyId) {
    Binding last = newest;
    if (last != null && last.isFor(serializer, cipher, keyId)) {
      return last;
    }
    Binding[] known = bindings.get(keyId);
    if (known != null) {
      for (Binding binding : known) {
        if (binding.isFor(serializer, cipher, keyId)) {
          return binding;
        }
      }
    }
    return newBinding(serializer, cipher, keyId, known);
  }

  private Binding newBinding(
      Serializer serializer, AeadCipher cipher, String keyId, Binding[] known) {
    Binding made = Binding.of(serializer, cipher, keyId, flow, realm, uri, errorUri);
    Binding[] all = known == null ? new Binding[1] : Arrays.copyOf(known, known.length + 1);
    all[all.length - 1] = made;
    if (bindings.size() >= MAX_KEYS) {
      bindings.clear();
    }
    bindings.put(keyId, all);
    newest = made;
    return made;
  }

  /** The octets of a CBOR payload map up to where the value of {@code args} begins. */
  OctetRun cborHead() {
    return cborHead;
  }

  private static OctetRun cborHead(PayloadKey uriText) {
    byte[] octets = new byte[MAX_CBOR_FRAMING + 3 * uriText.text().length()];
    CborWriter writer = new CborWriter();
    writer.wrap(new UnsafeBuffer(octets), 0, octets.length);
    writer.startMap(PayloadMap.ENTRIES);
    writer.writeKey(PayloadMap.URI).writeKey(uriText).writeKey(PayloadMap.ARGS);
    return new OctetRun(Arrays.copyOf(octets, writer.length()));
  }

  /** The URI, encoded for writing and comparing. */
  PayloadKey uriText() {
    return uriText;
  }

  @Override
  public String toString() {
    return "PayloadContext[uri="
        + uri
        + " realm="
        + realm
        + " flow="
        + flow
        + " error="
        + errorUri
        + "]";
  }
}
