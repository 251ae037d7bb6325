package io.pe3.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's example is this folder's file, and does what the README says. */
class ReadmeTest {
  @Test
  void shouldStandInTheReadmeAsItIs() throws IOException {
    String example =
        Files.readString(Path.of("src/test/java/io/pe3/example/SealAndOpen.java"))
            .lines()
            .skip(2) // The package is the test's own.
            .reduce("", (a, b) -> a + b + "\n");
    String readme = Files.readString(Path.of("../README.md"));
    assertTrue(
        readme.contains("```java\n" + example + "```\n"),
        "README.md does not hold the text of SealAndOpen.java");
  }

  @Test
  void shouldRun() {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      SealAndOpen.main(new String[0]);
    } finally {
      System.setOut(out);
    }
    assertEquals(
        """
        [ppt_scheme, ppt_serializer, ppt_cipher, ppt_keyid] + 80 octets
        sensor roof
        celsius 21.5
        """,
        printed.toString(StandardCharsets.UTF_8).replace("\r", ""));
  }
}
