package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.error.Pe3Exception;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A transformer with an application on one side and a router on the other, both played here. */
final class Session implements MessageSink, TransformerListener {
  static final String REALM = "realm1";
  static final Map<String, Object> BOTH_FEATURES =
      Map.of(
          "payload_passthru_mode",
          true,
          "call_canceling",
          true,
          "progressive_call_invocations",
          true);

  final Serializer serializer;
  final SessionTransformer transformer;
  final List<byte[]> toRouter = new ArrayList<>();
  final List<byte[]> toApplication = new ArrayList<>();
  final List<Pe3Exception> refusals = new ArrayList<>();
  final List<Long> unauthenticated = new ArrayList<>();

  Session(TransformerWorker worker, SessionPolicy policy, Serializer serializer) {
    this(worker, policy, serializer, Integer.MAX_VALUE, 65_536);
  }

  Session(
      TransformerWorker worker,
      SessionPolicy policy,
      Serializer serializer,
      int maxMessageLength,
      int maxTracked) {
    this.serializer = serializer;
    this.transformer =
        SessionTransformer.builder(worker, policy, serializer, this)
            .listener(this)
            .maxMessageLength(maxMessageLength)
            .maxTracked(maxTracked)
            .build();
  }

  /** Says HELLO and is welcomed by a router with a carrier. */
  Session open(Map<String, Object> features) {
    application(1, REALM, Map.of("roles", roles("publisher", "subscriber", "caller", "callee")));
    router(2, 1234, welcome(features));
    clear();
    return this;
  }

  Session openPpt() {
    return open(BOTH_FEATURES);
  }

  Session openEnc() {
    return open(Map.of("payload_transparency", true, "progressive_call_invocations", true));
  }

  static Map<String, Object> welcome(Map<String, Object> features) {
    Map<String, Object> roles = new LinkedHashMap<>();
    roles.put("broker", Map.of("features", features));
    roles.put("dealer", Map.of("features", features));
    return Map.of("realm", REALM, "roles", roles);
  }

  static Map<String, Object> roles(String... names) {
    Map<String, Object> roles = new LinkedHashMap<>();
    for (String name : names) {
      roles.put(name, Map.of("features", Map.of("call_canceling", true)));
    }
    return roles;
  }

  void clear() {
    toRouter.clear();
    toApplication.clear();
    refusals.clear();
    unauthenticated.clear();
  }

  /** The application sends a message. */
  Session application(Object... elements) {
    return applicationSends(encode(serializer, List.of(elements)));
  }

  Session applicationSends(byte[] message) {
    UnsafeBuffer buffer = surrounded(message);
    transformer.fromApplication(buffer, GUARD, message.length);
    return this;
  }

  /** The router sends a message. */
  Session router(Object... elements) {
    return routerSends(encode(serializer, List.of(elements)));
  }

  Session routerSends(byte[] message) {
    UnsafeBuffer buffer = surrounded(message);
    transformer.fromRouter(buffer, GUARD, message.length);
    return this;
  }

  private static final int GUARD = 11;

  private static UnsafeBuffer surrounded(byte[] message) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[message.length + 2 * GUARD]);
    buffer.putBytes(GUARD, message);
    return buffer;
  }

  @Override
  public void toRouter(DirectBuffer buffer, int offset, int length) {
    toRouter.add(octets(buffer, offset, length));
  }

  @Override
  public void toApplication(DirectBuffer buffer, int offset, int length) {
    toApplication.add(octets(buffer, offset, length));
  }

  @Override
  public void refused(boolean fromRouter, MessageType type, long request, Pe3Exception reason) {
    refusals.add(reason);
  }

  @Override
  public void unauthenticatedError(long request, String procedure) {
    unauthenticated.add(request);
  }

  /** The only message that went to the router since the last look; none went the other way. */
  List<Object> sent() {
    assertEquals(List.of(), toApplication.stream().map(this::decode).toList());
    assertEquals(1, toRouter.size(), () -> "to the router; refused: " + refusals);
    return decode(toRouter.removeFirst());
  }

  /** The only message that went to the application since the last look; none the other way. */
  List<Object> received() {
    assertEquals(List.of(), toRouter.stream().map(this::decode).toList());
    assertEquals(1, toApplication.size(), () -> "to the application; refused: " + refusals);
    return decode(toApplication.removeFirst());
  }

  /** Nothing went anywhere; the code of the one refusal. */
  String dropped() {
    assertEquals(List.of(), toApplication.stream().map(this::decode).toList());
    assertEquals(List.of(), toRouter.stream().map(this::decode).toList());
    return refusal();
  }

  String refusal() {
    assertEquals(1, refusals.size(), refusals::toString);
    return refusals.removeFirst().code().text();
  }

  List<Object> decode(byte[] message) {
    return decode(serializer, message);
  }

  @SuppressWarnings("unchecked")
  static List<Object> decode(Serializer serializer, byte[] message) {
    PayloadReader reader =
        serializer.newReader().wrap(new UnsafeBuffer(message), 0, message.length);
    List<Object> value = (List<Object>) PlainValues.read(reader);
    reader.endOfInput();
    return value;
  }

  static byte[] encode(Serializer serializer, Object value) {
    UnsafeBuffer out = new UnsafeBuffer(new byte[1 << 20]);
    PayloadWriter writer = serializer.newWriter().wrap(out, 0, out.capacity());
    PlainValues.write(writer, value);
    assertTrue(writer.isComplete());
    return Arrays.copyOf(out.byteArray(), writer.length());
  }

  static byte[] octets(DirectBuffer buffer, int offset, int length) {
    byte[] octets = new byte[length];
    buffer.getBytes(offset, octets);
    return octets;
  }
}
