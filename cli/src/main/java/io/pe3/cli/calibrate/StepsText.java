package io.pe3.cli.calibrate;

import io.pe3.aead.EngineTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of an engine table in words and as data. */
public final class StepsText {
  private StepsText() {}

  /**
   * In words.
   *
   * @param steps from 0 on
   * @return {@code sodium, from 2049 jca:SunJCE}
   */
  public static String of(List<EngineTable.Step> steps) {
    StringBuilder text = new StringBuilder();
    for (EngineTable.Step step : steps) {
      if (step.fromLength() > 0) {
        text.append(", from ").append(step.fromLength()).append(' ');
      }
      text.append(step.engine());
    }
    return text.toString();
  }

  /**
   * As data.
   *
   * @param steps from 0 on
   * @return a map with {@code from} and {@code engine} for each
   */
  public static List<Map<String, Object>> toList(List<EngineTable.Step> steps) {
    return steps.stream().map(StepsText::toMap).toList();
  }

  private static Map<String, Object> toMap(EngineTable.Step step) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("from", step.fromLength());
    map.put("engine", step.engine());
    return map;
  }
}
