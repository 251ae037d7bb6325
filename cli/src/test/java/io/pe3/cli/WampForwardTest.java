package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WampForwardTest {
  private static final String PUBLISH =
      "[16,1,{\"acknowledge\":true,\"ppt_scheme\":\"wamp\"},\"com.example\",[\"\\u0000AQI=\"]]";

  private static byte[] run(byte[] in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Pe3.run(
            args,
            new ByteArrayInputStream(in),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(ExitCode.OK, exit, err.toString(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static Run forward(String in, String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "wamp";
    args[1] = "forward";
    args[2] = "--session-serializer";
    args[3] = "json";
    System.arraycopy(more, 0, args, 4, more.length);
    return Run.pe3In(in, args);
  }

  private static Run show(String in) {
    return Run.pe3In(in, "wamp", "show", "--session-serializer", "json");
  }

  private static String showHex(String serializer, String hex) {
    byte[] in = HexFormat.of().parseHex(hex);
    return new String(
        run(in, "wamp", "show", "--session-serializer", serializer), StandardCharsets.UTF_8);
  }

  @Test
  void shouldMakeAnEventOfAPublish() {
    assertEquals(
        "[36,7,8,{\"topic\":\"com.example\",\"ppt_scheme\":\"wamp\"},[\"\\u0000AQI=\"]]",
        forward(
                PUBLISH,
                "--to",
                "EVENT",
                "--ids",
                "7,8",
                "--details",
                "{\"topic\":\"com.example\"}")
            .printed());
  }

  @Test
  void shouldCarryProgressOverAndNothingElse() {
    assertEquals(
        "[50,9,{\"enc_algo\":\"x_a\",\"progress\":true},\"\\u0000AQI=\"]",
        forward(
                "[70,1,{\"progress\":true,\"enc_algo\":\"x_a\",\"callee\":5},\"\\u0000AQI=\"]",
                "--to",
                "RESULT",
                "--ids",
                "9")
            .printed());
    assertEquals(
        "[8,48,9,{},\"e.x\",[1],{\"k\":2}]",
        forward("[8,68,1,{\"a\":1},\"e.x\",[1],{\"k\":2}]", "--to", "ERROR", "--ids", "48,9")
            .printed());
  }

  @Test
  void shouldFrameTheItemAnewForAnotherSerializer() {
    byte[] out =
        run(
            PUBLISH.getBytes(StandardCharsets.UTF_8),
            "wamp",
            "forward",
            "--session-serializer",
            "json",
            "--to-serializer",
            "cbor",
            "--to",
            "EVENT",
            "--ids",
            "7,8");
    assertEquals(
        "8518240708a16a7070745f736368656d656477616d7081420102", HexFormat.of().formatHex(out));
  }

  @Test
  void shouldForwardEveryFrame() {
    byte[] in = HexFormat.of().parseHex("0000000684184601a080" + "01000002abcd");
    assertArrayEquals(
        HexFormat.of().parseHex("0000000684183209a080" + "01000002abcd"),
        run(
            in,
            "wamp",
            "forward",
            "--session-serializer",
            "cbor",
            "--framed",
            "--to",
            "RESULT",
            "--ids",
            "9"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EVENT|7|{}|--ids A,B",
        "EVENT|7,x|{}|--ids A,B",
        "EVENT|7,-8|{}|--ids A,B",
        "EVENT|7,9007199254740993|{}|--ids A,B",
        "RESULT|7,8|{}|--ids A",
        "event|7,8|{}|--to event",
        "EVENT|7,8|[]|--details",
        "EVENT|7,8|{\"ppt_x\":1}|ppt_x",
        "EVENT|7,8|{\"enc_key\":1}|enc_key",
        "EVENT|7,8|{\"progress\":true}|progress"
      })
  void shouldCallWrongOptionsBadUse(String to, String ids, String details, String words) {
    forward(PUBLISH, "--to", to, "--ids", ids, "--details", details).badUse(words);
  }

  @Test
  void shouldRefuseAMessageThatBecomesSomethingElse() {
    forward(PUBLISH, "--to", "RESULT", "--ids", "7").failedWith("malformed");
    forward("[16,1", "--to", "EVENT", "--ids", "7,8").failedWith("malformed");
  }

  @Test
  void shouldShowMessagesOfEveryKind() {
    assertEquals(
        "{\"type\":\"PUBLISH\",\"ids\":[1],\"uri\":\"com.example\","
            + "\"options\":{\"acknowledge\":true,\"ppt_scheme\":\"wamp\"},"
            + "\"args\":[\"\\u0000AQI=\"],\"kwargs\":null,\"payload\":null}\n",
        show(PUBLISH).printed());
    assertEquals(
        "{\"type\":\"YIELD\",\"ids\":[1],\"uri\":null,\"options\":{\"enc_algo\":\"x_a\"},"
            + "\"args\":null,\"kwargs\":null,\"payload\":\"AQI=\"}\n",
        show("[70,1,{\"enc_algo\":\"x_a\"},\"\\u0000AQI=\"]").printed());
    assertEquals(
        "{\"type\":4711,\"ids\":[],\"uri\":null,\"options\":null,\"args\":[\"x\",{\"a\":1}],"
            + "\"kwargs\":null,\"payload\":null}\n",
        show("[4711,\"x\",{\"a\":1}]").printed());
    assertEquals(
        "{\"type\":\"EVENT\",\"ids\":[1,2],\"uri\":\"t\",\"options\":{\"topic\":\"t\"},"
            + "\"args\":[],\"kwargs\":{\"k\":1.0},\"payload\":null}\n",
        show("[36,1,2,{\"topic\":\"t\"},[],{\"k\":1.0}]").printed());
    assertEquals(
        "{\"type\":\"CHALLENGE\",\"ids\":[],\"uri\":null,\"options\":{},\"args\":[\"ticket\"],"
            + "\"kwargs\":null,\"payload\":null}\n",
        show("[4,\"ticket\",{}]").printed());
  }

  @Test
  void shouldShowWhatJsonHasNot() {
    assertEquals(
        "{\"type\":\"YIELD\",\"ids\":[1],\"uri\":null,\"options\":{\"a\":{\"undefined\":true}},"
            + "\"args\":[{\"float\":\"NaN\"},\"\\u0000AQ==\",{\"text\":\"\\\\0a\"}],"
            + "\"kwargs\":null,\"payload\":null}\n",
        showHex("cbor", "84184601a16161f783f97e004101620061"));
    assertEquals(
        "{\"type\":\"YIELD\",\"ids\":[1],\"uri\":null,"
            + "\"options\":{\"a\":{\"ext\":[0,\"\\u0000BQ==\"]}},"
            + "\"args\":null,\"kwargs\":null,\"payload\":null}\n",
        showHex("msgpack", "93460181a161d40005"));
  }

  @Test
  void shouldShowALineForEachFramedMessage() {
    byte[] in = HexFormat.of().parseHex("000000058318220102" + "01000001aa" + "0000000482182301");
    String out =
        new String(
            run(in, "wamp", "show", "--session-serializer", "cbor", "--framed"),
            StandardCharsets.UTF_8);
    assertEquals(2, out.lines().count());
    assertTrue(out.startsWith("{\"type\":\"UNSUBSCRIBE\",\"ids\":[1,2],"), out);
  }
}
