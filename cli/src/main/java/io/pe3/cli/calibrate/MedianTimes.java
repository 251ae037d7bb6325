package io.pe3.cli.calibrate;

import io.pe3.error.EngineUnavailableException;
import io.pe3.gate.result.Medians;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Over the JVMs, of what each measured. */
final class MedianTimes {
  private record Cell(Row row, int size, String engine) {}

  private final Map<Cell, Double> nanos = new HashMap<>();

  private MedianTimes() {}

  static MedianTimes of(List<Timing> timings) {
    Map<Cell, List<Double>> values = new HashMap<>();
    for (Timing timing : timings) {
      Cell cell = new Cell(timing.row(), timing.size(), timing.engine());
      values.computeIfAbsent(cell, key -> new ArrayList<>()).add(timing.nanos());
    }
    MedianTimes medians = new MedianTimes();
    values.forEach(
        (cell, list) -> {
          double[] all = list.stream().mapToDouble(value -> value).toArray();
          medians.nanos.put(cell, Medians.of(all));
        });
    return medians;
  }

  /** Nanoseconds for a message. */
  double of(Row row, int size, String engine) {
    Double value = nanos.get(new Cell(row, size, engine));
    if (value == null) {
      throw new EngineUnavailableException(
          "an engine that is here was not there in the JVMs that measured",
          "engine",
          engine,
          "cipher",
          row.cipher().text());
    }
    return value;
  }

  /** By engine and size. */
  double[][] of(Row row, List<String> engines) {
    double[][] all = new double[engines.size()][Sizes.ALL.size()];
    for (int engine = 0; engine < all.length; engine++) {
      for (int size = 0; size < all[engine].length; size++) {
        all[engine][size] = of(row, Sizes.ALL.get(size), engines.get(engine));
      }
    }
    return all;
  }
}
