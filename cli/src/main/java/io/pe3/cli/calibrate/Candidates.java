package io.pe3.cli.calibrate;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineReport;
import io.pe3.aead.EngineTable;
import io.pe3.error.EngineUnavailableException;
import io.pe3.key.DataKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A cipher that several engines of this machine have, so that there is something to choose.
 *
 * @param cipher to seal and open with
 * @param engines their names; first the one that {@code auto} takes for short messages
 * @param allocating those of them that make garbage on the Java heap for each message
 */
record Candidates(AeadCipher cipher, List<String> engines, Set<String> allocating) {
  private static final String SODIUM = "sodium";

  /** An engine has to be faster by this to take the place of the first. */
  private static final double MARGIN = 1.05;

  /** What garbage costs, later and other messages too, is not in the time of a message. */
  private static final double GARBAGE = 1.25;

  /**
   * Up to this length no other engine takes libsodium's place, however fast: the others allocate,
   * if only when opening, and short messages are promised to allocate nothing.
   */
  private static final int SODIUM_UP_TO = 2048;

  Candidates {
    engines = List.copyOf(engines);
    allocating = Set.copyOf(allocating);
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
        Set<String> allocating = new HashSet<>(engines);
        allocating.removeIf(engine -> isAllocationFree(found, cipher, engine));
        all.add(new Candidates(cipher, List.copyOf(engines), allocating));
      }
    }
    return all;
  }

  private static boolean isAllocationFree(AeadEngines found, AeadCipher cipher, String engine) {
    try (DataKey key = DataKey.generate()) {
      Aead.Builder builder = Aead.builder(key).engines(found).cipher(cipher).engine(engine);
      try {
        builder.allocationFree(true).build().close();
        return true;
      } catch (EngineUnavailableException e) {
        return false;
      }
    }
  }

  /** What the times of each engine are multiplied by before they are compared. */
  double[] handicaps() {
    double[] handicaps = new double[engines.size()];
    for (int i = 0; i < handicaps.length; i++) {
      double garbage = allocating.contains(engines.get(i)) ? GARBAGE : 1;
      handicaps[i] = i == 0 ? garbage : garbage * MARGIN;
    }
    return handicaps;
  }

  /** The length, in octets of plaintext, up to which only the first may be chosen; 0 for none. */
  int firstUpTo() {
    return engines.getFirst().equals(SODIUM) ? SODIUM_UP_TO : 0;
  }
}
