package io.pe3.gate.report.section;

import io.pe3.gate.report.chart.Look;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.report.question.Role;
import io.pe3.gate.report.question.Side;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Colour and shape of each side, the same in all panels of a question. */
final class Looks {
  private final Map<Side, Look> looks = new HashMap<>();

  Looks(Question question) {
    List<Side> sides =
        question.panels().stream()
            .flatMap(panel -> panel.sides().keySet().stream())
            .distinct()
            .sorted(Comparator.naturalOrder())
            .toList();
    int others = 0;
    for (Side side : sides) {
      Look own = own(side.role(), others);
      boolean taken = looks.containsValue(own);
      looks.put(side, taken ? Look.other(others) : own);
      others += taken || side.role() == Role.PEER ? 1 : 0;
    }
  }

  Look of(Side side) {
    return looks.get(side);
  }

  private static Look own(Role role, int others) {
    return switch (role) {
      case SUBJECT -> Look.SUBJECT;
      case VARIANT -> Look.VARIANT;
      case LIMIT -> Look.LIMIT;
      case PEER -> Look.other(others);
    };
  }
}
