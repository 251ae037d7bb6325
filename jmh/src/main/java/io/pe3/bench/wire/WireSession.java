package io.pe3.bench.wire;

import io.pe3.Buffers;
import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.PlainPayload;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import io.pe3.wamp.session.MessageSink;
import io.pe3.wamp.session.SessionTransformer;
import io.pe3.wamp.session.TransformerWorker;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One session with one message each way: a PUBLISH in clear that is protected, and the EVENT that a
 * router makes of it, which is opened.
 */
public final class WireSession implements MessageSink, AutoCloseable {
  /** The shape that is no payload of the corpus: one text that no walk can look into. */
  public static final String OPAQUE = "opaque256";

  private static final int CAPACITY = 8192;
  private static final int OPAQUE_CHARS = 245;
  private static final String TOPIC = "com.example.temperature";
  private static final long SUBSCRIPTION = 4_711_815;
  private static final List<Attribute> CARRIED =
      List.of(
          Attribute.PPT_SCHEME,
          Attribute.PPT_SERIALIZER,
          Attribute.PPT_CIPHER,
          Attribute.PPT_KEYID);

  private final Serializer serializer;
  private final DataKey key = DataKey.of(BenchKey.octets());
  private final TransformerWorker worker = new TransformerWorker();
  private final SessionTransformer transformer;
  private final List<Object> tail;
  private final UnsafeBuffer publish;
  private final UnsafeBuffer event;
  private final int encryptedLength;

  private byte[] copied;
  private boolean copies = true;
  private int length;

  /**
   * Makes one.
   *
   * @param serializer of the session
   * @param shape {@code opaque256} or {@code sensor}
   */
  public WireSession(Serializer serializer, String shape) {
    this.serializer = serializer;
    this.tail = tail(shape);
    Protection protection =
        Protection.builder(key).scheme(PayloadScheme.WAMP).cipher(AeadCipher.AES256GCM).build();
    SessionPolicy policy =
        SessionPolicy.builder().protect(UriPattern.exact(TOPIC), protection).build();
    transformer = SessionTransformer.builder(worker, policy, serializer, this).build();
    Map<String, Object> features = Map.of("features", Map.of("payload_passthru_mode", true));
    send(false, 1, "realm1", Map.of("roles", Map.of("publisher", Map.of())));
    send(true, 2, 1, Map.of("roles", Map.of("broker", features)));
    send(false, 32, 1, Map.of(), TOPIC);
    send(true, 33, 1, SUBSCRIPTION);
    publish = encode(message(List.of(16, 239_714_735L, Map.of("acknowledge", true), TOPIC)));
    transformer.fromApplication(publish, 0, publish.capacity());
    MessageView view = new MessageView(serializer).wrap(new UnsafeBuffer(copied), 0, length);
    encryptedLength = view.item().length() - AeadCipher.AES256GCM.overhead();
    event = event(view);
    transformer.fromRouter(event, 0, event.capacity());
    copies = false;
  }

  private static List<Object> tail(String shape) {
    if (shape.equals(OPAQUE)) {
      return List.of(List.of("x".repeat(OPAQUE_CHARS)));
    }
    PlainPayload plain = Corpus.codec(Shape.of(shape)).plain();
    return List.of(plain.args(), plain.kwargs());
  }

  private List<Object> message(List<Object> head) {
    List<Object> message = new java.util.ArrayList<>(head);
    message.addAll(tail);
    return message;
  }

  private UnsafeBuffer event(MessageView view) {
    Map<String, Object> details = new LinkedHashMap<>();
    CARRIED.forEach(
        attribute -> details.put(attribute.key().text(), view.options().text(attribute)));
    DirectBuffer item = view.item().octets();
    byte[] octets = new byte[item.capacity()];
    item.getBytes(0, octets);
    return encode(List.of(36, SUBSCRIPTION, 3_573_870_405_332L, details, List.of(octets)));
  }

  private void send(boolean fromRouter, Object... elements) {
    UnsafeBuffer message = encode(List.of(elements));
    if (fromRouter) {
      transformer.fromRouter(message, 0, message.capacity());
    } else {
      transformer.fromApplication(message, 0, message.capacity());
    }
  }

  private UnsafeBuffer encode(Object message) {
    UnsafeBuffer large = Buffers.direct(CAPACITY);
    PayloadWriter writer = serializer.newWriter().wrap(large, 0, CAPACITY);
    PlainValues.write(writer, message);
    UnsafeBuffer exact = Buffers.direct(writer.length());
    exact.putBytes(0, large, 0, writer.length());
    return exact;
  }

  /**
   * Whether the application got what was sent.
   *
   * @return true when ids, details and arguments are as expected
   */
  public boolean isOpenedAsSent() {
    UnsafeBuffer expected =
        encode(message(List.of(36, SUBSCRIPTION, 3_573_870_405_332L, Map.of())));
    copies = true;
    unprotect();
    copies = false;
    return new UnsafeBuffer(copied).equals(expected);
  }

  /**
   * Whether what goes to the router shows a piece of the arguments.
   *
   * @return true when it does
   */
  public boolean showsArguments() {
    copies = true;
    protect();
    copies = false;
    String sent = new String(copied, StandardCharsets.ISO_8859_1);
    return sent.contains("xxxxxxxx") || sent.contains("temp\"") || sent.contains("humi");
  }

  /**
   * How much is encrypted.
   *
   * @return octets of the payload's body
   */
  public int encryptedLength() {
    return encryptedLength;
  }

  /**
   * Protects the PUBLISH.
   *
   * @return octets that go to the router
   */
  public int protect() {
    transformer.fromApplication(publish, 0, publish.capacity());
    return length;
  }

  /**
   * Opens the EVENT.
   *
   * @return octets that go to the application
   */
  public int unprotect() {
    transformer.fromRouter(event, 0, event.capacity());
    return length;
  }

  @Override
  public void toRouter(DirectBuffer buffer, int offset, int octets) {
    take(buffer, offset, octets);
  }

  @Override
  public void toApplication(DirectBuffer buffer, int offset, int octets) {
    take(buffer, offset, octets);
  }

  private void take(DirectBuffer buffer, int offset, int octets) {
    length = octets;
    if (copies) {
      copied = new byte[octets];
      buffer.getBytes(offset, copied);
    }
  }

  @Override
  public void close() {
    worker.close();
    key.close();
  }
}
