package io.pe3.replay;

import static io.pe3.replay.ReplayTesting.NOW;
import static io.pe3.replay.ReplayTesting.accepts;
import static io.pe3.replay.ReplayTesting.high;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pe3.error.MalformedException;
import io.pe3.error.PolicyRefusedException;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFileTest {
  private static final UriPattern EXACT = UriPattern.exact("com.example.topic");
  private static final UriPattern WILDCARD = UriPattern.wildcard("com..tópic");
  private static final long LOW = 0xFFFF_FFFF_0000_0001L;

  @TempDir Path folder;

  private final DataKey key = DataKey.generate();
  private final DataKey otherKey = DataKey.generate();

  @Test
  void shouldRefuseAfterLoadingWhatWasAcceptedBefore() throws IOException {
    ReplayState state = new ReplayState();
    ReplayGuard guard = new ReplayGuard(state);
    Random random = new Random(4711);
    for (int i = 0; i < 3000; i++) {
      UriPattern scope = random.nextBoolean() ? EXACT : WILDCARD;
      DataKey one = random.nextBoolean() ? key : otherKey;
      long high = high(NOW - random.nextInt(3), random.nextInt(2));
      accepts(guard, one, scope, high, LOW, 1L + random.nextInt(2500));
    }
    ReplayGuard loaded = new ReplayGuard(saveAndLoad(state));
    int fresh = 0;
    for (DataKey one : new DataKey[] {key, otherKey}) {
      for (UriPattern scope : new UriPattern[] {EXACT, WILDCARD}) {
        for (int sender = 0; sender < 6; sender++) {
          long high = high(NOW - sender / 2, sender % 2);
          for (long counter = 1; counter < 2600; counter++) {
            boolean expected = guard.isFresh(one, scope, high, LOW, counter, NOW);
            assertEquals(expected, loaded.isFresh(one, scope, high, LOW, counter, NOW));
            fresh += expected ? 1 : 0;
          }
        }
      }
    }
    assertTrue(fresh > 1000, "some were left to accept: " + fresh);
  }

  @Test
  void shouldKeepAfterLoadingThatWhatLeftIsRefused() throws IOException {
    ReplayState state = new ReplayState(1);
    ReplayGuard guard = new ReplayGuard(state);
    assertTrue(accepts(guard, key, EXACT, high(NOW - 5, 0), LOW, 1));
    assertTrue(accepts(guard, key, EXACT, high(NOW - 5, 1), LOW, 1));
    ReplayGuard loaded = new ReplayGuard(saveAndLoad(state));
    assertFalse(accepts(loaded, key, EXACT, high(NOW - 5, 0), LOW, 1));
    assertFalse(accepts(loaded, key, EXACT, high(NOW - 5, 0), LOW, 2));
    assertTrue(accepts(loaded, key, EXACT, high(NOW - 5, 1), LOW, 2), "it stayed");
    assertFalse(accepts(loaded, key, EXACT, high(NOW - 5, 1), LOW, 1));
  }

  @Test
  void shouldLetTheOldestLeaveWhenLoadedIntoLess() throws IOException {
    ReplayState state = new ReplayState();
    ReplayGuard guard = new ReplayGuard(state);
    for (int age = 0; age < 10; age++) {
      assertTrue(accepts(guard, key, EXACT, high(NOW - age, 0), LOW, 1));
    }
    Path file = folder.resolve("state");
    state.save(file);
    ReplayState less = ReplayState.load(file, 4);
    assertEquals(4, less.size());
    ReplayGuard loaded = new ReplayGuard(less);
    for (int age = 0; age < 10; age++) {
      assertFalse(accepts(loaded, key, EXACT, high(NOW - age, 0), LOW, 1), "age " + age);
      assertEquals(age < 4, accepts(loaded, key, EXACT, high(NOW - age, 0), LOW, 2), "age " + age);
    }
  }

  @Test
  void shouldKnowAKeyThatIsLoadedLater() throws IOException {
    byte[] octets = key.octets();
    ReplayState state = new ReplayState();
    accepts(new ReplayGuard(state), key, EXACT, high(NOW, 0), LOW, 1);
    key.close();
    ReplayState loaded = saveAndLoad(state);
    try (DataKey again = DataKey.of(octets)) {
      assertFalse(accepts(new ReplayGuard(loaded), again, EXACT, high(NOW, 0), LOW, 1));
    }
  }

  @Test
  void shouldTakeFewOctetsForASenderWhoseMessagesAllCame() throws IOException {
    ReplayState state = new ReplayState();
    ReplayGuard guard = new ReplayGuard(state);
    for (int sender = 0; sender < 100; sender++) {
      for (int counter = 1; counter < 20; counter++) {
        accepts(guard, key, EXACT, high(NOW, sender), LOW, counter);
      }
    }
    Path file = folder.resolve("state");
    state.save(file);
    assertTrue(Files.size(file) < 100 * 33 + 200, "octets " + Files.size(file));
  }

  @Test
  void shouldReplaceAFormerFileAndLeaveNoOther() throws IOException {
    ReplayState state = new ReplayState();
    Path file = folder.resolve("state");
    state.save(file);
    accepts(new ReplayGuard(state), key, EXACT, high(NOW, 0), LOW, 1);
    state.save(file);
    assertEquals(1, ReplayState.load(file).size());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void shouldLeaveTheFormerFileWhenWritingFails() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("state/inside"));
    assertThrows(IOException.class, () -> new ReplayState().save(occupied.getParent()));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void shouldWriteForTheOwnerOnlyAndRefuseAFileOfOthers() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no POSIX modes");
    Path file = folder.resolve("state");
    new ReplayState().save(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw--w----"));
    PolicyRefusedException refused =
        assertThrows(PolicyRefusedException.class, () -> ReplayState.load(file));
    assertEquals("0620", refused.facts().get("mode"));
  }

  @Test
  void shouldSayWhenThereIsNoFile() {
    assertThrows(NoSuchFileException.class, () -> ReplayState.load(folder.resolve("none")));
  }

  @Test
  void shouldRefuseEveryDamage() throws IOException {
    byte[] whole = saved();
    Path file = folder.resolve("damaged");
    new ReplayState().save(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      Files.write(file, damaged);
      assertThrows(MalformedException.class, () -> ReplayState.load(file), "octet " + i);
      Files.write(file, Arrays.copyOf(whole, i));
      assertThrows(MalformedException.class, () -> ReplayState.load(file), "cut off at " + i);
    }
  }

  /** What a wrong program could write: everything but the digest may be off. */
  @Test
  void shouldRefuseEveryFormThatIsNotWritten() throws Exception {
    byte[] whole = saved();
    Path file = folder.resolve("wrong");
    new ReplayState().save(file);
    int refused = 0;
    for (int i = 0; i < whole.length - 32; i++) {
      for (byte value : new byte[] {0, 1, 127, -128, -1}) {
        byte[] wrong = whole.clone();
        wrong[i] = value;
        Files.write(file, sealed(wrong, wrong.length - 32));
        try {
          ReplayState.load(file);
        } catch (MalformedException e) {
          refused++;
        }
      }
      Files.write(file, sealed(whole, i));
      assertThrows(MalformedException.class, () -> ReplayState.load(file), "cut off at " + i);
    }
    assertTrue(refused > 50, "refused " + refused);
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    Files.write(file, sealed(longer, whole.length - 31));
    assertThrows(MalformedException.class, () -> ReplayState.load(file));
  }

  private byte[] saved() throws IOException {
    ReplayState state = new ReplayState();
    ReplayGuard guard = new ReplayGuard(state);
    accepts(guard, key, EXACT, high(NOW, 0), LOW, 1);
    accepts(guard, key, EXACT, high(NOW, 0), LOW, 40);
    accepts(guard, otherKey, WILDCARD, high(NOW, 0), LOW, 1);
    state.refuseSendersUntil(key, NOW - 50);
    Path file = folder.resolve("whole");
    state.save(file);
    return Files.readAllBytes(file);
  }

  private ReplayState saveAndLoad(ReplayState state) throws IOException {
    Path file = folder.resolve("state");
    state.save(file);
    return ReplayState.load(file);
  }

  private static byte[] sealed(byte[] octets, int length) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(octets, 0, length);
    return ByteBuffer.allocate(length + 32).put(octets, 0, length).put(digest.digest()).array();
  }
}
