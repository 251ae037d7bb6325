package io.pe3.codec;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CborVectorsTest {
  @Test
  void shouldDecodeAllExamplesOfTheSpecification() {
    int run = 0;
    for (String line : CborTesting.lines("rfc8949-appendix-a.txt")) {
      String[] fields = line.split(" ", 3);
      byte[] octets = CborTesting.hex(fields[0]);
      assertEquals(fields[2], decode(octets), line);
      CborTesting.validate(octets);
      run++;
    }
    assertEquals(81, run);
  }

  @Test
  void shouldEncodeAllExamplesInPreferredForm() {
    int run = 0;
    for (String line : CborTesting.lines("rfc8949-appendix-a.txt")) {
      String[] fields = line.split(" ", 3);
      if (fields[1].equals("y")) {
        Object value = CborTesting.read(CborTesting.hex(fields[0]));
        assertEquals(fields[0], CborTesting.hex(CborTesting.write(value)), line);
        run++;
      }
    }
    assertEquals(55, run);
  }

  @Test
  void shouldRefuseWhatIsNotWellFormed() {
    int run = 0;
    for (String line : CborTesting.lines("cbor-malformed.txt")) {
      String hex = line.substring(0, line.indexOf(' '));
      byte[] octets = CborTesting.hex(hex.equals("-") ? "" : hex);
      assertThrows(MalformedException.class, () -> CborTesting.validate(octets), line);
      assertThrows(Pe3Exception.class, () -> CborTesting.read(octets), line);
      run++;
    }
    assertEquals(93, run);
  }

  private static String decode(byte[] octets) {
    CborReader reader = CborTesting.reader(octets);
    ValueType type = reader.peek();
    String text;
    if (type == ValueType.SIMPLE || type == ValueType.UNDEFINED) {
      reader.skipValue();
      text = type.name().toLowerCase(Locale.ROOT);
    } else {
      text = show(PlainValues.read(reader));
    }
    reader.endOfInput();
    return text;
  }

  private static String show(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + text + '"';
      case byte[] octets -> "h'" + CborTesting.hex(octets) + "'";
      case List<?> values ->
          values.stream().map(CborVectorsTest::show).collect(joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> show(entry.getKey()) + ": " + show(entry.getValue()))
              .collect(joining(", ", "{", "}"));
      default -> value.toString();
    };
  }
}
