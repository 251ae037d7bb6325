package io.pe3.routers.protect;

import static io.pe3.routers.session.MessageType.CALL;
import static io.pe3.routers.session.MessageType.ERROR;
import static io.pe3.routers.session.MessageType.EVENT;
import static io.pe3.routers.session.MessageType.INVOCATION;
import static io.pe3.routers.session.MessageType.PUBLISH;
import static io.pe3.routers.session.MessageType.RESULT;
import static io.pe3.routers.session.MessageType.YIELD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pe3.routers.link.Transport;
import io.pe3.routers.record.Secret;
import io.pe3.routers.router.Installed;
import io.pe3.routers.router.Router;
import io.pe3.routers.router.Routers;
import io.pe3.routers.session.Message;
import io.pe3.routers.session.SessionSerializer;
import io.pe3.routers.session.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * wampy, a client that others wrote, talks through a relay that protects what it says with a
 * session that PE3 protects at its end. It is not changed and knows nothing of it.
 */
@ParameterizedClass
@EnumSource(Router.class)
class WampyIT {
  private static final Path FOLDER = Path.of("src/test/node");
  private static final int EVENTS = 10;
  private static final int SECONDS = 20;

  @RegisterExtension final Routers routers = new Routers();
  @Parameter Router router;

  private final Secret secret = new Secret();
  private final Map<String, ?> kwargs = Map.of("text", secret.text());
  private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
  private final List<Message> early = new ArrayList<>();

  @BeforeEach
  void requireWampy() {
    Installed.require(
        Files.isDirectory(FOLDER.resolve("node_modules/wampy")), "wampy in routers/" + FOLDER);
  }

  @ParameterizedTest
  @EnumSource
  void shouldTalkThroughARelay(SessionSerializer serializer) throws Exception {
    String wampys = Combination.all().getFirst().uri();
    String ours = Combination.all().getLast().uri();
    try (Endpoints endpoints = new Endpoints(routers.get(router), Transport.WEBSOCKET);
        Relay relay =
            Relay.start(endpoints.connector(serializer), endpoints.policy(), serializer)) {
      TestSession session = endpoints.joinProtected(SessionSerializer.CBOR);
      session.subscribe(ours, Map.of());
      session.register(ours, Map.of());
      Process wampy = start(relay.url(), serializer, wampys, ours);
      try {
        assertEquals(true, next().get("ready").asBoolean());
        shouldGetBackWhatIsCalled(session, wampys);
        shouldGetBackWhatIsPublished(session, wampys);
        shouldAnswerWithProgress(session);
        shouldAnswerWithAnError(session);
        assertEquals(0, wampy.waitFor(SECONDS, TimeUnit.SECONDS) ? wampy.exitValue() : -1);
      } finally {
        wampy.destroyForcibly();
      }
      assertEquals(List.of(), endpoints.refusals());
      endpoints.assertNotSeen(secret);
    }
  }

  private void shouldGetBackWhatIsCalled(TestSession session, String procedure) {
    long request = session.nextRequest();
    session.send(CALL, request, Map.of(), procedure, List.of(7, secret.text()), kwargs);
    Message result = session.receive(RESULT);
    assertEquals(request, result.number(1));
    assertEquals(List.of(7, secret.text()), result.list(3));
    assertEquals(kwargs, result.map(4));
  }

  private void shouldGetBackWhatIsPublished(TestSession session, String topic) {
    for (int i = 0; i < EVENTS; i++) {
      session.send(
          PUBLISH, session.nextRequest(), Map.of(), topic, List.of(i, secret.text()), kwargs);
    }
    for (int i = 0; i < EVENTS; i++) {
      Message event = session.receive();
      if (event.type() == INVOCATION) {
        // Its broker and its dealer are two threads of nexus: a call overtakes an event.
        early.add(event);
        event = session.receive();
      }
      assertEquals(EVENT, event.type(), event::toString);
      assertEquals(List.of(i, secret.text()), event.list(4));
      assertEquals(kwargs, event.map(5));
    }
  }

  private void shouldAnswerWithProgress(TestSession session) throws Exception {
    Message invocation = early.isEmpty() ? session.receive(INVOCATION) : early.removeFirst();
    assertEquals(List.of(EVENTS), invocation.list(4));
    assertEquals(Map.of("of", "wampy"), invocation.map(5));
    for (int i = 0; i < 3; i++) {
      session.send(YIELD, invocation.number(1), Map.of("progress", true), List.of(i));
    }
    session.send(YIELD, invocation.number(1), Map.of(), List.of(secret.text()), kwargs);
    JsonNode result = next();
    assertEquals("[0,1,2]", result.get("progress").toString());
    assertEquals(secret.text(), result.get("argsList").get(0).asText());
    assertEquals(secret.text(), result.get("argsDict").get("text").asText());
  }

  private void shouldAnswerWithAnError(TestSession session) throws Exception {
    Message invocation = session.receive(INVOCATION);
    session.send(
        ERROR,
        INVOCATION,
        invocation.number(1),
        Map.of(),
        "com.example.refused",
        List.of(secret.text()),
        kwargs);
    JsonNode error = next();
    assertEquals("com.example.refused", error.get("error").asText());
    assertEquals(secret.text(), error.get("argsList").get(0).asText());
    assertEquals(secret.text(), error.get("argsDict").get("text").asText());
  }

  private Process start(String url, SessionSerializer serializer, String mine, String others)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("node", "client.mjs", url));
    command.addAll(List.of(serializer.name().toLowerCase(Locale.ROOT), mine, others));
    if (router == Router.CROSSBAR) {
      // It ends sessions that send undefined.
      command.add("explicit");
    }
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(printed::add));
    return process;
  }

  private JsonNode next() throws Exception {
    String line = printed.poll(SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("wampy said nothing within " + SECONDS + " s");
    }
    return JsonMapper.builder().build().readTree(line);
  }
}
