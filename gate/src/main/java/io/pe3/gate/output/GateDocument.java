package io.pe3.gate.output;

import io.pe3.gate.result.Machine;
import io.pe3.gate.result.Origin;
import io.pe3.gate.run.GateResult;
import io.pe3.gate.run.GateSettings;
import java.util.List;

/**
 * A gate run with all that is written about it.
 *
 * @param base older version
 * @param head newer version
 * @param machine where
 * @param settings how it was decided
 * @param result what was found
 * @param notes for people, one line each, such as that instructions can't be counted here
 */
public record GateDocument(
    Origin base,
    Origin head,
    Machine machine,
    GateSettings settings,
    GateResult result,
    List<String> notes) {

  /** Keeps an unmodifiable copy of the notes. */
  public GateDocument {
    notes = List.copyOf(notes);
  }
}
