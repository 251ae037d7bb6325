package io.pe3.wamp.session;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.error.PolicyRefusedException;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageView;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Refuses testaments for protected topics: what a session leaves to be published when it ends is an
 * argument of a call to the router, which would see it in clear.
 */
final class Testament {
  private static final PayloadKey ADD = PayloadKey.of("wamp.session.add_testament");
  private static final PayloadKey TOPIC = PayloadKey.of("topic");

  private final PayloadReader reader;
  private final UnsafeBuffer topic = new UnsafeBuffer(0, 0);

  Testament(Serializer session) {
    reader = session.newReader();
  }

  /** Looks at a CALL that is about to pass in clear. */
  void check(MessageView view, SessionState session, SessionLane lane) {
    if (!view.isUri(ADD) || view.options().carrier() != Carrier.NONE) {
      return;
    }
    if (view.argsLength() > 0) {
      reader.wrap(view.buffer(), view.argsOffset(), view.argsLength()).startArray();
      checkTopic(session, lane);
    }
    if (view.kwargsLength() > 0) {
      reader.wrap(view.buffer(), view.kwargsOffset(), view.kwargsLength()).startMap();
      while (reader.hasNext()) {
        boolean named = reader.peek() == ValueType.TEXT && reader.readKey(TOPIC);
        if (!named) {
          reader.skipValue();
        }
        if (!named || !checkTopic(session, lane)) {
          reader.skipValue();
        }
      }
    }
  }

  /** Looks at the value that comes next; false when it is no text and was not taken. */
  private boolean checkTopic(SessionState session, SessionLane lane) {
    if (reader.peek() != ValueType.TEXT) {
      return false;
    }
    reader.readText(topic);
    UriRoutes routes = lane.routes(session, topic);
    if (routes.decision().event() != null) {
      throw new PolicyRefusedException(
          "a testament for a protected topic would be stored in clear by the router",
          "topic",
          routes.uri());
    }
    return true;
  }
}
