package io.pe3.routers.facts;

import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.ERROR;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static io.pe3.routers.session.MessageType.RESULT;
import static io.pe3.routers.session.MessageType.YIELD;

import io.pe3.routers.session.Message;
import io.pe3.routers.session.TestSession;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends one payload from a session to another in each of the four ways that a router carries. */
final class Carriage {
  private static final String URI = "com.example.facts.carriage";

  private Carriage() {}

  /** What arrived: the attributes of Details, and what stands in the place of Arguments. */
  record Arrived(Map<String, Object> attributes, Object arguments) {}

  /**
   * Sends in all four ways.
   *
   * @param arguments what is put into the place of Arguments
   * @return what arrived, by the name of the message
   */
  static Map<String, Arrived> all(
      TestSession from, TestSession to, Map<String, Object> attributes, Object arguments) {
    Map<String, Arrived> arrived = new LinkedHashMap<>();
    to.subscribe(URI, Map.of());
    from.send(PUBLISH, from.nextRequest(), attributes, URI, arguments);
    Message event = to.receive(EVENT);
    arrived.put("EVENT", arrived(event, 3));

    to.register(URI, Map.of());
    from.send(CALL, from.nextRequest(), attributes, URI, arguments);
    Message invocation = to.receive(INVOCATION);
    arrived.put("INVOCATION", arrived(invocation, 3));
    to.send(YIELD, invocation.number(1), Map.of());
    from.receive(RESULT);

    from.register(URI + ".back", Map.of());
    to.send(CALL, to.nextRequest(), Map.of(), URI + ".back");
    invocation = from.receive(INVOCATION);
    from.send(YIELD, invocation.number(1), attributes, arguments);
    arrived.put("RESULT", arrived(to.receive(RESULT), 2));

    to.send(CALL, to.nextRequest(), Map.of(), URI + ".back");
    invocation = from.receive(INVOCATION);
    from.send(ERROR, INVOCATION, invocation.number(1), attributes, "com.example.error", arguments);
    arrived.put("ERROR", arrived(to.receive(ERROR), 3));
    return arrived;
  }

  /** For an ERROR, too, its arguments stand two items after its Details. */
  private static Arrived arrived(Message message, int details) {
    boolean hasUri = message.type() == ERROR;
    int at = details + (hasUri ? 2 : 1);
    return new Arrived(
        ProtectedItem.attributesOf(message.map(details)),
        at < message.items().size() ? message.items().get(at) : null);
  }
}
