package io.pe3.routers.facts;

import io.pe3.routers.link.Transport;
import io.pe3.routers.router.Router;
import io.pe3.routers.router.RunningRouter;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import java.util.ArrayList;
import java.util.List;

/** The plain sessions of one test, closed with it. */
final class Sessions implements AutoCloseable {
  private final List<TestSession> open = new ArrayList<>();

  /** Joins over WebSocket with every feature announced. */
  TestSession join(RunningRouter router, SessionSerializer serializer) {
    return join(router, serializer, Transport.WEBSOCKET);
  }

  /** Joins with every feature announced. */
  TestSession join(RunningRouter router, SessionSerializer serializer, Transport transport) {
    TestSession session =
        TestSession.join(
            receiver -> transport.connect(router.port(transport), serializer, receiver),
            serializer,
            Router.REALM);
    open.add(session);
    return session;
  }

  /** Joins over WebSocket with these features announced and no others. */
  TestSession joinAnnouncing(
      RunningRouter router, SessionSerializer serializer, List<String> features) {
    TestSession session =
        TestSession.join(
            receiver ->
                Transport.WEBSOCKET.connect(router.port(Transport.WEBSOCKET), serializer, receiver),
            serializer,
            Router.REALM,
            features);
    open.add(session);
    return session;
  }

  @Override
  public void close() {
    open.forEach(TestSession::close);
  }
}
