package io.pe3.bench;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.pipeline.PlainBody;
import io.pe3.bench.pipeline.SealParts;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Where does the time go in one seal from arguments? Steps that each do one thing more; the
 * differences are the parts and add up to the whole, because a processor overlaps parts that are
 * measured alone:
 *
 * <pre>
 *   cipher                  call
 *   nonce                   callAndNonce − call
 *   exclusion               callNonceAndExclusion − callAndNonce
 *   checks, counts          aead − callNonceAndExclusion
 *   fields                  fields
 *   fresh stores            fieldsAndAead − fields − aead   (short stores, then loaded as long ones)
 *   map, URI, sealer        whole − fieldsAndAead
 *   ────────────────────────────────────────────────
 *   whole
 * </pre>
 *
 * <p>Run: {@code ./pe3 bench --include BreakdownBenchmark -- -f 3}
 */
@State(Scope.Thread)
public class BreakdownBenchmark extends BenchmarkBase {

  /** Name of the payload: 13 fields in 115 octets. */
  @Param("sensor")
  public String shape;

  private SealParts parts;

  /** For JMH. */
  public BreakdownBenchmark() {}

  /**
   * Checks that what each step seals opens.
   *
   * @throws GeneralSecurityException when it does not
   */
  @Setup
  public void setup() throws GeneralSecurityException {
    byte[] body = PlainBody.octets(Corpus.codec(Shape.of(shape)));
    parts = new SealParts(Corpus.codec(Shape.of(shape)), AeadCipher.AES256GCM);
    parts.load(body);
    parts.aead();
    requireSealed(body, parts.sealedOctets(), "aead");
    parts.load(body);
    parts.fieldsAndAead();
    requireSealed(body, parts.sealedOctets(), "fieldsAndAead");
    parts.whole();
    requireSealed(body, parts.sealedOctets(), "whole");
    byte[] message = parts.rawMessage();
    parts.call();
    requireSealed(message, parts.rawOctets(), "call");
    parts.callAndNonce();
    requireSealed(message, parts.rawOctets(), "callAndNonce");
    parts.callNonceAndExclusion();
    requireSealed(message, parts.rawOctets(), "callNonceAndExclusion");
  }

  private static void requireSealed(byte[] message, byte[] sealed, String step)
      throws GeneralSecurityException {
    byte[] opened = Checks.openElsewhere(Pe3Engines.AUTO, AeadCipher.AES256GCM, sealed);
    Checks.require(Arrays.equals(message, opened), "another engine opens what " + step + " sealed");
  }

  /** Wipes the keys. */
  @TearDown
  public void tearDown() {
    parts.close();
  }

  /**
   * The bare call.
   *
   * @return 0
   */
  @Benchmark
  public int call() {
    return parts.call();
  }

  /**
   * Bare call and random nonce.
   *
   * @return 0
   */
  @Benchmark
  public int callAndNonce() {
    return parts.callAndNonce();
  }

  /**
   * Bare call, random nonce, one thread at a time.
   *
   * @return 0
   */
  @Benchmark
  public int callNonceAndExclusion() {
    return parts.callNonceAndExclusion();
  }

  /**
   * {@code Aead} on octets in place.
   *
   * @return octets sealed
   */
  @Benchmark
  public int aead() {
    return parts.aead();
  }

  /**
   * Writing the fields.
   *
   * @return octets written
   */
  @Benchmark
  public int fields() {
    return parts.fields();
  }

  /**
   * Writing the fields, and {@code Aead} in place.
   *
   * @return octets sealed
   */
  @Benchmark
  public int fieldsAndAead() {
    return parts.fieldsAndAead();
  }

  /**
   * {@code PayloadSealer}.
   *
   * @return octets of the payload
   */
  @Benchmark
  public int whole() {
    return parts.whole();
  }
}
