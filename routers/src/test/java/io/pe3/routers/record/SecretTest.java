package io.pe3.routers.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search finds what it must find; else that it finds nothing would say nothing. */
class SecretTest {
  private final Secret secret = new Secret();

  @Test
  void shouldFindTextAndOctets() {
    assertTrue(secret.countIn(ascii("{\"a\":\"" + secret.text() + "\"}")) > 0);
    assertTrue(secret.countIn(concat(new byte[] {1, 2, 3}, secret.octets())) > 0);
  }

  @Test
  void shouldFindAShortPiece() {
    // Digits around it: a letter could be the one that stands beside the piece in the secret.
    assertEquals(1, secret.countIn(ascii("00" + secret.text().substring(20, 28) + "00")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void shouldFindBase64OfEveryAlignment(int before) {
    byte[] payload = concat(new byte[before], secret.octets());
    String standard = Base64.getEncoder().encodeToString(payload);
    String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
    assertTrue(secret.countIn(ascii("[36,\"\\u0000" + standard + "\"]")) > 0);
    assertTrue(secret.countIn(ascii("\"ab" + urlSafe + "\"")) > 0);
  }

  @Test
  void shouldFindNothingInRandomOctets() {
    byte[] random = new byte[1 << 20];
    new Random(1).nextBytes(random);
    assertEquals(0, secret.countIn(random));
    assertEquals(0, secret.countIn(Base64.getEncoder().encode(random)));
    assertEquals(0, secret.countIn(ascii(new Secret().text())));
  }

  @Test
  void shouldFindNothingInNothing() {
    assertEquals(0, secret.countIn(new byte[0]));
    assertEquals(0, secret.countIn(ascii("abc")));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
