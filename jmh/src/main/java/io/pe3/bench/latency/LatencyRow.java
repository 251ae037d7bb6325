package io.pe3.bench.latency;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one side.
 *
 * @param latencies of all operations, in ns
 * @param perSecond operations done in each second; of several forks the fewest
 * @param saturated whether a fork could not hold the rate, so that its latencies only tell for how
 *     long it was tried
 * @param gcCount collections while operations were timed
 * @param gcMillis that these took
 */
record LatencyRow(
    Histogram latencies, double perSecond, boolean saturated, long gcCount, long gcMillis) {
  private static final String MARK = "latency";
  private static final int WORDS = 6;
  private static final int DIGITS = 3;

  /** One that takes every latency up to a minute with three significant digits. */
  static Histogram newHistogram() {
    return new Histogram(60_000_000_000L, DIGITS);
  }

  /** As a line that {@link #find} finds in what a fork printed. */
  String toLine() {
    ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
    int length = latencies.encodeIntoCompressedByteBuffer(buffer);
    String octets = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    return String.join(
        " ",
        MARK,
        String.valueOf(perSecond),
        String.valueOf(saturated),
        String.valueOf(gcCount),
        String.valueOf(gcMillis),
        octets);
  }

  static Optional<LatencyRow> find(String printed) {
    return printed
        .lines()
        .filter(line -> line.startsWith(MARK + " "))
        .findFirst()
        .map(LatencyRow::of);
  }

  private static LatencyRow of(String line) {
    String[] words = line.split(" ", WORDS);
    ByteBuffer octets = ByteBuffer.wrap(Base64.getDecoder().decode(words[5]));
    try {
      return new LatencyRow(
          Histogram.decodeFromCompressedByteBuffer(octets, 0),
          Double.parseDouble(words[1]),
          Boolean.parseBoolean(words[2]),
          Long.parseLong(words[3]),
          Long.parseLong(words[4]));
    } catch (DataFormatException e) {
      throw new IllegalStateException("a fork printed a broken histogram", e);
    }
  }

  /** Both forks' operations together. */
  LatencyRow with(LatencyRow other) {
    Histogram sum = latencies.copy();
    sum.add(other.latencies);
    return new LatencyRow(
        sum,
        Math.min(perSecond, other.perSecond),
        saturated || other.saturated,
        gcCount + other.gcCount,
        gcMillis + other.gcMillis);
  }
}
