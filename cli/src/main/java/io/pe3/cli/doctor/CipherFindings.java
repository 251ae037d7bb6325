package io.pe3.cli.doctor;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import io.pe3.aead.EngineReport;
import io.pe3.aead.EngineTable;
import io.pe3.cli.calibrate.StepsText;
import io.pe3.error.Pe3Exception;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** The engines that were found, the one that each cipher uses, and how fast that seals. */
final class CipherFindings {
  private static final String ENGINES = "Engines";
  private static final String CIPHERS =
      "Ciphers (the engine that auto takes; ns per seal of 256 octets, median)";

  private static final String STEPS =
      "Engines by length (from how many octets of plaintext on auto takes another)";

  /** The ciphers that the WAMP text names: without one of them there is nothing to talk with. */
  private static final Set<AeadCipher> NEEDED =
      Set.of(AeadCipher.AES256GCM, AeadCipher.XSALSA20POLY1305);

  private CipherFindings() {}

  /**
   * Examines them.
   *
   * @param table that chooses engines, or null for the one that is built in
   */
  static List<Finding> examine(EngineTable table) {
    AeadEngines engines = AeadEngines.standard();
    List<Finding> findings = new ArrayList<>();
    for (EngineReport report : engines.reports()) {
      findings.add(
          report.available()
              ? Finding.ok(ENGINES, report.name(), report.detail())
              : Finding.note(ENGINES, report.name(), "off", report.detail()));
    }
    for (AeadCipher cipher : AeadCipher.values()) {
      findings.add(examine(engines, cipher, table));
    }
    for (AeadCipher cipher : AeadCipher.values()) {
      if (engines.supports(AeadEngines.AUTO, cipher)) {
        findings.add(steps(engines.table(), cipher, table));
      }
    }
    return findings;
  }

  /** The table in effect: uses that a given one does not name are as built in. */
  private static Finding steps(EngineTable builtIn, AeadCipher cipher, EngineTable given) {
    SequencedMap<String, List<String>> usesBySteps = new LinkedHashMap<>();
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Direction direction : Direction.values()) {
      for (BufferKind kind : BufferKind.values()) {
        List<EngineTable.Step> steps =
            given == null ? List.of() : given.steps(cipher, direction, kind);
        steps = steps.isEmpty() ? builtIn.steps(cipher, direction, kind) : steps;
        String use = direction.text() + ' ' + kind.text();
        usesBySteps.computeIfAbsent(StepsText.of(steps), text -> new ArrayList<>()).add(use);
        facts.put(direction.text() + '_' + kind.text(), StepsText.toList(steps));
      }
    }
    String text =
        usesBySteps.size() == 1
            ? usesBySteps.firstEntry().getKey()
            : usesBySteps.entrySet().stream()
                .map(entry -> String.join(" and ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    return Finding.ok(STEPS, cipher.text(), text).with(facts);
  }

  private static Finding examine(AeadEngines engines, AeadCipher cipher, EngineTable table) {
    try (Aead aead = SealTimer.aead(engines, cipher, table)) {
      long nanos = SealTimer.medianNanos(aead);
      String engine = SealTimer.engine(aead);
      return Finding.ok(CIPHERS, cipher.text(), engine + ", " + nanos + " ns")
          .with(Map.of("engine", engine, "seal_ns", nanos));
    } catch (Pe3Exception e) {
      if (table != null && engines.supports(AeadEngines.AUTO, cipher)) {
        return Finding.broken(
            CIPHERS, cipher.text(), e.getMessage(), "measure again: pe3 doctor --calibrate");
      }
      String advice = "see why under Engines";
      return NEEDED.contains(cipher)
          ? Finding.broken(CIPHERS, cipher.text(), e.getMessage(), advice)
          : Finding.note(CIPHERS, cipher.text(), e.getMessage(), advice);
    }
  }
}
