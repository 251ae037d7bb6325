package io.pe3.routers.protect;

import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.ERROR;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static io.pe3.routers.session.MessageType.RESULT;
import static io.pe3.routers.session.MessageType.YIELD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.routers.session.Message;
import io.pe3.routers.session.TestSession;
import java.util.Map;

/** Two sessions talk under one URI, in every way that WAMP has, ten messages each. */
record Conversation(TestSession left, TestSession right, String uri, Payload payload) {
  private static final int MESSAGES = 10;
  private static final String ERROR_URI = "com.example.refused";

  /** The right one subscribes and registers. */
  void prepare() {
    right.subscribe(uri, Map.of());
    right.register(uri, Map.of());
  }

  /** Publications arrive as events, in order. */
  void publish() {
    for (int i = 0; i < MESSAGES; i++) {
      left.send(PUBLISH, left.nextRequest(), Map.of(), uri, payload.args(i), payload.kwargs(i));
    }
    for (int i = 0; i < MESSAGES; i++) {
      payload.assertIn(right.receive(EVENT), 3, 4, i);
    }
  }

  /** Calls get the results that the callee yields. */
  void call() {
    for (int i = 0; i < MESSAGES; i++) {
      long request = call(i, Map.of());
      Message invocation = invocation(i);
      answer(invocation, i, Map.of());
      Message result = left.receive(RESULT);
      assertEquals(request, result.number(1));
      payload.assertIn(result, 2, 3, -i);
    }
  }

  /** One call gets nine progressive results and a last one. */
  void callProgressively() {
    call(0, Map.of("receive_progress", true));
    Message invocation = invocation(0);
    for (int i = 0; i < MESSAGES; i++) {
      boolean isLast = i == MESSAGES - 1;
      answer(invocation, i, isLast ? Map.of() : Map.of("progress", true));
      Message result = left.receive(RESULT);
      payload.assertIn(result, 2, 3, -i);
      assertEquals(!isLast, Boolean.TRUE.equals(result.map(2).get("progress")));
    }
  }

  /** Calls get the errors that the callee sends, with their arguments. */
  void callInVain() {
    for (int i = 0; i < MESSAGES; i++) {
      long request = call(i, Map.of());
      Message invocation = invocation(i);
      right.send(
          ERROR,
          INVOCATION,
          invocation.number(1),
          Map.of(),
          ERROR_URI,
          payload.args(i),
          payload.kwargs(i));
      Message error = left.receive(ERROR);
      assertEquals(CALL, error.number(1));
      assertEquals(request, error.number(2));
      assertEquals(ERROR_URI, error.text(4));
      payload.assertIn(error, 3, 5, i);
    }
  }

  private long call(long number, Map<String, ?> options) {
    long request = left.nextRequest();
    left.send(CALL, request, options, uri, payload.args(number), payload.kwargs(number));
    return request;
  }

  private Message invocation(long number) {
    Message invocation = right.receive(INVOCATION);
    payload.assertIn(invocation, 3, 4, number);
    return invocation;
  }

  private void answer(Message invocation, long number, Map<String, ?> options) {
    right.send(
        YIELD, invocation.number(1), options, payload.args(-number), payload.kwargs(-number));
  }
}
