package io.pe3.replay;

import io.pe3.key.UriPattern;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what {@link ReplayFileDescriptor} shows. */
final class ReplayFileEncoder {
  private static final long NO_FLOOR = -1;

  private final DataOutputStream out;
  private final byte[] bits = new byte[ReplayFileDescriptor.MAX_BITS_LENGTH];

  private ReplayFileEncoder(OutputStream out) {
    this.out = new DataOutputStream(new BufferedOutputStream(out));
  }

  static void encode(ReplayState.Contents contents, OutputStream out, MessageDigest digest)
      throws IOException {
    ReplayFileEncoder encoder = new ReplayFileEncoder(new DigestOutputStream(out, digest));
    encoder.encode(contents);
    encoder.out.flush();
    out.write(digest.digest());
  }

  private void encode(ReplayState.Contents contents) throws IOException {
    Map<String, Integer> keys = new LinkedHashMap<>();
    Map<UriPattern, Integer> scopes = new LinkedHashMap<>();
    contents.floors().keySet().forEach(key -> number(keys, key));
    List<Sender> senders = new ArrayList<>(contents.senders());
    senders.sort(Sender.OLDEST_FIRST);
    for (Sender sender : senders) {
      number(keys, sender.key().keyId());
      number(scopes, sender.key().scope());
    }
    out.writeLong(ReplayFileDescriptor.MAGIC);
    out.writeInt(keys.size());
    out.writeInt(scopes.size());
    out.writeInt(senders.size());
    for (String key : keys.keySet()) {
      writeText(key);
      out.writeLong(contents.floors().getOrDefault(key, NO_FLOOR));
    }
    for (UriPattern scope : scopes.keySet()) {
      writeText(scope.match().text());
      writeText(scope.uri());
    }
    for (Sender sender : senders) {
      out.writeInt(keys.get(sender.key().keyId()));
      out.writeInt(scopes.get(sender.key().scope()));
      out.writeLong(sender.key().high());
      out.writeLong(sender.key().low());
      writeWindow(sender.window());
    }
  }

  private void writeWindow(SenderWindow window) throws IOException {
    long highest = window.highest();
    out.writeLong(highest);
    Arrays.fill(bits, (byte) 0);
    int length = 0;
    int reach = (int) Math.min(SenderWindow.WIDTH, highest);
    for (int below = 0; below < reach; below++) {
      // Only marks count here: the window may have moved on meanwhile, and then all were marked.
      if (window.isUnmarked(highest - below)) {
        bits[below / Byte.SIZE] |= (byte) (1 << (below % Byte.SIZE));
        length = below / Byte.SIZE + 1;
      }
    }
    out.writeByte(length);
    out.write(bits, 0, length);
  }

  private void writeText(String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(octets.length);
    out.write(octets);
  }

  private static <T> void number(Map<T, Integer> numbers, T value) {
    numbers.putIfAbsent(value, numbers.size());
  }
}
