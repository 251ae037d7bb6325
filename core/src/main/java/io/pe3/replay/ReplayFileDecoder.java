package io.pe3.replay;

import io.pe3.error.MalformedException;
import io.pe3.key.UriPattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ReplayFileDescriptor} shows; takes no memory for what a count claims. */
final class ReplayFileDecoder {
  private final ByteBuffer in;

  /** Over a file whose digest is right, up to where that stands. */
  ReplayFileDecoder(byte[] octets, int end) {
    in = ByteBuffer.wrap(octets, 0, end).position(ReplayFileDescriptor.COUNTS_OFFSET);
  }

  void decode(ReplayState state) {
    int keyCount = count();
    int scopeCount = count();
    int senderCount = count();
    List<String> keys = new ArrayList<>();
    List<Long> floors = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      keys.add(text());
      floors.add(require(Long.BYTES).getLong());
    }
    List<UriPattern> scopes = new ArrayList<>();
    for (int i = 0; i < scopeCount; i++) {
      scopes.add(new UriPattern(UriPattern.Match.of(text()), text()));
    }
    for (int i = 0; i < senderCount; i++) {
      String key = keys.get(index(keys.size()));
      UriPattern scope = scopes.get(index(scopes.size()));
      long high = require(2 * Long.BYTES).getLong();
      state.restore(key, scope, high, in.getLong(), window());
    }
    if (in.hasRemaining()) {
      throw new MalformedException("octets follow the last sender", "octets", in.remaining());
    }
    // Last: what was in the table stays known, however its floor rose.
    for (int i = 0; i < keyCount; i++) {
      state.restoreFloor(keys.get(i), floors.get(i));
    }
  }

  private SenderWindow window() {
    long highest = require(Long.BYTES + 1).getLong();
    int length = in.get() & 0xFF;
    if (highest < 1 || length > ReplayFileDescriptor.MAX_BITS_LENGTH) {
      throw new MalformedException("a sender's window is out of range", "length", length);
    }
    byte[] bits = new byte[length];
    require(length).get(bits);
    if (length > 0 && (bits[0] & 1) != 0) {
      throw new MalformedException("a sender's highest counter was not accepted");
    }
    SenderWindow window = new SenderWindow();
    window.restore(
        highest,
        below ->
            below / Byte.SIZE < length
                && (bits[below / Byte.SIZE] & (1 << (below % Byte.SIZE))) != 0);
    return window;
  }

  private String text() {
    int length = require(Short.BYTES).getShort() & 0xFFFF;
    ByteBuffer octets = require(length).slice().limit(length);
    in.position(in.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
    } catch (CharacterCodingException e) {
      throw (MalformedException) new MalformedException("a text is not UTF-8").causedBy(e);
    }
  }

  private int count() {
    int count = require(Integer.BYTES).getInt();
    if (count < 0 || count > in.remaining()) {
      throw new MalformedException("a count is larger than the file", "count", count);
    }
    return count;
  }

  private int index(int size) {
    int index = require(Integer.BYTES).getInt();
    if (index < 0 || index >= size) {
      throw new MalformedException("a sender names no key or scope of the file", "index", index);
    }
    return index;
  }

  private ByteBuffer require(int octets) {
    if (octets > in.remaining()) {
      throw new MalformedException("the file is cut off", "needed", octets);
    }
    return in;
  }
}
