package io.pe3.bench.alternative;

import java.security.GeneralSecurityException;
import java.util.List;

/** All alternatives by name: the question, a colon, the answer. PE3's answer stands first. */
public final class Alternatives {

  /** The names, in the order measured. */
  public static final List<String> NAMES =
      List.of(
          "nonce-store:8-then-4",
          "nonce-store:4-then-8",
          "exclusion:owner",
          "exclusion:compare-and-set",
          "exclusion:lock",
          "nonce-source:buffered-chacha20",
          "nonce-source:buffered-randombytes",
          "nonce-source:buffered-drbg",
          "nonce-source:randombytes-each",
          "nonce-source:secure-random-each",
          "heap-segment:kept",
          "heap-segment:each",
          "heap-segment:kept-not-inlined",
          "heap-segment:each-not-inlined",
          "salsa20-length:multiple-of-256",
          "salsa20-length:exact",
          "key-schedule:kept",
          "key-schedule:each",
          "jca-cipher:kept",
          "jca-cipher:each");

  private Alternatives() {}

  /**
   * The question that an alternative answers.
   *
   * @param name of the alternative
   * @return what stands before the colon
   */
  public static String question(String name) {
    return name.substring(0, name.indexOf(':'));
  }

  /**
   * The answer that an alternative is.
   *
   * @param name of the alternative
   * @return what stands behind the colon
   */
  public static String answer(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /**
   * Whether an alternative is what PE3 does.
   *
   * @param name of the alternative
   * @return true for the first answer to its question
   */
  public static boolean isChosen(String name) {
    return NAMES.stream()
        .filter(other -> question(other).equals(question(name)))
        .findFirst()
        .orElseThrow()
        .equals(name);
  }

  /**
   * Makes one.
   *
   * @param name of the alternative
   * @return ready
   * @throws GeneralSecurityException when a provider is missing
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Alternative of(String name) throws GeneralSecurityException {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no alternative is named " + name + "; there are " + String.join(", ", NAMES));
    }
    String answer = answer(name);
    return switch (question(name)) {
      case "nonce-store" -> AesAlternatives.nonceStore(answer);
      case "exclusion" -> AesAlternatives.exclusion(answer);
      case "key-schedule" -> AesAlternatives.keySchedule(answer);
      case "heap-segment" ->
          new HeapSegments(answer.startsWith("kept"), !answer.endsWith("not-inlined"));
      case "nonce-source" -> new NonceSources(answer);
      case "salsa20-length" -> new SalsaLength(answer.equals("multiple-of-256"));
      default -> new JcaCipher(answer.equals("kept"));
    };
  }
}
