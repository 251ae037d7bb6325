package io.pe3;

import io.pe3.codec.CborWriter;
import io.pe3.codec.PayloadKey;
import io.pe3.internal.AgronaAccess;
import io.pe3.key.Flow;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What sealer and opener need to know of the message around a payload: its URI, and where keys or
 * schemes ask for it the realm and the flow.
 *
 * <p>Immutable and thread-safe. The URI is encoded once, when this is made; keep one for each URI
 * rather than making one for each message.
 */
public final class PayloadContext {
  /** Heads of map and texts, and the two keys. */
  private static final int MAX_CBOR_FRAMING = 32;

  private final String uri;
  private final String realm;
  private final Flow flow;
  private final PayloadKey uriText;
  private final OctetRun cborHead;

  private PayloadContext(String uri, String realm, Flow flow) {
    AgronaAccess.require();
    this.uriText = PayloadKey.of(uri);
    this.cborHead = cborHead(uriText);
    this.uri = uri;
    this.realm = realm;
    this.flow = flow;
  }

  /**
   * A context with a URI alone.
   *
   * @param uri procedure or topic, by the rules of the wire profile, section 1, for the expected
   *     URI; at most 65 535 octets of UTF-8
   * @return the context
   */
  public static PayloadContext of(String uri) {
    return new PayloadContext(uri, null, null);
  }

  /**
   * Names the realm, which keys that are limited to a realm ask for.
   *
   * @param name the one asked for in HELLO
   * @return a changed context
   */
  public PayloadContext withRealm(String name) {
    return new PayloadContext(uri, name, flow);
  }

  /**
   * Names the flow, which keys that are limited to flows ask for.
   *
   * @param value what kind of message carries the payload
   * @return a changed context
   */
  public PayloadContext withFlow(Flow value) {
    return new PayloadContext(uri, realm, value);
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
    return "PayloadContext[uri=" + uri + " realm=" + realm + " flow=" + flow + "]";
  }
}
