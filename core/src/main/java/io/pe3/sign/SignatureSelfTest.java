package io.pe3.sign;

import io.pe3.error.EngineUnavailableException;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Known answers that an engine has to give before it is used: the test vector of Ed25519ph (RFC
 * 8032, section 7.3), the refusal of it with a changed octet, and that of a point of mixed order.
 */
final class SignatureSelfTest {
  private static final String SEED =
      "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42";
  private static final String SIGNER =
      "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf";
  private static final String MESSAGE = "616263";
  private static final String SIGNATURE =
      "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41"
          + "31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406";

  /** A signer's point and one of order 2 together: what some libraries overlook. */
  private static final String MIXED =
      "a2676949ba301ffb62133a62a3f0ff64a4fb292c01ba9b7d738de5d23581b306";

  private static final String MIXED_MESSAGE = "77686174206973207369676e6564";
  private static final String MIXED_SIGNATURE =
      "5866666666666666666666666666666666666666666666666666666666666666"
          + "9c71288ee82dc0f39927a8fb81562a0471960127f7bb84b2297e1deb907f840f";

  private SignatureSelfTest() {}

  static void run(SignatureEngine engine) {
    UnsafeBuffer signer = octets(SIGNER);
    UnsafeBuffer message = octets(MESSAGE);
    UnsafeBuffer signature = octets(SIGNATURE);
    boolean keyMade;
    try (SecretMemory secret = SecretMemory.allocate(SessionKey.SECRET_OCTETS, Long.BYTES)) {
      secret.segment().copyFrom(MemorySegment.ofArray(HexFormat.of().parseHex(SEED)));
      keyMade = engine.completeKey(secret).isAt(signer, 0);
    }
    boolean accepted = verify(engine, message, signer, signature);
    message.putByte(0, (byte) 0);
    boolean refused = !verify(engine, message, signer, signature);
    refused &= !verify(engine, octets(MIXED_MESSAGE), octets(MIXED), octets(MIXED_SIGNATURE));
    if (!keyMade || !accepted || !refused) {
      throw new EngineUnavailableException(
          "the engine fails its self-test of signatures and must not be used",
          "engine",
          engine.name());
    }
  }

  private static boolean verify(
      SignatureEngine engine, UnsafeBuffer message, UnsafeBuffer signer, UnsafeBuffer signature) {
    engine.begin();
    engine.update(message, 0, message.capacity());
    return engine.verify(signer, 0, signature, 0);
  }

  private static UnsafeBuffer octets(String hex) {
    return new UnsafeBuffer(HexFormat.of().parseHex(hex));
  }
}
