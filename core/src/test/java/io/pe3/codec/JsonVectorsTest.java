package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.error.MalformedException;
import org.junit.jupiter.api.Test;

class JsonVectorsTest {
  @Test
  void shouldAcceptWhatIsJson() {
    int run = 0;
    for (String line : CborTesting.lines("json-accepted.txt")) {
      String[] fields = line.split("\t", 2);
      byte[] octets = CodecTesting.unescape(fields[0]);
      CodecTesting.validate(Serializer.JSON, octets);
      Object value = CodecTesting.read(Serializer.JSON, octets);
      assertEquals(fields[1], CodecTesting.show(value), line);
      byte[] written = CodecTesting.write(Serializer.JSON, value);
      PlainValueArbitraries.assertSame(value, CodecTesting.read(Serializer.JSON, written));
      run++;
    }
    assertEquals(111, run);
  }

  @Test
  void shouldRefuseWhatIsNotJson() {
    int run = 0;
    for (String line : CborTesting.lines("json-refused.txt")) {
      byte[] octets = CodecTesting.unescape(line.substring(0, line.indexOf('\t')));
      assertThrows(
          MalformedException.class, () -> CodecTesting.validate(Serializer.JSON, octets), line);
      assertThrows(
          MalformedException.class, () -> CodecTesting.read(Serializer.JSON, octets), line);
      run++;
    }
    assertEquals(226, run);
  }
}
