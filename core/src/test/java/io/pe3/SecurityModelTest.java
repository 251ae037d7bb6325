package io.pe3;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security-model.md names tests as evidence: each of them has to be there. */
class SecurityModelTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(should\\w+))?`");

  @Test
  void shouldNameTestsThatExist() throws IOException {
    Map<String, Path> classes = testClasses();
    List<String> missing = new ArrayList<>();
    int named = 0;
    Matcher matcher = TEST.matcher(Files.readString(PROJECT.resolve("docs/security-model.md")));
    while (matcher.find()) {
      named++;
      Path source = classes.get(matcher.group(1));
      String method = matcher.group(2);
      boolean there =
          source != null
              && (method == null || Files.readString(source).contains(" void " + method + "("));
      if (!there) {
        missing.add(matcher.group());
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named > 80, "named=" + named);
  }

  private static Map<String, Path> testClasses() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java"))
          .collect(
              toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  file -> file,
                  (one, other) -> one));
    }
  }
}
