package io.pe3.routers.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Random text and octets that tests put into payloads, and the search for any piece of them in what
 * was recorded. A piece is {@value #PIECE} octets: shorter ones would be found by chance.
 */
public final class Secret {
  static final int PIECE = 8;
  private static final int OCTETS = 48;
  private static final int WORD = 4;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int BASE64_GROUP = 4;
  private static final int ENDS = 0xffff;

  private final byte[] octets = new byte[OCTETS];
  private final String text;
  private final Set<Long> pieces = new HashSet<>();
  private final BitSet ends = new BitSet(ENDS + 1);

  /** Draws a new one. */
  public Secret() {
    SecureRandom random = new SecureRandom();
    random.nextBytes(octets);
    byte[] letters = new byte[OCTETS];
    for (int i = 0; i < OCTETS; i++) {
      // Megabytes of base64 hold eight letters now and then, and so do names; no stars.
      char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
      letters[i] = (byte) (i % WORD == WORD - 1 ? '*' : letter);
    }
    text = new String(letters, StandardCharsets.US_ASCII);
    addPieces(letters);
    addPieces(octets);
  }

  /** Letters and stars, which all serializers write as they are. */
  public String text() {
    return text;
  }

  /** Octets of all values. */
  public byte[] octets() {
    return octets.clone();
  }

  /** How many pieces of it stand in these octets, as they are or in base64 of any alignment. */
  public int countIn(byte[] recorded) {
    int count = countPieces(recorded, recorded.length);
    byte[] run = new byte[recorded.length];
    for (int at = 0; at < recorded.length; at++) {
      int length = 0;
      while (at < recorded.length && isBase64(recorded[at])) {
        run[length] = standard(recorded[at]);
        length++;
        at++;
      }
      for (int shift = 0; shift < BASE64_GROUP; shift++) {
        count += countInBase64(run, shift, length);
      }
    }
    return count;
  }

  private int countInBase64(byte[] run, int from, int to) {
    int whole = (to - from) / BASE64_GROUP * BASE64_GROUP;
    // What remains of a group of two or three characters holds octets, too.
    int rest = (to - from - whole) >= 2 ? to - from - whole : 0;
    if (whole + rest <= PIECE) {
      return 0;
    }
    byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(run, from, from + whole + rest));
    return countPieces(decoded, decoded.length);
  }

  private int countPieces(byte[] in, int length) {
    int count = 0;
    long last = 0;
    for (int i = 0; i < length; i++) {
      last = (last << Byte.SIZE) | (in[i] & 0xff);
      if (i >= PIECE - 1 && ends.get((int) last & ENDS) && pieces.contains(last)) {
        count++;
      }
    }
    return count;
  }

  private void addPieces(byte[] in) {
    ByteBuffer buffer = ByteBuffer.wrap(in);
    for (int at = 0; at + PIECE <= in.length; at++) {
      pieces.add(buffer.getLong(at));
      ends.set((int) buffer.getLong(at) & ENDS);
    }
  }

  private static boolean isBase64(byte octet) {
    return octet > 0 && (Character.isLetterOrDigit(octet) || "+/-_".indexOf(octet) >= 0);
  }

  private static byte standard(byte octet) {
    return switch (octet) {
      case '-' -> '+';
      case '_' -> '/';
      default -> octet;
    };
  }
}
