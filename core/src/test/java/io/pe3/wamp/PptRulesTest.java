package io.pe3.wamp;

import static io.pe3.wamp.PptRules.Verdict.ABORT;
import static io.pe3.wamp.PptRules.Verdict.FORWARD;
import static io.pe3.wamp.PptRules.Verdict.REFUSE_CALL;
import static io.pe3.wamp.PptRules.Verdict.REFUSE_RESULT;
import static io.pe3.wamp.WampTesting.SESSIONS;
import static io.pe3.wamp.WampTesting.map;
import static io.pe3.wamp.WampTesting.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PptRulesTest {
  private static final Set<PeerFeature> PASSTHRU = EnumSet.of(PeerFeature.PAYLOAD_PASSTHRU_MODE);
  private static final PeerFeatures AWARE =
      PeerFeatures.of(EnumSet.allOf(PeerRole.class), PASSTHRU);
  private static final PeerFeatures UNAWARE =
      PeerFeatures.of(EnumSet.allOf(PeerRole.class), Set.of());
  private static final Map<String, Object> PPT = map("ppt_scheme", "x_foo");
  private static final MessageView PUBLISH = view(Serializer.CBOR, 16, 1, PPT, "t");
  private static final MessageView CALL = view(Serializer.CBOR, 48, 1, PPT, "p");
  private static final MessageView YIELD = view(Serializer.CBOR, 70, 1, PPT);
  private static final MessageView ERROR = view(Serializer.CBOR, 8, 68, 1, PPT, "e");

  @Test
  void shouldForwardBetweenThoseThatAnnounced() {
    for (MessageView message : List.of(PUBLISH, CALL, YIELD, ERROR)) {
      assertSame(FORWARD, PptRules.received(message, AWARE, AWARE));
      assertSame(FORWARD, PptRules.delivered(message, AWARE));
    }
  }

  @Test
  void shouldAbortWhenTheSenderDidNotAnnounce() {
    for (MessageView message : List.of(PUBLISH, CALL, YIELD)) {
      assertSame(ABORT, PptRules.received(message, UNAWARE, AWARE));
    }
    assertEquals("wamp.error.protocol_violation", ABORT.error().text());
  }

  @Test
  void shouldAbortWhenTheRouterDidNotAnnounce() {
    for (MessageView message : List.of(PUBLISH, CALL, YIELD)) {
      assertSame(ABORT, PptRules.received(message, AWARE, UNAWARE));
    }
  }

  @Test
  void shouldJudgeBySendersAndRoutersRole() {
    PeerFeatures publisher = PeerFeatures.of(EnumSet.of(PeerRole.PUBLISHER), PASSTHRU);
    PeerFeatures broker = PeerFeatures.of(EnumSet.of(PeerRole.BROKER), PASSTHRU);
    assertSame(FORWARD, PptRules.received(PUBLISH, publisher, broker));
    assertSame(ABORT, PptRules.received(CALL, publisher, AWARE));
    assertSame(ABORT, PptRules.received(YIELD, AWARE, broker));
  }

  @Test
  void shouldRefuseACallForACalleeThatDidNotAnnounce() {
    assertSame(REFUSE_CALL, PptRules.delivered(CALL, UNAWARE));
    assertEquals("wamp.error.feature_not_supported", REFUSE_CALL.error().text());
  }

  @Test
  void shouldRefuseAResultForACallerThatDidNotAnnounce() {
    assertSame(REFUSE_RESULT, PptRules.delivered(YIELD, UNAWARE));
    assertEquals("wamp.error.feature_not_supported", REFUSE_RESULT.error().text());
  }

  @Test
  void shouldForwardToASubscriberThatIsNotAware() {
    assertSame(FORWARD, PptRules.delivered(PUBLISH, UNAWARE));
    assertNull(FORWARD.error());
  }

  @Test
  void shouldHaveNoRuleOfAnnouncementForErrors() {
    assertFalse(PptRules.isPassthru(ERROR));
    assertSame(FORWARD, PptRules.received(ERROR, UNAWARE, UNAWARE));
    assertSame(FORWARD, PptRules.delivered(ERROR, UNAWARE));
  }

  @Test
  void shouldCallPassthruOnlyWhatHasAScheme() {
    for (Serializer serializer : SESSIONS) {
      for (Map<String, Object> options :
          List.of(map(), map("ppt_scheme", ""), map("ppt_scheme", null), map("enc_algo", "x_a"))) {
        MessageView message = view(serializer, 16, 1, options, "t");
        assertFalse(PptRules.isPassthru(message));
        assertSame(FORWARD, PptRules.received(message, UNAWARE, UNAWARE));
        assertSame(FORWARD, PptRules.delivered(message, UNAWARE));
      }
      MessageView wrong = view(serializer, 16, 1, map("ppt_scheme", 1), "t");
      assertThrows(MalformedException.class, () -> PptRules.isPassthru(wrong));
      assertFalse(PptRules.isPassthru(view(serializer, 32, 1, PPT, "t")));
    }
  }

  @Test
  void shouldReadWhatPeersAnnounce() {
    for (Serializer serializer : SESSIONS) {
      Map<String, Object> roles = AWARE.toRoles();
      roles.put("caller", map("features", map("payload_passthru_mode", 1, "other", true)));
      roles.put("callee", map("x", 1, "features", 5));
      roles.put("other", map("features", map("payload_passthru_mode", true)));
      roles.put("subscriber", null);
      roles.remove("dealer");
      MessageView hello = view(serializer, 1, "r", map("agent", "a", "roles", roles, "z", 1));
      PeerFeatures read = PeerFeatures.read(hello);
      assertTrue(read.has(PeerRole.PUBLISHER, PeerFeature.PAYLOAD_PASSTHRU_MODE));
      assertTrue(read.has(PeerRole.BROKER, PeerFeature.PAYLOAD_PASSTHRU_MODE));
      assertFalse(read.has(PeerRole.BROKER, PeerFeature.PAYLOAD_TRANSPARENCY));
      for (PeerRole role : List.of(PeerRole.CALLER, PeerRole.CALLEE, PeerRole.SUBSCRIBER)) {
        assertTrue(read.has(role));
        assertFalse(read.has(role, PeerFeature.PAYLOAD_PASSTHRU_MODE));
      }
      assertFalse(read.has(PeerRole.DEALER));
      assertFalse(PeerFeatures.read(view(serializer, 1, "r", map())).has(PeerRole.CALLER));
      MessageView publish = view(serializer, 16, 1, map(), "t");
      assertThrows(MalformedException.class, () -> PeerFeatures.read(publish));
    }
  }

  @Test
  void shouldWriteTheAnnouncementsOfARouter() {
    PeerFeatures router = PeerFeatures.router(EnumSet.allOf(PeerFeature.class));
    Map<String, Object> features =
        map(
            "payload_passthru_mode",
            true,
            "payload_transparency",
            true,
            "payload_encryption",
            true);
    assertEquals(
        map("broker", map("features", features), "dealer", map("features", features)),
        router.toRoles());
    MessageView welcome = view(Serializer.MSGPACK, 2, 7, map("roles", router.toRoles()));
    assertEquals(router.toRoles(), PeerFeatures.read(welcome).toRoles());
  }
}
