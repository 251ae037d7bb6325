package io.pe3.bench;

import io.pe3.bench.alternative.Alternative;
import io.pe3.bench.alternative.Alternatives;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Why is the hot path as it is? For each design choice what PE3 does, and what it would cost to do
 * it otherwise. A name is the question, a colon and the answer; PE3's answer stands first.
 *
 * <pre>
 *   nonce-store     one call on 64 octets; the nonce stored as libsodium loads it, or across that
 *   exclusion       the same call and a random nonce; one thread at a time by ownership, by an
 *                   atomic step, by a lock
 *   nonce-source    12 octets; 4 KiB at a time or each for itself
 *   heap-segment    one call on 64 octets in arrays; segments kept or made for each message, also
 *                   where the JIT does not inline the call
 *   salsa20-length  the key stream for 115 octets; over 256 octets or over 147
 *   key-schedule    one call on 64 octets; the AES key expanded once or for each message
 *   jca-cipher      SunJCE on 64 octets; one Cipher or a new one for each message
 * </pre>
 *
 * <p>Run: {@code ./pe3 bench --include AlternativesBenchmark}
 */
@State(Scope.Thread)
public class AlternativesBenchmark extends BenchmarkBase {

  /** Name of the alternative. */
  @Param({
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
    "jca-cipher:each"
  })
  public String alternative;

  private Alternative measured;

  /** For JMH. */
  public AlternativesBenchmark() {}

  /**
   * Checks that the alternative does what it should.
   *
   * @throws GeneralSecurityException when it does not
   */
  @Setup
  public void setup() throws GeneralSecurityException {
    measured = Alternatives.of(alternative);
    measured.run();
    measured.check();
  }

  /**
   * Does it once.
   *
   * @return something that depends on it
   * @throws GeneralSecurityException as a provider raises it
   */
  @Benchmark
  public long run() throws GeneralSecurityException {
    return measured.run();
  }
}
