package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchFlagsTest {
  @TempDir Path folder;

  @Test
  void shouldNameMissingExport() throws Exception {
    Run run = Processes.run(Processes.pe3Jvm(List.of(Processes.NATIVE), "doctor"), "");
    assertEquals(ExitCode.FAILED, run.exit());
    assertTrue(run.out().contains("BROKEN"), run.out());
    assertTrue(run.out().contains(Processes.EXPORTS), run.out());
    assertEquals("", run.err());
  }

  @Test
  void shouldNameMissingExportInJsonToo() throws Exception {
    Run run = Processes.run(Processes.pe3Jvm(List.of(Processes.NATIVE), "doctor", "--json"), "");
    assertEquals(ExitCode.FAILED, run.exit());
    assertTrue(run.out().contains("\"healthy\":false"), run.out());
    assertTrue(run.out().contains(Processes.EXPORTS), run.out());
  }

  @Test
  void shouldRefuseToWorkWithoutExport() throws Exception {
    String key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
    for (List<String> words :
        List.of(
            List.of("keygen"),
            List.of("seal", "--scheme", "wamp", "--key", key, "--uri", "a"),
            List.of("open", "--scheme", "wamp", "--key", key, "--uri", "a"),
            List.of("inspect"))) {
      Run run =
          Processes.run(
              Processes.pe3Jvm(List.of(Processes.NATIVE), words.toArray(String[]::new)), "{}\n");
      run.failedWith("engine_unavailable ");
      assertTrue(run.err().contains(Processes.EXPORTS), run.err());
    }
  }

  @Test
  void shouldNameNativeAccessWhenTheJdkDeniesIt() throws Exception {
    Run run =
        Processes.run(
            Processes.pe3Jvm(List.of(Processes.EXPORTS, "--illegal-native-access=deny"), "doctor"),
            "");
    assertTrue(run.out().contains("start the JVM with " + Processes.NATIVE), run.out());
    assertTrue(run.out().contains("bouncycastle"), run.out());
    assertFalse(run.err().contains("Exception"), run.err());
    assertEquals(ExitCode.FAILED, run.exit(), "zstd needs native access");
  }

  @Test
  void shouldSealAndOpenWhenTheJdkDeniesNativeAccess() throws Exception {
    String key = folder.resolve("key.json").toString();
    Run.pe3("keygen", "--out", key).printed();
    List<String> denied = List.of(Processes.EXPORTS, "--illegal-native-access=deny");
    for (String cipher : List.of("aes256gcm", "xsalsa20poly1305")) {
      String sealed =
          Processes.run(
                  Processes.pe3Jvm(
                      denied,
                      "seal",
                      "--scheme",
                      "wamp",
                      "--key",
                      key,
                      "--uri",
                      "a",
                      "--cipher",
                      cipher),
                  "{\"args\":[1]}\n")
              .printed();
      assertEquals(
          "{\"uri\":\"a\",\"args\":[1],\"kwargs\":{}}\n",
          Processes.run(
                  Processes.pe3Jvm(denied, "open", "--scheme", "wamp", "--key", key, "--uri", "a"),
                  sealed)
              .printed());
    }
  }
}
