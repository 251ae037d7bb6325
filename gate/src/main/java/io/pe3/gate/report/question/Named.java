package io.pe3.gate.report.question;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cell in words.
 *
 * @param question that it answers together with others
 * @param side who does the work
 * @param params what is left of the cell's parameters; unmodifiable
 */
public record Named(String question, Side side, SortedMap<String, String> params) {
  /** Keeps an unmodifiable copy of the parameters. */
  public Named {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }
}
