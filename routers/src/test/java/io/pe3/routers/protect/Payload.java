package io.pe3.routers.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.routers.record.Secret;
import io.pe3.routers.session.Message;
import io.pe3.routers.session.SessionSerializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbered arguments that hold a secret in every place, long enough to be compressed. */
record Payload(Secret secret) {
  private static final int REPEATS = 8;

  /** The Arguments of the message with this number. */
  List<Object> args(long number) {
    return List.of(number, secret.text().repeat(REPEATS), secret.octets(), List.of(true, 1.5));
  }

  /** The ArgumentsKw of the message with this number. */
  Map<String, Object> kwargs(long number) {
    Map<String, Object> kwargs = new LinkedHashMap<>();
    kwargs.put("octets", secret.octets());
    kwargs.put("nested", Map.of("text", secret.text(), "number", -number));
    return kwargs;
  }

  /** Asserts that a message ends with these arguments and has no attribute of a carrier left. */
  void assertIn(Message message, int details, int arguments, long number) {
    assertEquals(arguments + 2, message.items().size(), message::toString);
    assertEquals(plain(args(number)), plain(message.items().get(arguments)));
    assertEquals(plain(kwargs(number)), plain(message.items().get(arguments + 1)));
    for (Object attribute : message.map(details).keySet()) {
      assertEquals(false, attribute.toString().matches("(ppt|enc|e2ee)_.*"), message::toString);
    }
  }

  /** The same for all serializers: octets as in JSON, integers of 64 bits, floats of 64 bits. */
  private static Object plain(Object value) {
    return switch (value) {
      case byte[] octets -> SessionSerializer.textOf(octets);
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case List<?> list -> list.stream().map(Payload::plain).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> plain = new LinkedHashMap<>();
        map.forEach((key, each) -> plain.put(key, plain(each)));
        yield plain;
      }
      default -> value;
    };
  }
}
