package io.pe3.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes every field that a reader reads, so that none is optimised away, and keeps them when asked
 * to, so that they can be compared. The same few instructions for every side.
 */
public final class FieldSink {
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private List<Object> kept;
  private Object last;
  private long digest;

  /** Makes one that keeps nothing. */
  public FieldSink() {}

  void keepFields() {
    kept = new ArrayList<>();
  }

  List<Object> keptFields() {
    return kept;
  }

  /** Octets in place: the caller fills it and hands it back. */
  UnsafeBuffer view() {
    return view;
  }

  void take(long value) {
    digest = digest * 31 + value;
    if (kept != null) {
      kept.add(value);
    }
  }

  void take(double value) {
    digest = digest * 31 + Double.doubleToRawLongBits(value);
    if (kept != null) {
      kept.add(value);
    }
  }

  void take(boolean value) {
    digest = digest * 31 + (value ? 1 : 2);
    if (kept != null) {
      kept.add(value);
    }
  }

  void takeNull() {
    digest = digest * 31;
    if (kept != null) {
      kept.add(null);
    }
  }

  void take(String text) {
    digest = digest * 31 + text.length();
    last = text;
    if (kept != null) {
      kept.add(text);
    }
  }

  void take(byte[] octets) {
    digest = digest * 31 + octets.length;
    last = octets;
    if (kept != null) {
      kept.add(octets);
    }
  }

  void takeText(DirectBuffer utf8) {
    digest = digest * 31 + utf8.capacity();
    last = utf8;
    if (kept != null) {
      kept.add(new String(octets(utf8), StandardCharsets.UTF_8));
    }
  }

  void takeBytes(DirectBuffer octets) {
    digest = digest * 31 + octets.capacity();
    last = octets;
    if (kept != null) {
      kept.add(octets(octets));
    }
  }

  private static byte[] octets(DirectBuffer buffer) {
    byte[] copy = new byte[buffer.capacity()];
    buffer.getBytes(0, copy);
    return copy;
  }

  @Override
  public String toString() {
    return "FieldSink[digest=" + digest + ", last=" + (last == null ? "none" : "some") + "]";
  }
}
