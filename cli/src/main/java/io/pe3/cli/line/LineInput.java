package io.pe3.cli.line;

import io.pe3.error.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines of octets one after another into one buffer that is used again and grows only to the
 * longest line, so that any number of lines takes constant memory. Lines of white space are passed
 * over but counted; the last line may lack its line feed.
 */
public final class LineInput {
  /** Room for a body of 64 MiB, the largest that opens by default, and for what is around it. */
  public static final int MAX_LINE_LENGTH = (64 << 20) + (1 << 20);

  private static final int FIRST_CAPACITY = 1 << 16;

  private final InputStream in;
  private final int maxLength;
  private final BeforeWaiting beforeWaiting;
  private byte[] octets = new byte[FIRST_CAPACITY];
  private int unread;
  private int filled;
  private int offset;
  private int length;
  private long number;

  /** Is run before each read, which may wait: what was made so far has to go out first. */
  public interface BeforeWaiting {
    void run() throws IOException;
  }

  public LineInput(InputStream in, int maxLength, BeforeWaiting beforeWaiting) {
    this.in = in;
    this.maxLength = maxLength;
    this.beforeWaiting = beforeWaiting;
  }

  /** Goes to the next line that is not blank; false at the end of the input. */
  public boolean next() throws IOException {
    while (nextLine()) {
      if (!isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Holds the line until the next call of {@link #next()}. */
  public byte[] octets() {
    return octets;
  }

  /** Where the line begins in {@link #octets()}. */
  public int offset() {
    return offset;
  }

  /** Octets in the line, without its line feed. */
  public int length() {
    return length;
  }

  private boolean nextLine() throws IOException {
    number++;
    int scanned = 0;
    while (true) {
      for (int i = unread + scanned; i < filled; i++) {
        if (octets[i] == '\n') {
          take(i - unread, 1);
          return true;
        }
      }
      scanned = filled - unread;
      checkLength(scanned);
      if (!fill()) {
        take(scanned, 0);
        return scanned > 0;
      }
    }
  }

  private void take(int lineLength, int feed) {
    checkLength(lineLength);
    offset = unread;
    length = lineLength;
    unread += lineLength + feed;
  }

  /** Stops an endless line before memory is taken for it. */
  private void checkLength(int lineLength) {
    if (lineLength > maxLength) {
      throw new LineException(
          number,
          new LimitExceededException(
              "the line is longer than any payload in it could be; put one object on each line",
              "limit",
              "line_octets",
              "maximum",
              maxLength));
    }
  }

  private boolean fill() throws IOException {
    System.arraycopy(octets, unread, octets, 0, filled - unread);
    filled -= unread;
    unread = 0;
    if (filled == octets.length) {
      octets = Arrays.copyOf(octets, (int) Math.min(2L * octets.length, maxLength + 1L));
    }
    beforeWaiting.run();
    int count = in.read(octets, filled, octets.length - filled);
    filled += Math.max(count, 0);
    return count > 0;
  }

  private boolean isBlank() {
    for (int i = offset; i < offset + length; i++) {
      byte octet = octets[i];
      if (octet != ' ' && octet != '\t' && octet != '\r') {
        return false;
      }
    }
    return true;
  }
}
