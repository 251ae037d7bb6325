package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path folder;

  @Test
  void shouldListCommandsAndExitCodes() {
    String help = Run.pe3("help").printed();
    for (String word :
        new String[] {
          "keygen",
          "seal",
          "open",
          "inspect",
          "dict",
          "doctor",
          "bench",
          "version",
          "Exit codes",
          "PE3_JAVA_OPTS",
          "pe3 keygen --out key.json"
        }) {
      assertTrue(help.contains(word), word);
    }
    assertEquals(help, Run.pe3("--help").printed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keygen", "seal", "open", "inspect", "dict", "doctor", "version"})
  void shouldExplainEachCommand(String command) {
    String help = Run.pe3("help", command).printed();
    assertTrue(help.contains("Usage: pe3 " + command), help);
    assertFalse(help.contains("\u001b"), "colours belong on terminals");
    assertEquals(help, Run.pe3(command, "--help").printed());
  }

  @Test
  void shouldExplainBench() {
    assertTrue(Run.pe3("help", "bench").printed().contains("--quick"));
  }

  @Test
  void shouldLeaveTheWordsOfBenchToTheBenchmarks() {
    Run run = Run.pe3("bench", "--frob").badUse("unknown option --frob");
    assertTrue(run.err().startsWith("pe3 bench: "), run.err());
    assertTrue(run.err().endsWith(" (see: pe3 help bench)\n"), run.err());
    assertTrue(Run.pe3("bench", "--help").printed().contains("Usage: pe3 bench"));
  }

  @Test
  void shouldKeepHelpWithinTheWidthOfATerminal() {
    for (String command : new String[] {"keygen", "seal", "open", "inspect", "doctor", "bench"}) {
      Run.pe3("help", command)
          .printed()
          .lines()
          .forEach(line -> assertTrue(line.length() <= 90, line));
    }
  }

  @Test
  void shouldPrintVersion() {
    assertTrue(Run.pe3("version").printed().startsWith("pe3 "));
    assertEquals(Run.pe3("version").printed(), Run.pe3("--version").printed());
  }

  @Test
  void shouldNameWhatIsWrong() {
    Run.pe3().badUse("name a command");
    Run.pe3("frob").badUse("frob");
    Run.pe3("help", "frob").badUse("frob");
    Run.pe3("seal").badUse("--key");
    Run.pe3("seal", "--key", "k").badUse("--uri");
    Run.pe3("seal", "--key", "k", "--uri", "u", "--frob").badUse("--frob");
    Run.pe3("seal", "--key", "k", "--uri", "u", "extra").badUse("extra");
    Run.pe3("seal", "--key", "k", "--key", "l", "--uri", "u").badUse("--key");
    Run.pe3("seal", "--key", "k", "--uri", "").badUse("--uri is empty");
    Run.pe3("open", "--uri", "u").badUse("--key");
    Run.pe3("open", "--key", "k").badUse("--uri");
    Run.pe3("inspect", "--key", "k").badUse("--key");
    Run.pe3("doctor", "extra").badUse("extra");
  }

  @Test
  void shouldNameWhatSchemeWampTakes() {
    Run.pe3("seal", "--key", "k", "--uri", "u", "--scheme", "wamp", "--serializer", "msgpack")
        .badUse("scheme wamp takes cbor only");
    Run.pe3("seal", "--key", "k", "--uri", "u", "--scheme", "wamp", "--serializer", "json")
        .badUse("scheme wamp takes cbor only");
    Run.pe3("seal", "--key", "k", "--uri", "u", "--scheme", "mqtt").badUse("or --scheme wamp");
    Run.pe3("open", "--key", "k", "--uri", "u", "--scheme", "mqtt").badUse("or --scheme wamp");
    Run.pe3("seal", "--key", "k", "--uri", "u", "--scheme", "wamp", "--cipher", "aes128gcm")
        .badUse("use xsalsa20poly1305, aes256gcm, xchacha20poly1305, aegis256");
    Run.pe3("open", "--key", "k", "--uri", "u", "--scheme", "wamp", "--cipher", "x")
        .badUse("--cipher x");
    for (String wrong : new String[] {"gzip", "zstd:", "zstd:0", "zstd:23", "zstd:x", "zstd:-1"}) {
      Run.pe3("seal", "--key", "k", "--uri", "u", "--scheme", "wamp", "--compress", wrong)
          .badUse("use zstd or zstd:LEVEL");
    }
    Run.pe3("seal", "--key", "k", "--uri", "u", "--realm", "r", "--flow", "x")
        .badUse("--flow x is not known");
  }

  @Test
  void shouldFailOnFilesThatAreNotThere() {
    String none = folder.resolve("none").toString();
    Run.pe3("seal", "--key", none, "--scheme", "wamp", "--uri", "u").failedWith("io file=" + none);
    String key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
    Run.pe3("seal", "--key", key, "--scheme", "wamp", "--uri", "u", "--in", none)
        .failedWith("io file=" + none);
    Run.pe3("seal", "--key", key, "--scheme", "wamp", "--uri", "u", "--in", folder.toString())
        .failedWith("io file=");
    Run.pe3("seal", "--key", key, "--scheme", "wamp", "--uri", "u", "--out", none + "/x")
        .failedWith("io file=");
    Run.pe3("seal", "--key", key, "--scheme", "wamp", "--uri", "u", "--out", folder.toString())
        .failedWith("io file=");
  }

  @Test
  void shouldRefuseAFileThatIsNoKey() throws Exception {
    Path file = folder.resolve("key.json");
    Run.pe3("keygen", "--out", file.toString()).printed();
    Files.writeString(file, "not a key");
    Run run =
        Run.pe3("seal", "--key", file.toString(), "--scheme", "wamp", "--uri", "u")
            .failedWith("malformed file=");
    assertEquals(run.err().indexOf("code="), run.err().lastIndexOf("code="), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "seal --help", "help seal", "version", "--version"})
  void shouldFailWhenWhatItPrintsDoesNotGetOut(String words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Pe3.run(
            words.split(" "),
            InputStream.nullInputStream(),
            new FullOutput(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(ExitCode.FAILED, exit);
    assertEquals(
        "error: code=io file=standard_output: cannot write (No space left on device)\n",
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldFailWhenTheListOfBenchmarksDoesNotGetOut() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Pe3.run(
            new String[] {"bench", "--list"},
            InputStream.nullInputStream(),
            new FullOutput(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(ExitCode.FAILED, exit);
    assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("error: code=io file="));
  }

  /** What writing to a full disk does. */
  private static final class FullOutput extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
