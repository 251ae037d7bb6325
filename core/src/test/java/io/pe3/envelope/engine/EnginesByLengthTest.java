package io.pe3.envelope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pe3.PayloadContext;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.aead.RestartDetector;
import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.EngineChoice;
import io.pe3.aead.engine.EngineKey;
import io.pe3.aead.engine.RandomOctets;
import io.pe3.codec.Serializer;
import io.pe3.envelope.EnvelopeDescriptor;
import io.pe3.envelope.EnvelopeHeader;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.AuthenticationFailedException;
import io.pe3.internal.EngineAccess;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine follows the length of a message; its key is prepared when it is first needed. */
class EnginesByLengthTest {
  private static final AeadCipher CIPHER = AeadCipher.AES256GCM;
  private static final int LONG_FROM = 1000;
  private static final long SEED = 3;
  private static final PayloadContext EVENT =
      PayloadContext.of("realm1", Flow.EVENT, "com.example.topic");

  private final DataKey key = DataKey.generate();
  private final Counting brief = new Counting("sodium");
  private final Counting lengthy = new Counting("jca:SunJCE");
  private final EngineChoice choice = choice(brief, lengthy);
  private final EnvelopeSealer sealer = newSealer(false);
  private final EnvelopeOpener opener = new EnvelopeOpener(cipher -> choice);
  private final SplittableRandom random = new SplittableRandom(SEED);

  @AfterEach
  void close() {
    sealer.close();
    opener.close();
    key.close();
  }

  /** Counts the keys that an engine was asked for. */
  private static final class Counting implements Engine {
    private final Engine engine;
    private int keys;

    Counting(String name) {
      engine = EngineAccess.engine(AeadEngines.standard(), name, CIPHER);
    }

    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public String detail() {
      return engine.detail();
    }

    @Override
    public Set<AeadCipher> ciphers() {
      return engine.ciphers();
    }

    @Override
    public boolean allocationFree() {
      return engine.allocationFree();
    }

    @Override
    public EngineKey newKey(AeadCipher cipher, MemorySegment octets) {
      keys++;
      return engine.newKey(cipher, octets);
    }
  }

  @Test
  void shouldPrepareAKeyInAnEngineWhenAMessageFirstNeedsIt() {
    byte[] first = seal(sealer, 10);
    seal(sealer, LONG_FROM - 1);
    assertEquals(List.of(1, 0), List.of(brief.keys, lengthy.keys));
    byte[] second = seal(sealer, LONG_FROM);
    byte[] third = seal(sealer, 100_000);
    assertEquals(List.of(1, 1), List.of(brief.keys, lengthy.keys));
    open(first);
    assertEquals(List.of(2, 1), List.of(brief.keys, lengthy.keys));
    open(second);
    open(third);
    open(first);
    assertEquals(List.of(2, 2), List.of(brief.keys, lengthy.keys));
    assertEquals(1, opener.prepared(), "one sender, whatever the engine");
  }

  @Test
  void shouldTakeNoMemoryForTheKeysOfTheNextSender() {
    seal(sealer, 10);
    seal(sealer, LONG_FROM);
    RestartDetector.restored();
    byte[] first = seal(sealer, LONG_FROM);
    byte[] second = seal(sealer, 10);
    assertEquals(List.of(1, 1), List.of(brief.keys, lengthy.keys));
    open(first);
    open(second);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldSealTheSameOctetsInEveryEngine(boolean messageKeys) {
    try (EnvelopeSealer one = newSealer(messageKeys)) {
      for (int length : new int[] {0, 1, 999, 1000, 1001, 5000, 70_000}) {
        byte[] body = new byte[length];
        random.nextBytes(body);
        byte[] payload = seal(one, body);
        EnvelopeHeader header = header(payload);
        try (SealingKey alone =
            EnvelopeTesting.key(
                key, header.flags(), header.senderHigh(), header.senderLow(), header.counter())) {
          byte[] expected = new byte[payload.length];
          alone.seal(
              header.flags(),
              header.counter(),
              binding(),
              new ReplyTo(),
              new UnsafeBuffer(body),
              0,
              length,
              new UnsafeBuffer(expected),
              0);
          assertArrayEquals(expected, payload, "length " + length);
        }
        assertArrayEquals(body, open(payload), "length " + length);
      }
    }
  }

  /** A forger who takes over the name of a sender that is known gets nothing prepared by it. */
  @Test
  void shouldKeepNoKeyOfAnEngineForWhatIsNotAuthentic() {
    open(seal(sealer, 10));
    byte[] forged = seal(sealer, LONG_FROM);
    forged[forged.length - 1] ^= 1;
    int before = lengthy.keys;
    for (int i = 0; i < 100; i++) {
      assertThrows(AuthenticationFailedException.class, () -> open(forged));
    }
    assertEquals(before + 1, lengthy.keys, "one place, used again");
    assertArrayEquals(new byte[LONG_FROM], open(seal(sealer, new byte[LONG_FROM])));
    open(seal(sealer, 10));
  }

  private static EngineChoice choice(Engine brief, Engine lengthy) {
    Map<EngineChoice.Row, List<EngineChoice.Step>> rows = new HashMap<>();
    for (Direction direction : Direction.values()) {
      for (BufferKind kind : BufferKind.values()) {
        rows.put(
            new EngineChoice.Row(direction, kind),
            List.of(new EngineChoice.Step(0, brief), new EngineChoice.Step(LONG_FROM, lengthy)));
      }
    }
    return new EngineChoice(rows, RandomOctets::ofSystem);
  }

  private EnvelopeSealer newSealer(boolean messageKeys) {
    return new EnvelopeSealer(key, CIPHER, choice, messageKeys, false, null, null);
  }

  private static byte[] seal(EnvelopeSealer by, int length) {
    return seal(by, new byte[length]);
  }

  private static byte[] seal(EnvelopeSealer by, byte[] body) {
    byte[] payload = new byte[(int) by.sealedLength(body.length)];
    by.seal(
        false,
        null,
        binding(),
        new ReplyTo(),
        new UnsafeBuffer(body),
        0,
        body.length,
        new UnsafeBuffer(payload),
        0);
    return payload;
  }

  private byte[] open(byte[] payload) {
    byte[] content = new byte[payload.length];
    int length =
        opener.open(
            key,
            CIPHER,
            header(payload),
            binding(),
            new ReplyTo(),
            new UnsafeBuffer(payload),
            0,
            payload.length,
            new UnsafeBuffer(content),
            0);
    opener.keep();
    return Arrays.copyOf(content, length);
  }

  private static EnvelopeHeader header(byte[] payload) {
    EnvelopeHeader header = new EnvelopeHeader();
    header.read(new UnsafeBuffer(payload), 0, payload.length, CIPHER.tagLength());
    assertEquals(EnvelopeDescriptor.VERSION, payload[0]);
    return header;
  }

  private static Binding binding() {
    return Binding.of(
        Serializer.NATIVE, CIPHER, "a", EVENT.flow(), EVENT.realm(), EVENT.uri(), null);
  }
}
