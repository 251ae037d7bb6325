package io.pe3.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.compress.ZstdDictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictTest {
  @TempDir Path folder;

  @Test
  void shouldTrainADictionaryAndShowIt() throws IOException {
    Path file = folder.resolve("sensor.dict");
    String printed =
        Run.pe3In(samples(500), "dict", "train", "--size", "2048", "--out", file.toString())
            .printed();
    assertTrue(
        printed.matches(
            "\\{\"dictionary\":[0-9]+,\"octets\":[0-9]+,\"sha256\":\"[0-9a-f]{64}\","
                + "\"samples\":500,\"sample_octets\":[0-9]+\\}\n"),
        printed);
    assertTrue(Files.size(file) <= 2048);
    String shown = Run.pe3("dict", "show", file.toString()).printed();
    assertTrue(printed.startsWith(shown.substring(0, shown.length() - 2)), shown);
    assertTrue(shown.contains(":" + ZstdDictionary.read(file).id() + ","), shown);
  }

  @Test
  void shouldReadSamplesFromAFile() throws IOException {
    Path in = Files.writeString(folder.resolve("samples.ndjson"), samples(500));
    Path out = folder.resolve("sensor.dict");
    for (String serializer : new String[] {"cbor", "msgpack", "json"}) {
      Run.pe3(
              "dict",
              "train",
              "--in",
              in.toString(),
              "--serializer",
              serializer,
              "--out",
              out + serializer)
          .printed();
    }
    assertFalse(
        ZstdDictionary.read(Path.of(out + "cbor")).id()
            == ZstdDictionary.read(Path.of(out + "json")).id());
  }

  @Test
  void shouldRefuseToOverwrite() throws IOException {
    Path file = Files.writeString(folder.resolve("there"), "mine");
    Run.pe3In(samples(500), "dict", "train", "--out", file.toString()).failedWith("io");
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void shouldSayWhatIsWrongWithSamples() {
    String out = folder.resolve("none").toString();
    Run.pe3In("", "dict", "train", "--out", out).failedWith("malformed");
    Run.pe3In(samples(2), "dict", "train", "--out", out).failedWith("malformed");
    Run.pe3In(samples(2) + "[]\n", "dict", "train", "--out", out).failedWith("malformed line=3");
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void shouldRefuseWhatIsNoDictionary() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "no dictionary, just text");
    Run.pe3("dict", "show", file.toString()).failedWith("malformed");
    Run.pe3("dict", "show", folder.resolve("none").toString()).failedWith("io");
  }

  @Test
  void shouldRefuseWrongUse() {
    Run.pe3("dict").badUse("name a command");
    Run.pe3("dict", "show").badUse("see: pe3 dict show --help");
    Run.pe3("dict", "train").badUse("--out");
    String out = folder.resolve("none").toString();
    Run.pe3("dict", "train", "--out", out, "--size", "10").badUse("--size 10");
    Run.pe3("dict", "train", "--out", out, "--serializer", "xml").badUse("--serializer xml");
    Run.pe3("dict", "train", "--out", out, "--in", folder.resolve("no").toString())
        .failedWith("io");
  }

  @Test
  void shouldExplainItself() {
    for (String command : new String[] {"train", "show"}) {
      String help = Run.pe3("dict", command, "--help").printed();
      assertTrue(help.contains("Usage: pe3 dict " + command), help);
      help.lines().forEach(line -> assertTrue(line.length() <= 90, line));
    }
    assertTrue(Run.pe3("help", "dict").printed().contains("pieces of its samples"));
  }

  private static String samples(int count) {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          "{\"args\":[],\"kwargs\":{\"sensor\":\"hall-"
              + random.nextInt(40)
              + "\",\"celsius\":"
              + random.nextInt(400) / 10.0
              + ",\"status\":\"running\",\"sequence\":"
              + i
              + "}}\n");
    }
    return lines.toString();
  }
}
