package io.pe3.gate.report.section;

import io.pe3.gate.report.question.Panel;
import io.pe3.gate.report.question.Question;
import io.pe3.gate.result.JmhMode;
import java.util.Locale;

/** How things are called in every section. */
final class Words {
  private Words() {}

  /** A question, with its mode where that is not the usual one. */
  static String title(Question question) {
    return question.title() + suffix(question.mode());
  }

  private static String suffix(JmhMode mode) {
    return switch (mode) {
      case AVERAGE_TIME -> "";
      case THROUGHPUT -> ", throughput";
      case SAMPLE_TIME -> ", sampled times";
      case SINGLE_SHOT -> ", single cold calls";
    };
  }

  /** A panel among those of all questions. */
  static String name(Question question, Panel panel) {
    return panel.title().isEmpty() ? title(question) : title(question) + ", " + values(panel);
  }

  /** A panel's parameters without their names where one value tells enough. */
  private static String values(Panel panel) {
    return panel.title().startsWith("cipher ")
        ? panel.title().substring("cipher ".length())
        : panel.title();
  }

  /** A place in a sentence. */
  static String place(Question question, String place) {
    if (question.isBySize() && place.matches("[0-9]+")) {
      return String.format(Locale.ROOT, "%,d octets", Long.parseLong(place));
    }
    return place;
  }

  /** A place at the head of a column. */
  static String column(Question question, String place) {
    if (question.isBySize() && place.matches("[0-9]+")) {
      return String.format(Locale.ROOT, "%,d", Long.parseLong(place));
    }
    return place.isEmpty() ? "Measured" : place;
  }

  /** What is measured, along an axis. */
  static String measure(Question question) {
    return switch (question.unit()) {
      case "ns/op" -> "time per operation";
      case "ops/s" -> "operations per second";
      default -> question.unit();
    };
  }
}
