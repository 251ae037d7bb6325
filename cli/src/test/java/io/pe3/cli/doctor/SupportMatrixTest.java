package io.pe3.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportMatrixTest {
  @Test
  void shouldNameThePlatformsOfTheReadme() throws IOException {
    List<Object> platforms =
        SupportMatrix.toList().stream().map(row -> row.get("platform")).toList();
    assertFalse(platforms.isEmpty());
    assertEquals(readme(0), platforms);
  }

  @Test
  void shouldSayLikeTheReadmeWhatIsBundled() throws IOException {
    List<Boolean> bundled =
        SupportMatrix.toList().stream().map(row -> row.get("sodium").equals("bundled")).toList();
    assertEquals(readme(1).stream().map(cell -> cell.startsWith("bundled")).toList(), bundled);
  }

  /** A column of the README's table of platforms. */
  private static List<String> readme(int column) throws IOException {
    return Files.readAllLines(Path.of("..", "README.md")).stream()
        .dropWhile(line -> !line.startsWith("| platform |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1)[column + 1].strip())
        .toList();
  }
}
