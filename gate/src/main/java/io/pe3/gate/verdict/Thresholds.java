package io.pe3.gate.verdict;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.result.CellId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * From which slowdown on a cell fails, by its name.
 *
 * @param rules the first that finds a cell's full name decides; unmodifiable
 * @param otherwise for cells that none finds, 0.05 for 5 %
 */
public record Thresholds(List<Rule> rules, double otherwise) {
  /** What holds when nothing is asked for. */
  public static final double USUAL = 0.05;

  private static final double PERCENT = 100;

  /**
   * One rule.
   *
   * @param pattern to be found in a cell's full name
   * @param slowdown 0.05 for 5 %
   */
  public record Rule(Pattern pattern, double slowdown) {}

  /** Keeps an unmodifiable copy. */
  public Thresholds {
    rules = List.copyOf(rules);
  }

  /**
   * Reads options.
   *
   * @param options each {@code 5%} for all cells, or {@code REGEX=5%}; may be empty
   * @return the thresholds; 5 % where no option says otherwise
   * @throws GateException {@code bad_option} when one is neither
   */
  public static Thresholds parse(Collection<String> options) {
    List<Rule> rules = new ArrayList<>();
    double otherwise = USUAL;
    for (String option : options) {
      int equals = option.lastIndexOf('=');
      double slowdown = percent(option.substring(equals + 1));
      if (equals < 0) {
        otherwise = slowdown;
      } else {
        rules.add(new Rule(pattern(option.substring(0, equals)), slowdown));
      }
    }
    return new Thresholds(rules, otherwise);
  }

  /**
   * Reads a percentage.
   *
   * @param text {@code 5%}, {@code 2.5%}
   * @return 0.05, 0.025
   * @throws GateException {@code bad_option} when it is none, or not above 0 and below 1000 %
   */
  public static double percent(String text) {
    try {
      if (text.endsWith("%")) {
        double value = Double.parseDouble(text.substring(0, text.length() - 1)) / PERCENT;
        if (value > 0 && value < 10) {
          return value;
        }
      }
    } catch (NumberFormatException e) {
      throw badPercent(text).causedBy(e);
    }
    throw badPercent(text);
  }

  private static GateException badPercent(String text) {
    return new GateException(
        GateErrorCode.BAD_OPTION, "give a percentage above 0, such as 5%", "value", text);
  }

  /**
   * Compiles a regular expression of an option.
   *
   * @param regex as given
   * @return the pattern
   * @throws GateException {@code bad_option} when it is broken
   */
  public static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new GateException(
              GateErrorCode.BAD_OPTION,
              "not a regular expression: " + e.getDescription(),
              "value",
              regex)
          .causedBy(e);
    }
  }

  /**
   * The threshold of a cell.
   *
   * @param id of the cell
   * @return 0.05 for 5 %
   */
  public double of(CellId id) {
    return rules.stream()
        .filter(rule -> rule.pattern().matcher(id.fullName()).find())
        .findFirst()
        .map(Rule::slowdown)
        .orElse(otherwise);
  }
}
