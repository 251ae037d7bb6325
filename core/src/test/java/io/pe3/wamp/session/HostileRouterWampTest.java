package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What scheme {@code wamp} stops a hostile router from, and what it does not: it binds the URI
 * alone, and knows no repeat. The other scheme stops each of these, see {@link HostileRouterTest}.
 */
class HostileRouterWampTest extends RuleTesting {
  private static final String OTHER = "com.secret.other";

  private Session wampSession() {
    return session(wamp().build());
  }

  @Test
  void shouldRefusePayloadMovedToAnotherTopicOrProcedure() {
    Session session = registered(subscribed(wampSession(), 78, OTHER), 89, OTHER);
    session.router(Router.event(78, 9, published(wampSession())));
    assertEquals("uri_mismatch", session.dropped());
    session.router(Router.invocation(10, 89, called(wampSession(), 6)));
    assertEquals(List.of(8L, 68L, 10L, Map.of(), "pe3.error.uri_mismatch"), session.sent());
  }

  @Test
  void shouldNoticeAForgedPayloadWhereverItIsChanged() {
    List<Object> publish = published(wampSession());
    byte[] item = (byte[]) ((List<?>) publish.get(4)).getFirst();
    Session session = subscribed(wampSession());
    for (int i = 0; i < item.length; i++) {
      byte[] forged = item.clone();
      forged[i] ^= 1;
      session.router(36, 77, 9, publish.get(2), List.of(forged));
      assertEquals("authentication_failed", session.dropped());
      session.router(36, 77, 9, publish.get(2), List.of(Arrays.copyOf(item, i)));
      session.dropped();
    }
  }

  @Test
  void shouldRefuseDowngrades() {
    Session session = subscribed(wampSession());
    Map<String, Object> details = new LinkedHashMap<>(Router.options(published(wampSession()), 2));
    for (String cipher : List.of("xsalsa20poly1305", "aegis256", "none")) {
      details.put("ppt_cipher", cipher);
      session.router(36, 77, 9, details, List.of(new byte[80]));
      assertEquals("unsupported_cipher", session.dropped());
    }
    session.router(36, 77, 9, Map.of(), ARGS);
    assertEquals("cleartext", session.dropped());
    session.router(36, 77, 9, Map.of());
    assertEquals("cleartext", session.dropped());
  }

  @Test
  void shouldLetARepeatedCallAndItsResultThrough() {
    Session caller = wampSession();
    Session callee = registered(wampSession());
    List<Object> call = called(caller, 6);
    callee.router(Router.invocation(10, 88, call)).received();
    assertEquals(ARGS, callee.router(Router.invocation(11, 88, call)).received().get(4));
    List<Object> part = callee.application(70, 10, Map.of("progress", true), ARGS).sent();
    caller.router(Router.result(6, part)).received();
    assertEquals(ARGS, caller.router(Router.result(6, part)).received().get(3));
  }

  @Test
  void shouldLetTheResultOfAnotherCallThrough() {
    Session caller = wampSession();
    Session callee = registered(wampSession());
    call(caller, 6, callee, 10);
    call(caller, 7, callee, 11);
    List<Object> yield = callee.application(70, 11, Map.of(), ARGS).sent();
    assertEquals(ARGS, caller.router(Router.result(6, yield)).received().get(3));
  }

  @Test
  void shouldLetAnotherErrorUriAndProgressMarkThrough() {
    Session caller = wampSession();
    Session callee = registered(wampSession());
    call(caller, 6, callee, 10);
    List<Object> yield = callee.application(70, 10, Map.of("progress", true), ARGS).sent();
    List<Object> error =
        new ArrayList<>(callee.application(8, 68, 10, Map.of(), "com.failed", ARGS).sent());
    error.set(4, "com.other");
    caller.router(Router.result(6, yield)).received();
    assertEquals("com.other", caller.router(Router.error(6, error)).received().get(4));
    call(caller, 7, callee, 12);
    List<Object> last = callee.application(70, 12, Map.of("progress", true), ARGS).sent();
    Object[] result = Router.result(7, last);
    ((Map<?, ?>) result[2]).remove("progress");
    assertEquals(List.of(50L, 7L, Map.of(), ARGS), caller.router(result).received());
  }
}
