package io.pe3.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.error.UnknownDictionaryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstdDictionaryTest {
  private static final ZstdDictionary DICTIONARY = Samples.dictionary(1);
  private static final ZstdDictionary OTHER = Samples.dictionary(2);

  @TempDir Path folder;

  @Test
  void shouldDeriveTheIdFromTheOctets() throws NoSuchAlgorithmException {
    byte[] octets = DICTIONARY.octets();
    ByteBuffer view = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(DICTIONARY.id(), view.getInt(4));
    assertEquals(DICTIONARY.id(), Zstd.getDictIdFromDict(octets));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
    byte[] sha256 = new byte[32];
    DICTIONARY.sha256Octets().getBytes(0, sha256);
    assertArrayEquals(hash, sha256);
    view.putInt(4, 0);
    long v =
        ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(octets))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt()
            & 0xFFFF_FFFFL;
    assertEquals(32_768 + v % ((1L << 31) - 32_768), DICTIONARY.id());
    assertNotEquals(DICTIONARY.id(), OTHER.id());
  }

  @Test
  void shouldRefuseADictionaryUnderAnotherId() {
    byte[] octets = DICTIONARY.octets();
    octets[5] ^= 1;
    MalformedException refused =
        assertThrows(MalformedException.class, () -> ZstdDictionary.of(octets));
    assertEquals((long) DICTIONARY.id(), refused.facts().get("derived"));
    assertEquals(DICTIONARY.id(), ZstdDictionary.withDerivedId(octets).id());
  }

  @Test
  void shouldRefuseEveryChangedOctet() {
    byte[] octets = DICTIONARY.octets();
    for (int i = 0; i < octets.length; i += 7) {
      octets[i] ^= 1;
      assertThrows(MalformedException.class, () -> ZstdDictionary.of(octets), "octet " + i);
      octets[i] ^= 1;
    }
    assertEquals(DICTIONARY.id(), ZstdDictionary.of(octets).id());
  }

  @Test
  void shouldRefuseRawContentAndWhatIsCorrupt() {
    byte[] raw = Samples.of(20, 3).getFirst();
    assertThrows(MalformedException.class, () -> ZstdDictionary.of(raw));
    assertThrows(MalformedException.class, () -> ZstdDictionary.withDerivedId(raw));
    assertThrows(MalformedException.class, () -> ZstdDictionary.withDerivedId(new byte[0]));
    byte[] cut = Arrays.copyOf(DICTIONARY.octets(), 40);
    assertThrows(MalformedException.class, () -> ZstdDictionary.withDerivedId(cut));
    byte[] tables = DICTIONARY.octets();
    Arrays.fill(tables, 8, 60, (byte) 0xFF);
    assertThrows(MalformedException.class, () -> ZstdDictionary.withDerivedId(tables));
  }

  @Test
  void shouldRefuseADictionaryThatIsTooLarge() {
    byte[] large = Arrays.copyOf(DICTIONARY.octets(), ZstdDictionary.MAX_OCTETS + 1);
    assertThrows(LimitExceededException.class, () -> ZstdDictionary.withDerivedId(large));
  }

  @Test
  void shouldSayWhenSamplesAreTooFew() {
    List<byte[]> few = Samples.of(2, 1);
    assertThrows(MalformedException.class, () -> ZstdDictionary.train(few, 2048));
    assertThrows(MalformedException.class, () -> ZstdDictionary.train(List.of(), 2048));
    assertThrows(IllegalArgumentException.class, () -> ZstdDictionary.train(few, 1000));
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    Path file = folder.resolve("dictionary");
    DICTIONARY.write(file);
    assertEquals(DICTIONARY.id(), ZstdDictionary.read(file).id());
    assertThrows(FileAlreadyExistsException.class, () -> DICTIONARY.write(file));
  }

  @Test
  void shouldMakeSmallMessagesSmallerAndReadThemBack() {
    int plain = 0;
    int framed = 0;
    DictionaryRegistry registry = DictionaryRegistry.of(DICTIONARY);
    try (ZstdCompressor compressor = compressor(registry);
        ZstdDecompressor decompressor = decompressor(registry)) {
      for (byte[] message : Samples.of(100, 99)) {
        byte[] frame = compress(compressor, message);
        assertSame(DICTIONARY, compressor.dictionary());
        assertArrayEquals(message, decompress(decompressor, frame));
        assertSame(DICTIONARY, decompressor.dictionary());
        plain += message.length;
        framed += frame.length;
      }
    }
    assertTrue(framed * 2 < plain, plain + " to " + framed);
  }

  @Test
  void shouldNameTheDictionaryAndCarryAChecksum() {
    try (ZstdCompressor compressor = compressor(DictionaryRegistry.of(DICTIONARY))) {
      byte[] frame = compress(compressor, Samples.of(1, 5).getFirst());
      ZstdFrame header = new ZstdFrame();
      header.readHeader(new UnsafeBuffer(frame), 0, frame.length);
      assertEquals(DICTIONARY.id(), header.dictionaryId());
      assertTrue(header.hasChecksum());
      assertTrue(header.hasContentSize());
    }
  }

  @Test
  void shouldRefuseAFrameWhoseDictionaryIsNotHeld() {
    byte[] frame;
    try (ZstdCompressor compressor = compressor(DictionaryRegistry.of(DICTIONARY))) {
      frame = compress(compressor, Samples.of(1, 5).getFirst());
    }
    try (ZstdDecompressor decompressor = decompressor(DictionaryRegistry.of(OTHER))) {
      UnknownDictionaryException refused =
          assertThrows(UnknownDictionaryException.class, () -> decompress(decompressor, frame));
      assertEquals((long) DICTIONARY.id(), refused.facts().get("dictionary"));
      assertNull(decompressor.dictionary());
    }
  }

  @Test
  void shouldRefuseAFrameThatNamesADictionaryAndHasNoChecksum() {
    byte[] message = Samples.of(1, 5).getFirst();
    byte[] frame;
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      frame = context.loadDict(DICTIONARY.compressing(3)).compress(message);
    }
    try (ZstdDecompressor decompressor = decompressor(DictionaryRegistry.of(DICTIONARY))) {
      MalformedException refused =
          assertThrows(MalformedException.class, () -> decompress(decompressor, frame));
      assertTrue(refused.detail().contains("checksum"), refused.detail());
    }
  }

  @Test
  void shouldRefuseAWrongChecksum() {
    DictionaryRegistry registry = DictionaryRegistry.of(DICTIONARY);
    try (ZstdCompressor compressor = compressor(registry);
        ZstdDecompressor decompressor = decompressor(registry)) {
      byte[] frame = compress(compressor, Samples.of(1, 5).getFirst());
      frame[frame.length - 1] ^= 1;
      assertThrows(MalformedException.class, () -> decompress(decompressor, frame));
    }
  }

  @Test
  void shouldTakeFramesWithoutDictionaryBetweenOthers() {
    DictionaryRegistry registry = DictionaryRegistry.of(DICTIONARY);
    byte[] text = Frames.text(3000);
    byte[] small = Samples.of(1, 5).getFirst();
    try (ZstdCompressor compressor = compressor(registry);
        ZstdCompressor plain = compressor(new DictionaryRegistry());
        ZstdDecompressor decompressor = decompressor(registry)) {
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(text, decompress(decompressor, compress(plain, text)));
        assertNull(decompressor.dictionary());
        assertArrayEquals(small, decompress(decompressor, compress(compressor, small)));
      }
    }
  }

  @Test
  void shouldStopUsingADictionaryAtTheNextMessage() {
    DictionaryRegistry registry = DictionaryRegistry.of(DICTIONARY);
    byte[] text = Frames.text(3000);
    try (ZstdCompressor compressor = compressor(registry)) {
      compress(compressor, text);
      assertSame(DICTIONARY, compressor.dictionary());
      registry.use(OTHER);
      compress(compressor, text);
      assertSame(OTHER, compressor.dictionary());
      registry.useNone();
      byte[] frame = compress(compressor, text);
      assertNull(compressor.dictionary());
      assertArrayEquals(text, Zstd.decompress(frame, text.length));
      registry.use(DICTIONARY);
      assertTrue(registry.remove(DICTIONARY.id()));
      assertFalse(registry.remove(DICTIONARY.id()));
      compress(compressor, text);
      assertNull(compressor.dictionary());
      assertEquals(1, registry.size());
    }
  }

  @Test
  void shouldTryShorterMessagesWithADictionary() {
    byte[] message = Arrays.copyOf(Samples.of(1, 5).getFirst(), 64);
    UnsafeBuffer out = new UnsafeBuffer(new byte[200]);
    try (ZstdCompressor with =
            new ZstdCompressor(3, 256, ZstdLimits.DEFAULT, DictionaryRegistry.of(DICTIONARY));
        ZstdCompressor without = new ZstdCompressor(3, 256, ZstdLimits.DEFAULT)) {
      UnsafeBuffer in = new UnsafeBuffer(message);
      assertTrue(with.compress(in, 0, 64, out, 0, 200) > 0);
      assertEquals(ZstdCompressor.NOT_COMPRESSED, with.compress(in, 0, 63, out, 0, 200));
      assertNull(with.dictionary());
      assertEquals(ZstdCompressor.NOT_COMPRESSED, without.compress(in, 0, 64, out, 0, 200));
    }
  }

  @Test
  void shouldBoundHowManyAreHeld() {
    DictionaryRegistry registry = new DictionaryRegistry();
    byte[] octets = DICTIONARY.octets();
    for (int i = 0; i < DictionaryRegistry.LIMIT; i++) {
      // The last octets are content, and any will do there.
      octets[octets.length - 1] = (byte) i;
      octets[octets.length - 2] = (byte) (i >> 8);
      registry.add(ZstdDictionary.withDerivedId(octets));
    }
    assertEquals(DictionaryRegistry.LIMIT, registry.size());
    assertThrows(LimitExceededException.class, () -> registry.add(OTHER));
    assertNull(registry.current());
  }

  /** Sealers and openers go on while the dictionary changes, and garbage is collected. */
  @Test
  void shouldReplaceADictionaryWhileMessagesFlow() throws Exception {
    DictionaryRegistry registry = DictionaryRegistry.of(DICTIONARY);
    AtomicBoolean stop = new AtomicBoolean();
    Thread changer =
        new Thread(
            () -> {
              for (int seed = 10; !stop.get(); seed++) {
                ZstdDictionary fresh = ZstdDictionary.withDerivedId(vary(seed));
                registry.use(fresh);
                System.gc();
              }
            });
    changer.start();
    int used = 0;
    try (ZstdCompressor compressor = compressor(registry);
        ZstdDecompressor decompressor = decompressor(registry)) {
      ZstdDictionary last = null;
      List<byte[]> messages = Samples.of(50, 77);
      long end = System.nanoTime() + 1_500_000_000L;
      // On a busy machine it takes longer until the dictionary has changed that often.
      for (int i = 0; System.nanoTime() < end || (used <= 3 && changer.isAlive()); i++) {
        byte[] message = messages.get(i % messages.size());
        byte[] frame = compress(compressor, message);
        ZstdDictionary dictionary = compressor.dictionary();
        used += dictionary == last ? 0 : 1;
        assertArrayEquals(message, decompress(decompressor, frame));
        if (last != null && dictionary != last) {
          registry.remove(last.id());
        }
        last = dictionary;
      }
    } finally {
      stop.set(true);
      changer.join();
    }
    assertTrue(used > 3, "changed " + used + " times");
  }

  private static byte[] vary(int seed) {
    byte[] octets = DICTIONARY.octets();
    octets[octets.length - 1] = (byte) seed;
    octets[octets.length - 2] = (byte) (seed >> 8);
    return octets;
  }

  private static ZstdCompressor compressor(DictionaryRegistry registry) {
    return new ZstdCompressor(3, 0, ZstdLimits.DEFAULT, registry);
  }

  private static ZstdDecompressor decompressor(DictionaryRegistry registry) {
    return new ZstdDecompressor(ZstdLimits.DEFAULT, registry);
  }

  private static byte[] compress(ZstdCompressor compressor, byte[] message) {
    byte[] out = new byte[message.length];
    int length =
        compressor.compress(
            new UnsafeBuffer(message), 0, message.length, new UnsafeBuffer(out), 0, out.length);
    assertTrue(length > 0, "not compressed");
    return Arrays.copyOf(out, length);
  }

  private static byte[] decompress(ZstdDecompressor decompressor, byte[] frame) {
    UnsafeBuffer src = new UnsafeBuffer(frame);
    byte[] out = new byte[decompressor.maxDecompressedLength(src, 0, frame.length)];
    decompressor.decompress(src, 0, frame.length, new UnsafeBuffer(out), 0, out.length);
    return out;
  }
}
