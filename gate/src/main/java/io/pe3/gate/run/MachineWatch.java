package io.pe3.gate.run;

import java.util.Optional;

/** Notices that something else disturbed the machine while a pair of forks was measured. */
public interface MachineWatch {
  /** A pair is about to be measured. */
  void begin();

  /**
   * The pair has been measured.
   *
   * @return what disturbed it, for people; empty when nothing did
   */
  Optional<String> end();

  /**
   * Sees nothing.
   *
   * @return a watch for machines that are not to be watched
   */
  static MachineWatch none() {
    return new MachineWatch() {
      @Override
      public void begin() {}

      @Override
      public Optional<String> end() {
        return Optional.empty();
      }
    };
  }
}
