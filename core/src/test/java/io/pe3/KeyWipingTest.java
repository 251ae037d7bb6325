package io.pe3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches the heap of a program for the octets of keys that it was made to wipe. */
class KeyWipingTest {
  private static final int PART = 16;

  @TempDir Path folder;

  @Test
  void shouldLeaveNothingOfWipedKeysOnTheHeap() throws IOException, InterruptedException {
    String output =
        ForkedJvm.run(
            KeyWipingProbe.class, "-XX:+UseSerialGC", "-Xmx128m", "-Dprobe.folder=" + folder);
    assertTrue(output.endsWith("done"), output);
    byte[] secrets = Files.readAllBytes(folder.resolve("secrets"));
    assertEquals(64, secrets.length);
    byte[] before = Files.readAllBytes(folder.resolve("before.hprof"));
    byte[] after = Files.readAllBytes(folder.resolve("after.hprof"));
    List<String> control = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (int offset = 0; offset < secrets.length; offset += PART) {
      byte[] part = Arrays.copyOfRange(secrets, offset, offset + PART);
      if (contains(before, part)) {
        control.add("part " + offset / PART);
      }
      if (contains(after, part) || contains(after, reversed(part))) {
        found.add("part " + offset / PART);
      }
    }
    assertEquals(4, control.size(), "the search finds what is there: " + control);
    assertEquals(List.of(), found, "on the heap after the keys were wiped");
  }

  private static byte[] reversed(byte[] octets) {
    byte[] reversed = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      reversed[i] = octets[octets.length - 1 - i];
    }
    return reversed;
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int i = 0; i <= text.length - part.length; i++) {
      if (text[i] == part[0] && Arrays.equals(text, i, i + PART, part, 0, PART)) {
        return true;
      }
    }
    return false;
  }
}
