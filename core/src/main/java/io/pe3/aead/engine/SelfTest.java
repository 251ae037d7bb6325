package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.error.EngineUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Known answers that an engine has to give before it is used: seal and open of a published vector,
 * and the refusal of a changed tag.
 */
public final class SelfTest {
  private static final HexFormat HEX = HexFormat.of();

  private SelfTest() {}

  /**
   * Tests an engine.
   *
   * @throws EngineUnavailableException when an answer is not the known one
   */
  public static void run(Engine engine, AeadCipher cipher) {
    KnownAnswer answer = KnownAnswer.of(cipher);
    byte[] out = new byte[answer.sealed().length];
    byte[] back = new byte[answer.plaintext().length];
    boolean opened;
    boolean refused;
    try (Arena arena = Arena.ofConfined();
        EngineKey key =
            engine.newKey(cipher, arena.allocateFrom(ValueLayout.JAVA_BYTE, answer.key()))) {
      key.associatedData().putBytes(0, answer.associatedData());
      seal(key, answer, out);
      opened = open(key, answer, out, back);
      byte[] changed = out.clone();
      changed[changed.length - 1] ^= 1;
      refused = !open(key, answer, changed, new byte[back.length]);
    }
    if (!Arrays.equals(out, answer.sealed())
        || !opened
        || !Arrays.equals(back, answer.plaintext())
        || !refused) {
      throw new EngineUnavailableException(
          "the engine fails its self-test and must not be used",
          "engine",
          engine.name(),
          "cipher",
          cipher.text(),
          "detail",
          engine.detail());
    }
  }

  private static void seal(EngineKey key, KnownAnswer answer, byte[] out) {
    UnsafeBuffer nonce = answer.nonceWords();
    key.seal(
        word(nonce, 0),
        word(nonce, 1),
        word(nonce, 2),
        word(nonce, 3),
        answer.associatedData().length,
        new UnsafeBuffer(answer.plaintext()),
        0,
        answer.plaintext().length,
        new UnsafeBuffer(out),
        0);
  }

  private static boolean open(EngineKey key, KnownAnswer answer, byte[] sealed, byte[] out) {
    UnsafeBuffer nonce = answer.nonceWords();
    return key.open(
        word(nonce, 0),
        word(nonce, 1),
        word(nonce, 2),
        word(nonce, 3),
        answer.associatedData().length,
        new UnsafeBuffer(sealed),
        0,
        sealed.length,
        new UnsafeBuffer(out),
        0);
  }

  private static long word(UnsafeBuffer nonce, int index) {
    return nonce.getLong(index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
  }

  /** One published vector; {@code sealed} is ciphertext and tag in the cipher's order. */
  private record KnownAnswer(
      String keyHex,
      String nonceHex,
      String associatedDataHex,
      String plaintextHex,
      String sealedHex) {

    static KnownAnswer of(AeadCipher cipher) {
      return switch (cipher) {
        // NIST SP 800-38D, the GCM submission's test case 16.
        case AES256GCM ->
            new KnownAnswer(
                "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
                "cafebabefacedbaddecaf888",
                "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c9595"
                    + "6809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e4859"
                    + "0dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                    + "76fc6ece0f4e1768cddf8853bb2d551b");
        // NaCl's secretbox vector.
        case XSALSA20POLY1305 ->
            new KnownAnswer(
                "1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389",
                "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37",
                "",
                "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33"
                    + "bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06d"
                    + "ceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca"
                    + "1c60902e52f0a089bc76897040e082f937763848645e0705",
                "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea716"
                    + "4d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2"
                    + "270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3"
                    + "732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb4"
                    + "5a74e355a5");
        // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
        case XCHACHA20POLY1305 ->
            new KnownAnswer(
                "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
                "404142434445464748494a4b4c4d4e4f5051525354555657",
                "50515253c0c1c2c3c4c5c6c7",
                "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f6620"
                    + "2739393a204966204920636f756c64206f6666657220796f75206f6e6c79206f6e6520"
                    + "74697020666f7220746865206675747572652c2073756e73637265656e20776f756c64"
                    + "2062652069742e",
                "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b"
                    + "4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945"
                    + "b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812"
                    + "f615c68b13b52e"
                    + "c0875924c1c7987947deafd8780acf49");
        // draft-irtf-cfrg-aegis-aead, AEGIS-256 test vector 1, 256-bit tag.
        case AEGIS256 ->
            new KnownAnswer(
                "1001000000000000000000000000000000000000000000000000000000000000",
                "1000020000000000000000000000000000000000000000000000000000000000",
                "",
                "00000000000000000000000000000000",
                "754fc3d8c973246dcc6d741412a4b236"
                    + "1181a1d18091082bf0266f66297d167d2e68b845f61a3b0527d31fc7b7b89f13");
      };
    }

    byte[] key() {
      return HEX.parseHex(keyHex);
    }

    byte[] associatedData() {
      return HEX.parseHex(associatedDataHex);
    }

    byte[] plaintext() {
      return HEX.parseHex(plaintextHex);
    }

    byte[] sealed() {
      return HEX.parseHex(sealedHex);
    }

    UnsafeBuffer nonceWords() {
      return new UnsafeBuffer(Arrays.copyOf(HEX.parseHex(nonceHex), 4 * Long.BYTES));
    }
  }
}
