package io.pe3.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadScheme;
import io.pe3.PayloadSealer;
import io.pe3.aead.EngineTable.Step;
import io.pe3.error.EngineUnavailableException;
import io.pe3.error.MalformedException;
import io.pe3.key.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which engine takes which message, and what a table's file may say. */
class EngineTableTest {
  private static final String SUN = "jca:SunJCE";
  private static final String FAST = "sodium";

  @TempDir Path folder;

  @Test
  void shouldTakeLibsodiumForShortMessagesAndAVectorEngineForLongOnes() {
    assumeTrue(AeadEngines.standard().supports(FAST, AeadCipher.AES256GCM));
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).build()) {
      for (Direction direction : Direction.values()) {
        for (BufferKind kind : BufferKind.values()) {
          assertEquals(FAST, aead.engine(direction, kind, 0));
          assertEquals(FAST, aead.engine(direction, kind, 2048));
          assertTrue(aead.engine(direction, kind, 16_384).startsWith("jca:"));
        }
      }
      assertEquals(FAST, aead.engine());
    }
  }

  @Test
  void shouldNeverTakeAnEngineThatAllocatesWhenToldNotTo() {
    assumeTrue(AeadEngines.standard().supports(FAST, AeadCipher.AES256GCM));
    EngineTable table =
        EngineTable.empty()
            .with(
                AeadCipher.AES256GCM,
                Direction.SEAL,
                BufferKind.HEAP,
                List.of(new Step(0, SUN), new Step(100, FAST), new Step(200, SUN)));
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).engineTable(table).allocationFree(true).build()) {
      for (int length : new int[] {0, 100, 200, 1 << 20}) {
        assertEquals(FAST, aead.engine(Direction.SEAL, BufferKind.HEAP, length));
        for (Direction direction : Direction.values()) {
          assertTrue(!aead.engine(direction, BufferKind.DIRECT, length).equals(SUN));
        }
      }
    }
    try (DataKey key = DataKey.generate()) {
      Aead.Builder builder = Aead.builder(key).engine(SUN).allocationFree(true);
      assertThrows(EngineUnavailableException.class, builder::build);
    }
  }

  @ParameterizedTest
  @EnumSource(BufferKind.class)
  void shouldSealAndOpenAcrossTheStepsOfATable(BufferKind kind) {
    assumeTrue(AeadEngines.standard().supports(FAST, AeadCipher.AES256GCM));
    EngineTable table = EngineTable.empty();
    for (Direction direction : Direction.values()) {
      table =
          table.with(
              AeadCipher.AES256GCM,
              direction,
              kind,
              List.of(
                  new Step(0, FAST),
                  new Step(direction == Direction.SEAL ? 64 : 80, SUN),
                  new Step(256, "bouncycastle"),
                  new Step(300, FAST)));
    }
    byte[] plain = AeadTesting.plaintext(512);
    try (DataKey key = DataKey.generate();
        Aead aead = Aead.builder(key).engineTable(table).build()) {
      UnsafeBuffer text = AeadTesting.buffer(kind == BufferKind.HEAP, 512);
      text.putBytes(0, plain);
      for (int length = 0; length <= 512; length++) {
        UnsafeBuffer payload =
            AeadTesting.buffer(kind == BufferKind.HEAP, length + aead.cipher().overhead());
        UnsafeBuffer back = AeadTesting.buffer(kind == BufferKind.HEAP, length);
        int sealed = aead.seal(text, 0, length, payload, 0);
        assertEquals(length, aead.open(payload, 0, sealed, back, 0));
        assertArrayEquals(AeadTesting.octets(text, 0, length), AeadTesting.octets(back, 0, length));
      }
    }
  }

  @Test
  void shouldReadBackWhatItWrites() throws IOException {
    EngineTable table = AeadEngines.standard().table();
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, table.toText(List.of("measured here", "two\nlines")));
    assertEquals(table.toText(List.of()), EngineTable.read(file).toText(List.of()));
  }

  @Test
  void shouldUseTheMachinesOwnStepsWhereATableIsSilent() throws IOException {
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, "format = 1\naes256gcm.seal.heap = 0 " + SUN + "\n");
    try (DataKey key = DataKey.generate();
        Aead plain = Aead.builder(key).build();
        Aead aead = Aead.builder(key).engineTable(EngineTable.read(file)).build()) {
      assertEquals(SUN, aead.engine(Direction.SEAL, BufferKind.HEAP, 10));
      assertEquals(
          plain.engine(Direction.OPEN, BufferKind.HEAP, 10),
          aead.engine(Direction.OPEN, BufferKind.HEAP, 10));
    }
  }

  @Test
  void shouldRefuseATableWhoseEngineIsMissing() throws IOException {
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, "format = 1\naes256gcm.seal.heap = 0 sodium, 9 jca:Nobody\n");
    EngineTable table = EngineTable.read(file);
    try (DataKey key = DataKey.generate()) {
      Aead.Builder builder = Aead.builder(key).engineTable(table);
      EngineUnavailableException error =
          assertThrows(EngineUnavailableException.class, builder::build);
      assertTrue(error.getMessage().contains("jca:Nobody"), error.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "format = 2\n",
        "aes256gcm.seal.heap = 0 sodium\n",
        "format = 1\naes256gcm.seal = 0 sodium\n",
        "format = 1\nrot13.seal.heap = 0 sodium\n",
        "format = 1\naes256gcm.seal.heap = \n",
        "format = 1\naes256gcm.seal.heap = 1 sodium\n",
        "format = 1\naes256gcm.seal.heap = 0 sodium, 0 jca:SunJCE\n",
        "format = 1\naes256gcm.seal.heap = 0 sodium, 90 jca:SunJCE, 80 sodium\n",
        "format = 1\naes256gcm.seal.heap = 0 sodium,\n",
        "format = 1\naes256gcm.seal.heap = x sodium\n",
        "format = 1\naes256gcm.seal.heap = -1 sodium\n",
        "format = 1\naes256gcm.seal.heap = 0 auto\n",
        "format = 1\naes256gcm.seal.heap = 0 jca\n",
        "format = 1\naes256gcm.seal.heap = 0 s\u00f6dium\n",
        "format = 1\naes256gcm.seal.heap = 0 sodium\naes256gcm.seal.heap = 0 jca:SunJCE\n",
        "format = 1\nformat = 1\n",
        "format = 1\naes256gcm.seal.heap = 0 sodium extra\n",
        "format = 1\naes256gcm.seal.heap = 0 a,1 b,2 c,3 d,4 e,5 f,6 g,7 h,8 i,9 j,10 k,11 l,12 m,"
            + "13 n,14 o,15 p,16 q\n",
        "format = 1\naes256gcm.seal.heap = 99999999999 sodium\n",
        "format = 1\nx = \\u00zz\n"
      })
  void shouldRefuseAFileThatIsNoTable(String text) throws IOException {
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, text);
    MalformedException error = assertThrows(MalformedException.class, () -> EngineTable.read(file));
    assertTrue(error.getMessage().contains("file="), error.getMessage());
  }

  @Test
  void shouldNameTheLineThatStandsTwice() throws IOException {
    Path file = folder.resolve("engines.properties");
    Files.writeString(
        file, "format = 1\naes256gcm.open.heap = 0 sodium\naes256gcm.open.heap = 0 sodium\n");
    MalformedException error = assertThrows(MalformedException.class, () -> EngineTable.read(file));
    assertEquals("aes256gcm.open.heap", error.facts().get("line"));
  }

  @Test
  void shouldNameTheFormatOfATableThatIsNewer() throws IOException {
    Path file = folder.resolve("engines.properties");
    Files.writeString(file, "format = 2\nsomething.new = 1\n");
    MalformedException error = assertThrows(MalformedException.class, () -> EngineTable.read(file));
    assertEquals("2", error.facts().get("format"));
    assertEquals("1", error.facts().get("expected"));
  }

  @Test
  void shouldRefuseAFileThatIsNoTextOrTooLong() throws IOException {
    Path file = folder.resolve("engines.properties");
    Files.write(file, new byte[] {'#', (byte) 0xff, '\n'});
    assertThrows(MalformedException.class, () -> EngineTable.read(file));
    Files.writeString(file, "format = 1\n#" + "x".repeat(64 * 1024));
    assertThrows(MalformedException.class, () -> EngineTable.read(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "auto", "jca", "a b", "a,b", "a\\b", "a\nb", "jca:\u00fcber"})
  void shouldRefuseANameThatAFileWouldNotGiveBack(String name) {
    assertThrows(IllegalArgumentException.class, () -> new Step(0, name));
  }

  @Test
  void shouldBeGivenToSealersAndOpeners() {
    EngineTable table = EngineTable.empty();
    for (Direction direction : Direction.values()) {
      for (BufferKind kind : BufferKind.values()) {
        table = table.with(AeadCipher.AES256GCM, direction, kind, List.of(new Step(0, SUN)));
      }
    }
    PayloadContext topic = PayloadContext.of("com.example.topic");
    try (DataKey key = DataKey.generate();
        PayloadSealer sealer =
            PayloadSealer.builder(key).scheme(PayloadScheme.WAMP).engineTable(table).build()) {
      assertEquals(SUN, sealer.engine());
      PayloadSealer.builder(key)
          .scheme(PayloadScheme.WAMP)
          .engine(SUN)
          .allocationFree(false)
          .build()
          .close();
      assertThrows(
          EngineUnavailableException.class,
          () ->
              PayloadSealer.builder(key)
                  .scheme(PayloadScheme.WAMP)
                  .engine(SUN)
                  .allocationFree(true)
                  .build());
      var sealed = sealer.seal(topic, List.of("x"), Map.of());
      try (PayloadOpener opener =
          PayloadOpener.builder(key).schemes(PayloadScheme.WAMP).engineTable(table).build()) {
        assertEquals(
            List.of("x"), opener.open(sealed.attributes(), topic, sealed.payload()).args());
      }
    }
  }
}
