package io.pe3.gate.verdict;

import io.pe3.gate.result.CellId;
import io.pe3.gate.result.CellResult;
import io.pe3.gate.result.JmhMode;
import io.pe3.gate.result.Jvm;
import io.pe3.gate.result.Metric;
import io.pe3.gate.result.ResultSet;
import io.pe3.gate.result.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cells with chosen forks. */
public final class VerdictTesting {
  private VerdictTesting() {}

  /** A cell of average time. */
  public static CellResult cell(String name, double... forks) {
    return cell(name, JmhMode.AVERAGE_TIME, new double[0], forks);
  }

  /** A cell with allocation, if any numbers are given. */
  public static CellResult cell(String name, JmhMode mode, double[] allocation, double... forks) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    if (allocation.length > 0) {
      secondary.put(CellResult.ALLOCATION, new Metric("B/op", list(allocation)));
    }
    return new CellResult(
        new CellId("a.b.Bench." + name, mode, 1, new TreeMap<>(Map.of("size", "64"))),
        new Metric(mode.moreIsBetter() ? "ops/s" : "ns/op", list(forks)),
        secondary,
        new Settings(1, "1 s", 1, "1 s"),
        new Jvm("vm", "1", "25", "1.37", List.of()));
  }

  /** Results of these cells. */
  public static ResultSet set(CellResult... cells) {
    return new ResultSet(Optional.empty(), Optional.empty(), List.of(cells));
  }

  private static List<Double> list(double... values) {
    return Arrays.stream(values).boxed().toList();
  }
}
