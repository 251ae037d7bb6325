package io.pe3.sign;

import static io.pe3.sign.SignTesting.heap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.Buffers;
import io.pe3.aead.AeadEngines;
import io.pe3.error.EngineUnavailableException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.UnknownKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Ed25519phTest {
  private static final SignatureLabel LABEL = new SignatureLabel("PE3 v1 test");

  static List<String> engines() {
    return SignTesting.engines();
  }

  /** Valid signatures, and those of small-order, mixed, non-canonical and unreduced parts. */
  @ParameterizedTest
  @MethodSource("engines")
  void shouldDecideEveryVectorAsTheProfileSays(String engine) throws IOException {
    int valid = 0;
    int refused = 0;
    List<String> wrong = new ArrayList<>();
    try (Ed25519ph ed25519ph = SignTesting.open(engine)) {
      for (String[] vector : vectors()) {
        boolean expected = vector[1].equals("valid");
        UnsafeBuffer message = heap(hex(vector[3]));
        ed25519ph.beginUnlabelled().update(message, 0, message.capacity());
        if (ed25519ph.verify(heap(hex(vector[2])), 0, heap(hex(vector[4])), 0) != expected) {
          wrong.add(vector[0]);
        }
        valid += expected ? 1 : 0;
        refused += expected ? 0 : 1;
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(7, valid);
    assertEquals(74, refused);
  }

  /** What an engine remembers of a good signer must not make another one good. */
  @ParameterizedTest
  @MethodSource("engines")
  void shouldDecideAlikeInWhateverOrderSignersCome(String engine) throws IOException {
    List<String[]> vectors = vectors();
    for (String[] vector : vectors) {
      UnsafeBuffer message = heap(hex(vector[3]));
      try (Ed25519ph ed25519ph = SignTesting.open(engine)) {
        ed25519ph.beginUnlabelled().update(message, 0, message.capacity());
        boolean first = ed25519ph.verify(heap(hex(vector[2])), 0, heap(hex(vector[4])), 0);
        assertEquals(vector[1].equals("valid"), first, vector[0]);
        ed25519ph.beginUnlabelled().update(message, 0, message.capacity());
        boolean again = ed25519ph.verify(heap(hex(vector[2])), 0, heap(hex(vector[4])), 0);
        assertEquals(first, again, vector[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldSignAsTheRfcDoes(String engine) throws IOException {
    String[] vector = vectors().getFirst();
    assertEquals("rfc8032-7.3", vector[0]);
    byte[] seed = hex("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42");
    byte[] signature = new byte[Ed25519ph.SIGNATURE_OCTETS];
    try (SessionKey key = SessionKey.of(seed);
        Ed25519ph ed25519ph = SignTesting.open(engine)) {
      assertEquals(vector[2], key.signer().toString());
      byte[] message = hex(vector[3]);
      ed25519ph.beginUnlabelled().update(heap(message), 0, message.length);
      ed25519ph.sign(key, heap(signature), 0);
    }
    assertArrayEquals(hex(vector[4]), signature);
  }

  @Test
  void shouldSignAlikeWithEveryEngineWhereverOctetsAre() {
    byte[] text = new byte[10_000];
    new Random(1).nextBytes(text);
    UnsafeBuffer direct = Buffers.direct(text.length + 3);
    direct.putBytes(3, text);
    List<String> signatures = new ArrayList<>();
    try (SessionKey key = SessionKey.generate()) {
      for (String engine : engines()) {
        try (Ed25519ph ed25519ph = SignTesting.open(engine)) {
          assertEquals(engine, ed25519ph.engine());
          for (UnsafeBuffer source : List.of(heap(text), direct)) {
            int offset = source.capacity() - text.length;
            byte[] out = new byte[2 + Ed25519ph.SIGNATURE_OCTETS];
            ed25519ph.begin(LABEL).update(source, offset, 4000).update(source, offset + 4000, 6000);
            ed25519ph.sign(key, heap(out), 2);
            signatures.add(HexFormat.of().formatHex(out));
          }
        }
      }
    }
    assertEquals(4, signatures.size());
    assertEquals(1, signatures.stream().distinct().count());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldRefuseASignatureMadeUnderAnotherLabel(String engine) {
    byte[] signature = new byte[Ed25519ph.SIGNATURE_OCTETS];
    byte[] text = {1, 2, 3};
    try (SessionKey key = SessionKey.generate();
        Ed25519ph ed25519ph = SignTesting.open(engine)) {
      ed25519ph.begin(LABEL).update(heap(text), 0, 3).sign(key, heap(signature), 0);
      UnsafeBuffer signer = heap(key.signer().octets());
      assertTrue(
          ed25519ph.begin(LABEL).update(heap(text), 0, 3).verify(signer, 0, heap(signature), 0));
      assertFalse(
          ed25519ph
              .begin(SignatureLabel.PAYLOAD)
              .update(heap(text), 0, 3)
              .verify(signer, 0, heap(signature), 0));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldTellPartsOfDifferentLengthsApart(String engine) {
    byte[] text = {1, 2, 3};
    byte[] first = new byte[Ed25519ph.SIGNATURE_OCTETS];
    byte[] second = new byte[Ed25519ph.SIGNATURE_OCTETS];
    try (SessionKey key = SessionKey.generate();
        Ed25519ph ed25519ph = SignTesting.open(engine)) {
      ed25519ph.begin(LABEL).updateSized(heap(text), 0, 1).updateSized(heap(text), 1, 2);
      ed25519ph.sign(key, heap(first), 0);
      ed25519ph.begin(LABEL).updateSized(heap(text), 0, 2).updateSized(heap(text), 2, 1);
      ed25519ph.sign(key, heap(second), 0);
    }
    assertFalse(Arrays.equals(first, second));
  }

  @Test
  void shouldRefuseAPartThatIsTooLongForItsLength() {
    try (Ed25519ph ed25519ph = Ed25519ph.create()) {
      UnsafeBuffer large = heap(new byte[65_536]);
      ed25519ph.begin(LABEL).updateSized(large, 0, 65_535);
      assertThrows(LimitExceededException.class, () -> ed25519ph.updateSized(large, 0, 65_536));
    }
  }

  @Test
  void shouldRefuseToSignWhatWasNotBegun() {
    try (SessionKey key = SessionKey.generate();
        Ed25519ph ed25519ph = Ed25519ph.create()) {
      UnsafeBuffer out = heap(new byte[64]);
      assertThrows(IllegalStateException.class, () -> ed25519ph.sign(key, out, 0));
      ed25519ph.begin(LABEL).sign(key, out, 0);
      assertThrows(IllegalStateException.class, () -> ed25519ph.sign(key, out, 0));
      assertThrows(IllegalStateException.class, () -> ed25519ph.update(out, 0, 1));
    }
  }

  @Test
  void shouldCheckRangesBeforeAnythingElse() {
    try (SessionKey key = SessionKey.generate();
        Ed25519ph ed25519ph = Ed25519ph.create()) {
      UnsafeBuffer small = heap(new byte[63]);
      ed25519ph.begin(LABEL);
      assertThrows(IndexOutOfBoundsException.class, () -> ed25519ph.update(small, 0, 64));
      assertThrows(IndexOutOfBoundsException.class, () -> ed25519ph.sign(key, small, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> ed25519ph.verify(small, 32, small, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldNotSignWithAClosedKey(String engine) {
    SessionKey key = SessionKey.generate();
    key.close();
    try (Ed25519ph ed25519ph = SignTesting.open(engine)) {
      ed25519ph.begin(LABEL);
      assertThrows(UnknownKeyException.class, () -> ed25519ph.sign(key, heap(new byte[64]), 0));
    }
  }

  @Test
  void shouldNameTheEnginesThatSign() {
    EngineUnavailableException refused =
        assertThrows(
            EngineUnavailableException.class,
            () -> Ed25519ph.create(AeadEngines.standard(), "jca:SunJCE"));
    assertTrue(refused.detail().contains("sodium, bouncycastle or auto"), refused.detail());
    try (Ed25519ph ed25519ph = Ed25519ph.create(AeadEngines.standard(), "auto")) {
      assertEquals("sodium", ed25519ph.engine());
    }
  }

  private static List<String[]> vectors() throws IOException {
    try (InputStream in = Ed25519phTest.class.getResourceAsStream("ed25519ph.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .toList();
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.equals("-") ? "" : text);
  }
}
