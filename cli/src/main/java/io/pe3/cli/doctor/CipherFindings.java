package io.pe3.cli.doctor;

import io.pe3.aead.Aead;
import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.EngineReport;
import io.pe3.error.Pe3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engines that were found, the one that each cipher uses, and how fast that seals. */
final class CipherFindings {
  private static final String ENGINES = "Engines";
  private static final String CIPHERS =
      "Ciphers (the engine that auto takes; ns per seal of 256 octets, median)";

  /** The ciphers that the WAMP text names: without one of them there is nothing to talk with. */
  private static final Set<AeadCipher> NEEDED =
      Set.of(AeadCipher.AES256GCM, AeadCipher.XSALSA20POLY1305);

  private CipherFindings() {}

  static List<Finding> examine() {
    AeadEngines engines = AeadEngines.standard();
    List<Finding> findings = new ArrayList<>();
    for (EngineReport report : engines.reports()) {
      findings.add(
          report.available()
              ? Finding.ok(ENGINES, report.name(), report.detail())
              : Finding.note(ENGINES, report.name(), "off", report.detail()));
    }
    for (AeadCipher cipher : AeadCipher.values()) {
      findings.add(examine(engines, cipher));
    }
    return findings;
  }

  private static Finding examine(AeadEngines engines, AeadCipher cipher) {
    try (Aead aead = SealTimer.aead(engines, cipher)) {
      long nanos = SealTimer.medianNanos(aead);
      return Finding.ok(CIPHERS, cipher.text(), aead.engine() + ", " + nanos + " ns")
          .with(Map.of("engine", aead.engine(), "seal_ns", nanos));
    } catch (Pe3Exception e) {
      String advice = "see why under Engines";
      return NEEDED.contains(cipher)
          ? Finding.broken(CIPHERS, cipher.text(), e.getMessage(), advice)
          : Finding.note(CIPHERS, cipher.text(), e.getMessage(), advice);
    }
  }
}
