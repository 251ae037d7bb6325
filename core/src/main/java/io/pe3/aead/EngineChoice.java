package io.pe3.aead;

import io.pe3.aead.engine.Engine;
import io.pe3.aead.engine.RandomOctets;
import io.pe3.error.EngineUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a builder asked for, found on this machine: the engines for one cipher by direction, buffer
 * kind and length, and where random octets come from.
 *
 * @param rows by direction and kind, never empty
 * @param random makes a source of random octets
 */
record EngineChoice(Map<Row, List<Step>> rows, Supplier<RandomOctets> random) {

  record Row(Direction direction, BufferKind kind) {}

  record Step(int fromLength, Engine engine) {}

  List<Step> steps(Direction direction, BufferKind kind) {
    return rows.get(new Row(direction, kind));
  }

  /** Leaves out the engines that allocate; the step before reaches further then. */
  static List<Step> allocationFree(List<Step> steps, AeadCipher cipher) {
    List<Step> kept = new ArrayList<>();
    for (Step step : steps) {
      if (step.engine().allocationFree()) {
        kept.add(kept.isEmpty() ? new Step(0, step.engine()) : step);
      }
    }
    if (kept.isEmpty()) {
      throw new EngineUnavailableException(
          "no engine of this machine has the cipher without allocating; leave out allocationFree",
          "cipher",
          cipher.text(),
          "engines",
          steps.stream().map(step -> step.engine().name()).toList());
    }
    return List.copyOf(kept);
  }
}
