package io.pe3.wamp.session;

import io.pe3.PayloadScheme;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.ProtectionBuilder;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What the tests of single rules share: a key, a worker, a policy, and sessions of it. */
abstract class RuleTesting {
  static final String TOPIC = "com.secret.topic";
  static final String PROCEDURE = "com.secret.procedure";
  static final String PLAIN = "org.plain";
  static final List<Object> ARGS = List.of("cleartext");

  final DataKey key = DataKey.generate();
  final TransformerWorker worker = new TransformerWorker();

  @AfterEach
  void close() {
    worker.close();
    key.close();
  }

  ProtectionBuilder protection() {
    return Protection.builder(key);
  }

  ProtectionBuilder wamp() {
    return Protection.builder(key).scheme(PayloadScheme.WAMP);
  }

  static SessionPolicy policy(Protection protection) {
    return SessionPolicy.builder().protect(UriPattern.prefix("com.secret."), protection).build();
  }

  Session session() {
    return session(protection().build());
  }

  Session session(Protection protection) {
    return new Session(worker, policy(protection), Serializer.CBOR).openPpt();
  }

  /** A session that has subscribed to the topic as 77. */
  static Session subscribed(Session session) {
    return subscribed(session, 77, TOPIC);
  }

  static Session subscribed(Session session, long id, String topic) {
    session.application(32, 1, Map.of(), topic).router(33, 1, id);
    session.clear();
    return session;
  }

  /** A session that has registered the procedure as 88. */
  static Session registered(Session session) {
    return registered(session, 88, PROCEDURE);
  }

  static Session registered(Session session, long id, String procedure) {
    session.application(64, 2, Map.of(), procedure).router(65, 2, id);
    session.clear();
    return session;
  }

  /** A protected PUBLISH of a session. */
  static List<Object> published(Session session) {
    return session.application(16, 5, Map.of(), TOPIC, ARGS).sent();
  }

  /** A protected CALL of a session. */
  static List<Object> called(Session session, long request) {
    return session.application(48, request, Map.of(), PROCEDURE, ARGS).sent();
  }

  /** Has a callee take a call, and the caller's and callee's requests pending. */
  static void call(Session caller, long request, Session callee, long invocation) {
    callee.router(Router.invocation(invocation, 88, called(caller, request)));
    callee.received();
  }
}
