package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pe3.PayloadScheme;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * Long random sessions of a caller and a callee, with a router between that is honest or not,
 * against a model that knows which requests are open and what each application has to get.
 */
class SessionModelTest {
  private static final String SECRET = "cleartext-that-nobody-sees";
  private static final String PROCEDURE = "com.secret.procedure";
  private static final String TOPIC = "com.secret.topic";

  @Property(tries = 60)
  void shouldDoWhatTheModelSays(@ForAll("chains") ActionChain<World> chain) {
    World world = chain.run();
    world.finish();
  }

  @Provide
  Arbitrary<ActionChain<World>> chains() {
    Arbitrary<Serializer> sessions =
        Arbitraries.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON);
    return Combinators.combine(sessions, sessions, Arbitraries.of(PayloadScheme.class))
        .flatAs(SessionModelTest::chain);
  }

  private static Arbitrary<ActionChain<World>> chain(
      Serializer from, Serializer to, PayloadScheme scheme) {
    return ActionChain.startWith(() -> new World(from, to, scheme))
        .withAction(4, action("publish", World::publish))
        .withAction(1, action("repeat", World::repeatEvent))
        .withAction(4, action("call", World::call))
        .withAction(2, action("more", World::continueCall))
        .withAction(3, action("progress", World::progress))
        .withAction(4, action("yield", World::answerLast))
        .withAction(2, action("fail", World::fail))
        .withAction(1, action("clear error", World::clearError))
        .withAction(1, action("forge", World::forgeResult))
        .withAction(1, action("clear event", World::clearEvent))
        .withAction(1, action("stranger", World::stranger))
        .withMaxTransformations(80);
  }

  private static Action.Independent<World> action(
      String name, java.util.function.Consumer<World> step) {
    return () ->
        Arbitraries.just(
            Transformer.mutate(
                name,
                world -> {
                  step.accept(world);
                  world.check();
                }));
  }

  /** The two sessions, the router, and the model. */
  static final class World {
    private final DataKey key = DataKey.generate();
    private final TransformerWorker worker = new TransformerWorker();
    private final Session caller;
    private final Session callee;
    private final boolean hardened;
    private final Map<Long, Boolean> open = new LinkedHashMap<>();
    private long next = 100;
    private Object[] lastEvent;

    World(Serializer from, Serializer to, PayloadScheme scheme) {
      hardened = scheme == PayloadScheme.X_PE3;
      SessionPolicy policy =
          SessionPolicy.builder()
              .protect(
                  UriPattern.prefix("com.secret."), Protection.builder(key).scheme(scheme).build())
              .build();
      caller = new Session(worker, policy, from).openPpt();
      callee = new Session(worker, policy, to).openPpt();
      RuleTesting.subscribed(RuleTesting.registered(callee));
    }

    private List<Object> args() {
      return List.of(SECRET, next);
    }

    void publish() {
      List<Object> args = args();
      List<Object> publish = sent(caller, 16, next++, Map.of(), TOPIC, args);
      lastEvent = Router.event(77, next++, publish);
      callee.router(lastEvent);
      assertEquals(args, callee.received().get(4));
    }

    void repeatEvent() {
      if (lastEvent != null) {
        callee.router(lastEvent);
        if (hardened) {
          assertEquals("replayed", callee.dropped());
        } else {
          callee.received();
        }
      }
    }

    void call() {
      long request = next++;
      boolean more = request % 3 == 0;
      invoke(request, more);
      open.put(request, more);
    }

    void continueCall() {
      for (Map.Entry<Long, Boolean> each : open.entrySet()) {
        if (each.getValue()) {
          boolean more = next++ % 2 == 0;
          invoke(each.getKey(), more);
          each.setValue(more);
          return;
        }
      }
    }

    private void invoke(long request, boolean more) {
      List<Object> args = args();
      Map<String, Object> options = more ? Map.of("progress", true) : Map.of();
      List<Object> call = sent(caller, 48, request, options, PROCEDURE, args);
      callee.router(Router.invocation(request + 1000, 88, call));
      assertEquals(args, callee.received().get(4));
    }

    void progress() {
      if (!open.isEmpty()) {
        answer(any(), Map.of("progress", true));
      }
    }

    void answerLast() {
      if (!open.isEmpty()) {
        long request = any();
        answer(request, Map.of());
        open.remove(request);
      }
    }

    private void answer(long request, Map<String, Object> options) {
      List<Object> args = args();
      List<Object> yield = sent(callee, 70, request + 1000, options, args);
      caller.router(Router.result(request, yield));
      assertEquals(args, caller.received().get(3));
    }

    void fail() {
      if (!open.isEmpty()) {
        long request = any();
        List<Object> args = args();
        List<Object> error = sent(callee, 8, 68, request + 1000, Map.of(), "com.failed", args);
        caller.router(Router.error(request, error));
        assertEquals(args, caller.received().get(5));
        open.remove(request);
      }
    }

    /** The router ends a call by itself; what the callee answers then is for nobody. */
    void clearError() {
      if (!open.isEmpty()) {
        long request = any();
        caller.router(8, 48, request, Map.of(), "wamp.error.canceled", List.of("forged"));
        assertEquals(List.of(8L, 48L, request, Map.of(), "wamp.error.canceled"), caller.received());
        endAtCallee(request);
      }
    }

    void forgeResult() {
      if (!open.isEmpty()) {
        long request = any();
        caller.router(50, request, Map.of(), List.of("forged"));
        assertEquals(List.of(8L, 48L, request, Map.of(), "pe3.error.cleartext"), caller.received());
        endAtCallee(request);
      }
    }

    private void endAtCallee(long request) {
      List<Object> yield = sent(callee, 70, request + 1000, Map.of(), args());
      caller.refusals.clear();
      caller.router(Router.result(request, yield));
      assertEquals("policy_refused", caller.dropped());
      open.remove(request);
    }

    void clearEvent() {
      callee.router(36, 77, next++, Map.of(), List.of("forged"));
      assertEquals("cleartext", callee.dropped());
    }

    void stranger() {
      callee.application(70, next++, Map.of(), List.of(SECRET));
      assertEquals("policy_refused", callee.dropped());
    }

    private long any() {
      List<Long> requests = new ArrayList<>(open.keySet());
      return requests.get((int) (next++ % requests.size()));
    }

    private static List<Object> sent(Session session, Object... message) {
      session.application(message);
      for (byte[] octets : session.toRouter) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(SECRET), text);
      }
      return session.sent();
    }

    void check() {
      assertEquals(open.size(), caller.transformer.pendingRequests());
      assertEquals(open.size(), callee.transformer.pendingRequests());
      caller.clear();
      callee.clear();
    }

    void finish() {
      while (!open.isEmpty()) {
        answerLast();
      }
      check();
      worker.close();
      key.close();
    }
  }
}
