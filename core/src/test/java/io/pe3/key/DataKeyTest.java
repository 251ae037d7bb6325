package io.pe3.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.InvalidKeyException;
import io.pe3.error.KeyScopeException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnknownKeyException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DataKeyTest {
  private static final String OTHER_ID = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  @Test
  void shouldGenerateCanonicalKeys() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      try (DataKey key = DataKey.generate()) {
        byte[] octets = key.octets();
        assertEquals(0, octets[0] & 7);
        assertEquals(0x40, octets[31] & 0xC0);
        assertTrue(key.isCanonical());
        assertTrue(key.isSelfCertifying());
        assertEquals(KeyId.derive(octets), key.id());
        assertTrue(ids.add(key.id()));
      }
    }
  }

  @Test
  void shouldGenerateEveryFreeBit() {
    byte[] ones = new byte[32];
    byte[] zeros = new byte[32];
    byte[] octets = new byte[32];
    for (int i = 0; i < 200; i++) {
      CanonicalForm.generate(octets);
      for (int j = 0; j < 32; j++) {
        ones[j] |= octets[j];
        zeros[j] |= (byte) ~octets[j];
      }
    }
    byte[] fixedZero = new byte[32];
    fixedZero[0] = 7;
    fixedZero[31] = (byte) 0x80;
    for (int j = 0; j < 32; j++) {
      assertEquals((byte) ~fixedZero[j], ones[j]);
      assertEquals(j == 31 ? (byte) 0xBF : (byte) 0xFF, zeros[j]);
    }
  }

  @Property(tries = 50)
  void shouldTellWhichImportsAreCanonical(@ForAll @Size(32) byte[] octets) {
    try (DataKey key = DataKey.of(octets)) {
      boolean fixedBits = (octets[0] & 7) == 0 && (octets[31] & 0xC0) == 0x40;
      assertEquals(fixedBits, key.isCanonical());
      octets[0] = (byte) (octets[0] & 0xF8);
      octets[31] = (byte) ((octets[31] & 0x3F) | 0x41);
      try (DataKey canonical = DataKey.of(octets)) {
        assertTrue(canonical.isCanonical());
      }
    }
  }

  @Test
  void shouldNotTakeTheExcludedShapesAsCanonical() {
    byte[] octets = new byte[32];
    octets[31] = 0x40;
    assertFalse(CanonicalForm.matches(octets));
    Arrays.fill(octets, 0, 16, (byte) 0xF8);
    assertFalse(CanonicalForm.matches(octets));
    octets[31] = 0x41;
    assertTrue(CanonicalForm.matches(octets));
    octets[31] = 0x40;
    for (int i = 16; i < 31; i++) {
      octets[i] = (byte) 0x80;
      assertTrue(CanonicalForm.matches(octets));
      octets[i] = 0;
    }
    octets[30] = 1;
    for (int bit = 0; bit < 3; bit++) {
      octets[0] = (byte) (0xF8 | (1 << bit));
      assertFalse(CanonicalForm.matches(octets));
    }
    octets[0] = 8;
    for (int high : new int[] {0x00, 0x80, 0xC0}) {
      octets[31] = (byte) (high | 1);
      assertFalse(CanonicalForm.matches(octets));
    }
  }

  @Test
  void shouldShareAnIdAmongKeysThatClampAlike() {
    byte[] octets = key(0x48);
    String id = KeyId.derive(octets);
    octets[0] |= 7;
    octets[31] |= (byte) 0x80;
    try (DataKey key = DataKey.of(octets)) {
      assertEquals(id, key.id());
      assertFalse(key.isCanonical());
    }
  }

  @Test
  void shouldCountImportsAsExported() {
    try (DataKey key = DataKey.of(key(0x48))) {
      assertTrue(key.isExported());
    }
  }

  @Test
  void shouldCountAGeneratedKeyAsExportedOnceTaken() {
    try (DataKey key = DataKey.generate()) {
      assertFalse(key.isExported());
      key.octets();
      assertTrue(key.isExported());
    }
  }

  @Test
  void shouldAcceptItsOwnSelfCertifyingId() {
    byte[] octets = key(0x48);
    String id = KeyId.derive(octets);
    try (DataKey key = DataKey.of(id, octets)) {
      assertEquals(id, key.id());
      assertTrue(key.isSelfCertifying());
      assertFalse(key.isForeign());
    }
  }

  @Test
  void shouldRefuseTheSelfCertifyingIdOfAnotherKey() {
    InvalidKeyException error =
        assertThrows(InvalidKeyException.class, () -> DataKey.of(OTHER_ID, key(0x48)));
    assertEquals(OTHER_ID, error.facts().get("keyid"));
  }

  @Test
  void shouldImportAForeignIdOnRequest() {
    byte[] octets = key(0x48);
    try (DataKey key = DataKey.foreign(OTHER_ID, octets)) {
      assertTrue(key.isForeign());
      assertFalse(key.isSelfCertifying());
      assertEquals(OTHER_ID, key.id());
      assertEquals(KeyId.derive(octets), key.certifiedId());
    }
  }

  @Test
  void shouldNotTakeAnOwnOrOpaqueIdAsForeign() {
    byte[] octets = key(0x48);
    try (DataKey own = DataKey.foreign(KeyId.derive(octets), octets);
        DataKey opaque = DataKey.foreign("opaque", octets)) {
      assertFalse(own.isForeign());
      assertFalse(opaque.isForeign());
    }
  }

  @Test
  void shouldKeepTheCertifiedIdBesideAnOpaqueOne() {
    byte[] octets = key(0x48);
    try (DataKey key = DataKey.of("opaque", octets)) {
      assertEquals("opaque", key.id());
      assertEquals(KeyId.derive(octets), key.certifiedId());
      assertFalse(key.isSelfCertifying());
    }
  }

  @Test
  void shouldRefuseMalformedIds() {
    byte[] octets = key(0x48);
    String lower = OTHER_ID.toLowerCase(java.util.Locale.ROOT);
    assertThrows(MalformedException.class, () -> DataKey.of("", octets));
    assertThrows(MalformedException.class, () -> DataKey.of(lower, octets));
    assertThrows(MalformedException.class, () -> DataKey.foreign(lower, octets));
  }

  @Test
  void shouldRefuseAnotherLength() {
    for (int length : new int[] {0, 16, 31, 33, 64}) {
      assertThrows(InvalidKeyException.class, () -> DataKey.of(new byte[length]));
      assertThrows(InvalidKeyException.class, () -> DataKey.of("id", new byte[length]));
    }
  }

  @Test
  void shouldNotKeepTheCallersArray() {
    byte[] octets = key(0x48);
    try (DataKey key = DataKey.of(octets)) {
      Arrays.fill(octets, (byte) 0);
      assertArrayEquals(key(0x48), key.octets());
      Arrays.fill(key.octets(), (byte) 0);
      assertArrayEquals(key(0x48), key.octets());
    }
  }

  @Test
  void shouldGiveNothingOnceClosed() {
    DataKey key = DataKey.generate();
    key.close();
    key.close();
    assertTrue(key.isClosed());
    UnknownKeyException error = assertThrows(UnknownKeyException.class, key::octets);
    assertEquals(key.id(), error.facts().get("keyid"));
    assertThrows(
        UnknownKeyException.class, () -> key.checkUse(null, null, null, "wamp", "aes256gcm", 0));
  }

  @Test
  void shouldNotShowKeyMaterial() {
    byte[] octets = new byte[32];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) (0xA0 + i);
    }
    try (DataKey key = DataKey.of("opaque", octets)) {
      String text = key.toString();
      assertEquals(
          "DataKey[id=opaque canonical=false foreign=false exported=true closed=false]", text);
      assertFalse(text.contains(HexFormat.of().formatHex(octets).substring(0, 8)));
      assertFalse(text.contains(Base64.getEncoder().encodeToString(octets).substring(0, 8)));
      assertFalse(text.contains(Arrays.toString(octets)));
    }
  }

  @Test
  void shouldEqualOnlyItself() {
    try (DataKey one = DataKey.of(key(0x48));
        DataKey two = DataKey.of(key(0x48));
        DataKey three = DataKey.of(key(0x50))) {
      assertNotEquals(one, two);
      assertTrue(one.hasSameOctets(two));
      assertFalse(one.hasSameOctets(three));
    }
  }

  @Test
  void shouldUseAForeignKeyInSchemeWampOnly() {
    try (DataKey key = DataKey.foreign(OTHER_ID, key(0x48))) {
      assertDoesNotThrow(() -> use(key, "wamp"));
      assertThrows(InvalidKeyException.class, () -> use(key, "x_pe3"));
      assertThrows(InvalidKeyException.class, () -> use(key, "x_other"));
      assertThrows(InvalidKeyException.class, () -> use(key, null));
    }
  }

  @Test
  void shouldRefuseACertifiedKeyThatIsNotCanonicalInXPe3() {
    byte[] octets = key(0xFF);
    try (DataKey certified = DataKey.of(octets);
        DataKey opaque = DataKey.of("opaque", octets)) {
      assertThrows(InvalidKeyException.class, () -> use(certified, "x_pe3"));
      assertDoesNotThrow(() -> use(certified, "wamp"));
      assertDoesNotThrow(() -> use(opaque, "x_pe3"));
    }
  }

  @Test
  void shouldRefuseAUseOutsideItsScope() {
    KeyScope scope = KeyScope.ANY.withRealm("realm1");
    try (DataKey key = DataKey.generate(scope)) {
      assertSame(scope, key.scope());
      KeyScopeException error = assertThrows(KeyScopeException.class, () -> use(key, "wamp"));
      assertEquals(key.id(), error.facts().get("keyid"));
      assertDoesNotThrow(() -> key.checkUse("realm1", null, null, "wamp", null, 0));
    }
  }

  private static void use(DataKey key, String scheme) {
    key.checkUse("realm", "com.example.topic", Flow.EVENT, scheme, "aes256gcm", 1_700_000_000L);
  }

  private static byte[] key(int octet) {
    byte[] octets = new byte[32];
    Arrays.fill(octets, (byte) octet);
    return octets;
  }
}
