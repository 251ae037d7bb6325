package io.pe3.gate.report.question;

import io.pe3.gate.result.JmhMode;
import java.util.List;

/**
 * What is compared.
 *
 * @param title the question in words
 * @param mode of measurement, the same for all its cells
 * @param unit of all its cells
 * @param place parameter whose values are the places, empty when there is only one place
 * @param numeric whether the places are numbers above 0
 * @param panels at least one; unmodifiable
 */
public record Question(
    String title, JmhMode mode, String unit, String place, boolean numeric, List<Panel> panels) {
  /** Keeps an unmodifiable copy of the panels. */
  public Question {
    panels = List.copyOf(panels);
  }

  /**
   * Whether its places are sizes in octets.
   *
   * @return as far as the parameter's name tells
   */
  public boolean isBySize() {
    return numeric && Places.OCTETS.contains(place);
  }
}
