package io.pe3.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Counts what is read, and shows it once a run has lasted for half a second: a bar when the size of
 * the input is known, else octets and lines. Does not close what it reads from.
 */
final class Progress extends FilterInputStream {
  /** Size of an input that has no known end. */
  static final long UNKNOWN = -1;

  private static final long SHOWN_AFTER_NANOS = 500_000_000L;
  private static final int UPDATE_MILLIS = 250;
  private static final int WIDTH = 78;

  private final long size;
  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final long started;
  private ProgressBar bar;
  private long octets;
  private long lines;

  private Progress(InputStream source, long size, PrintStream err, LongSupplier nanoTime) {
    super(source);
    this.size = size;
    this.err = err;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
  }

  /** Shows nothing. */
  static Progress none(InputStream source) {
    return new Progress(source, UNKNOWN, null, () -> 0);
  }

  /** Shows it on a terminal. */
  static Progress on(InputStream source, long size, PrintStream err, LongSupplier nanoTime) {
    return new Progress(source, size, err, nanoTime);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    octets += Math.max(count, 0);
    update();
    return count;
  }

  /** One more line is done. */
  void line() {
    lines++;
    update();
  }

  private void update() {
    if (err == null) {
      return;
    }
    if (bar == null && nanoTime.getAsLong() - started >= SHOWN_AFTER_NANOS) {
      bar = newBar();
    }
    if (bar != null) {
      show();
    }
  }

  private void show() {
    bar.stepTo(octets);
    bar.setExtraMessage(lines + (lines == 1 ? " line" : " lines"));
  }

  private ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setTaskName("pe3")
        .setInitialMax(size)
        .setUnit(" KiB", 1 << 10)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
        .build();
  }

  /** Ends the bar, so that what is printed next begins on a line of its own. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
