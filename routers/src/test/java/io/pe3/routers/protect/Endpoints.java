package io.pe3.routers.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.key.DataKey;
import io.pe3.routers.link.Link;
import io.pe3.routers.link.Transport;
import io.pe3.routers.record.Recording;
import io.pe3.routers.record.RecordingProxy;
import io.pe3.routers.record.Secret;
import io.pe3.routers.router.Router;
import io.pe3.routers.router.RunningRouter;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.ArrayList;
import java.util.List;

/** Sessions with one key behind transformers, and plain ones, all through one recording proxy. */
final class Endpoints implements AutoCloseable {
  private final Transport transport;
  private final RecordingProxy proxy;
  private final DataKey key = DataKey.generate();
  private final SessionPolicy policy = Combination.policy(key);
  private final List<TestSession> sessions = new ArrayList<>();
  private final List<ProtectedLink> links = new ArrayList<>();

  Endpoints(RunningRouter router, Transport transport) {
    this.transport = transport;
    this.proxy = RecordingProxy.start(router.port(transport));
  }

  /** Joins a session that a transformer protects. */
  TestSession joinProtected(SessionSerializer serializer) {
    return join(
        receiver -> {
          ProtectedLink link =
              ProtectedLink.connect(connector(serializer), policy, serializer, receiver);
          links.add(link);
          return link;
        },
        serializer);
  }

  /** Joins a session that knows nothing of PE3. */
  TestSession joinPlain(SessionSerializer serializer) {
    return join(connector(serializer), serializer);
  }

  /** Makes the links that pass through the proxy. */
  Link.Connector connector(SessionSerializer serializer) {
    return receiver -> transport.connect(proxy.port(), serializer, receiver);
  }

  /** What protects the sessions. */
  SessionPolicy policy() {
    return policy;
  }

  /** What all transformers refused until now. */
  List<String> refusals() {
    return links.stream().flatMap(link -> link.refusals().stream()).toList();
  }

  /** Asserts that much passed the proxy, and nothing of the secret. */
  void assertNotSeen(Secret secret) {
    List<Recording> recordings = proxy.recordings();
    assertFalse(recordings.isEmpty());
    for (Recording recording : recordings) {
      assertTrue(recording.toRouter().length > 0);
      assertEquals(0, secret.countIn(recording.toRouter()), "sent to the router");
      assertEquals(0, secret.countIn(recording.fromRouter()), "received from the router");
    }
  }

  /** Asserts that the secret passed in clear: the search finds what is there. */
  void assertSeenBothWays(Secret secret) {
    int sent = 0;
    int received = 0;
    for (Recording recording : proxy.recordings()) {
      sent += secret.countIn(recording.toRouter());
      received += secret.countIn(recording.fromRouter());
    }
    assertTrue(sent > 0 && received > 0, sent + " pieces sent, " + received + " received");
  }

  @Override
  public void close() {
    sessions.forEach(TestSession::close);
    proxy.close();
    key.close();
  }

  private TestSession join(Link.Connector connector, SessionSerializer serializer) {
    TestSession session = TestSession.join(connector, serializer, Router.REALM);
    sessions.add(session);
    return session;
  }
}
