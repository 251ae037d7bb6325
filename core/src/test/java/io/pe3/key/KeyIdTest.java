package io.pe3.key;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.InvalidKeyException;
import io.pe3.error.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.jcajce.provider.digest.Keccak;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;

class KeyIdTest {
  @Test
  void shouldAcceptTheExamplesOfEip55() throws IOException {
    List<String> ids = eip55();
    ids.forEach(KeyId::check);
    assertEquals(8, ids.size());
  }

  @Test
  void shouldRefuseEip55InAnotherCase() throws IOException {
    int refused = 0;
    for (String id : eip55()) {
      for (int i = 2; i < id.length(); i++) {
        char c = id.charAt(i);
        if (Character.isLetter(c)) {
          char other = Character.isUpperCase(c) ? lower(c) : Character.toUpperCase(c);
          String changed = id.substring(0, i) + other + id.substring(i + 1);
          assertThrows(MalformedException.class, () -> KeyId.check(changed));
          refused++;
        }
      }
    }
    assertTrue(refused > 80, () -> "too few letters");
  }

  @Test
  void shouldNameTheIdThatIsNotEip55() throws IOException {
    String id = eip55().get(4).toLowerCase(Locale.ROOT);
    MalformedException error = assertThrows(MalformedException.class, () -> KeyId.check(id));
    assertEquals(id, error.facts().get("keyid"));
  }

  @Property(tries = 50)
  void shouldDeriveWhatAnotherImplementationDerives(@ForAll @Size(32) byte[] key) {
    byte[] point = new byte[32];
    X25519.generatePublicKey(key, 0, point, 0);
    SHA256Digest sha256 = new SHA256Digest();
    sha256.update(point, 0, 32);
    byte[] hash = new byte[32];
    sha256.doFinal(hash, 0);
    assertEquals(
        eip55(HexFormat.of().formatHex(Arrays.copyOfRange(hash, 12, 32))), KeyId.derive(key));
  }

  @Property(tries = 50)
  void shouldDeriveIdsThatItAccepts(@ForAll @Size(32) byte[] key) {
    String id = KeyId.derive(key);
    KeyId.check(id);
    assertTrue(KeyId.isSelfCertifying(id));
  }

  @Test
  void shouldNotChangeTheKeyItDerivesFrom() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0xff);
    KeyId.derive(key);
    byte[] expected = new byte[32];
    Arrays.fill(expected, (byte) 0xff);
    assertTrue(Arrays.equals(expected, key));
  }

  @Test
  void shouldRefuseToDeriveFromAnotherLength() {
    assertThrows(InvalidKeyException.class, () -> KeyId.derive(new byte[31]));
    assertThrows(InvalidKeyException.class, () -> KeyId.derive(new byte[33]));
  }

  @Test
  void shouldTakeEverythingElseAsOpaque() {
    for (String id :
        List.of(
            "a",
            "urn:uuid:7b0a9e4e-0f5c-4f0e-9d0f-000000000000",
            "key.example.com",
            "0X52908400098527886E0F7030069857D2E4169EE7",
            "0x52908400098527886E0F7030069857D2E4169EE",
            "0x52908400098527886E0F7030069857D2E4169EE7a",
            "0x52908400098527886E0F7030069857D2E4169EEg",
            "ключ",
            "🔑")) {
      assertFalse(KeyId.isSelfCertifying(id), id);
      assertDoesNotThrow(() -> KeyId.check(id), id);
    }
  }

  @Test
  void shouldRefuseAnEmptyId() {
    assertThrows(MalformedException.class, () -> KeyId.check(""));
  }

  @Test
  void shouldRefuseLoneSurrogates() {
    for (String id : List.of("\ud83d", "\udd11", "a\ud83d", "\ud83db", "\udd11\ud83d")) {
      assertThrows(MalformedException.class, () -> KeyId.check(id));
    }
  }

  @Test
  void shouldCountTheLengthInOctetsOfUtf8() {
    assertDoesNotThrow(() -> KeyId.check("a".repeat(65_535)));
    assertThrows(MalformedException.class, () -> KeyId.check("a".repeat(65_536)));
    assertDoesNotThrow(() -> KeyId.check("é".repeat(32_767) + "a"));
    assertThrows(MalformedException.class, () -> KeyId.check("é".repeat(32_768)));
    assertDoesNotThrow(() -> KeyId.check("€".repeat(21_845)));
    assertThrows(MalformedException.class, () -> KeyId.check("€".repeat(21_846)));
    assertDoesNotThrow(() -> KeyId.check("🔑".repeat(16_383) + "abc"));
    assertThrows(MalformedException.class, () -> KeyId.check("🔑".repeat(16_384)));
  }

  /** A second reading of the EIP: bit 4 i of the hash, from the top, decides about digit i. */
  private static String eip55(String digits) {
    byte[] hash = new Keccak.Digest256().digest(digits.getBytes(StandardCharsets.US_ASCII));
    BigInteger bits = new BigInteger(1, hash);
    StringBuilder id = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      String digit = digits.substring(i, i + 1);
      id.append(bits.testBit(255 - 4 * i) ? digit.toUpperCase(Locale.ROOT) : digit);
    }
    return id.toString();
  }

  private static char lower(char c) {
    return Character.toLowerCase(c);
  }

  private static List<String> eip55() throws IOException {
    try (InputStream in = KeyIdTest.class.getResourceAsStream("eip55.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
