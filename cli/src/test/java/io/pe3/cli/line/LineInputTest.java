package io.pe3.cli.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineInputTest {
  @Test
  void shouldGiveLinesAndTheirNumbers() throws IOException {
    assertEquals(List.of("1:a", "2:bc"), lines("a\nbc\n", 100));
    assertEquals(List.of("1:a", "2:bc"), lines("a\nbc", 100));
  }

  @Test
  void shouldPassOverBlankLinesButCountThem() throws IOException {
    assertEquals(List.of("3:a", "6:b"), lines("\n \t\na\n\r\n\n b".replace(" b", "b"), 100));
    assertEquals(List.of(), lines("\n\n", 100));
    assertEquals(List.of(), lines("", 100));
  }

  @Test
  void shouldGiveTheSameLinesHoweverTheOctetsArrive() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String line = "x".repeat(i * 7 + 1);
      text.append(line).append('\n');
      expected.add((i + 1) + ":" + line);
    }
    assertEquals(expected, lines(text.toString(), 4000));
    for (int step : new int[] {1, 7, 4096}) {
      assertEquals(expected, lines(inSteps(text.toString(), step), 4000));
    }
  }

  @Test
  void shouldGrowToALongLine() throws IOException {
    String line = "y".repeat(1 << 20);
    assertEquals(List.of("1:a", "2:" + line, "3:b"), lines("a\n" + line + "\nb", 1 << 20));
  }

  @Test
  void shouldRefuseALineOverTheLimit() {
    LineException error = assertThrows(LineException.class, () -> lines("a\nabcdef\n", 5));
    assertTrue(error.getMessage().startsWith("code=limit_exceeded line=2 limit=line_octets"));
  }

  @Test
  void shouldNotReadAnEndlessLineToItsEnd() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThrows(LineException.class, () -> lines(endless, 1 << 20));
  }

  @Test
  void shouldSendOutputBeforeItWaits() throws IOException {
    List<Integer> flushes = new ArrayList<>();
    LineInput input =
        new LineInput(inSteps("a\nb\nc\n", 4), 100, () -> flushes.add(flushes.size()));
    assertTrue(input.next());
    assertEquals(1, flushes.size());
    assertTrue(input.next());
    assertEquals(1, flushes.size());
    assertTrue(input.next());
    assertEquals(2, flushes.size());
  }

  private static List<String> lines(String text, int maxLength) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxLength);
  }

  private static List<String> lines(InputStream in, int maxLength) throws IOException {
    LineInput input = new LineInput(in, maxLength, () -> {});
    List<String> lines = new ArrayList<>();
    while (input.next()) {
      lines.add(
          input.number()
              + ":"
              + new String(input.octets(), input.offset(), input.length(), StandardCharsets.UTF_8));
    }
    return lines;
  }

  /** Gives at most so many octets at once, as pipes and sockets do. */
  private static InputStream inSteps(String text, int step) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, step));
      }
    };
  }
}
