package io.pe3.cli.calibrate;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineReport;
import io.pe3.aead.EngineTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A cipher that several engines of this machine have, so that there is something to choose.
 *
 * @param cipher to seal and open with
 * @param engines their names; first the one that {@code auto} takes for short messages
 */
record Candidates(AeadCipher cipher, List<String> engines) {
  private static final String SODIUM = "sodium";

  /**
   * Up to this length no other engine takes libsodium's place, however fast: the others allocate,
   * if only when opening, and short messages are promised to allocate nothing.
   */
  private static final int SODIUM_UP_TO = 2048;

  Candidates {
    engines = List.copyOf(engines);
  }

  /**
   * The ciphers of a machine with something to choose: empty when each cipher has one engine or
   * none.
   */
  static List<Candidates> of(AeadEngines found) {
    List<Candidates> all = new ArrayList<>();
    for (AeadCipher cipher : AeadCipher.values()) {
      Set<String> engines = new LinkedHashSet<>();
      if (found.supports(AeadEngines.AUTO, cipher)) {
        engines.add(found.chosen(cipher));
      }
      for (EngineReport report : found.reports()) {
        if (EngineTable.isEngineName(report.name()) && found.supports(report.name(), cipher)) {
          engines.add(report.name());
        }
      }
      if (engines.size() > 1) {
        all.add(new Candidates(cipher, List.copyOf(engines)));
      }
    }
    return all;
  }

  /** The length, in octets of plaintext, up to which only the first may be chosen; 0 for none. */
  int firstUpTo() {
    return engines.getFirst().equals(SODIUM) ? SODIUM_UP_TO : 0;
  }
}
