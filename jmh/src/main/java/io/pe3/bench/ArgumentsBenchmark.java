package io.pe3.bench;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.pipeline.CorpusCheck;
import io.pe3.bench.pipeline.JacksonPipeline;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.pipeline.Pe3Pipeline;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long does it take from arguments to a sealed payload (serialize and encrypt), and from there
 * to all fields (decrypt and read)? PE3 against Jackson and a peer's cipher. PE3 has no {@code
 * engine} parameter: it takes the best that the machine has, and is measured once.
 *
 * <p>Run: {@code ./pe3 bench --include ArgumentsBenchmark -- -p shape=sensor -p cipher=aes256gcm}
 */
public class ArgumentsBenchmark extends BenchmarkBase {

  /** For JMH. */
  public ArgumentsBenchmark() {}

  /** PE3. */
  @State(Scope.Thread)
  public static class Pe3 {
    /** Name of the payload. */
    @Param({"sensor", "tick", "chat", "rpc", "document", "binary"})
    public String shape;

    /** Name of the cipher. */
    @Param({"aes256gcm", "xsalsa20poly1305", "xchacha20poly1305", "aegis256"})
    public String cipher;

    private Pe3Pipeline pipeline;

    /** For JMH. */
    public Pe3() {}

    /**
     * Checks the whole way, then makes what is measured.
     *
     * @throws IOException when the check fails
     * @throws GeneralSecurityException when the check fails
     */
    @Setup
    public void setup() throws IOException, GeneralSecurityException {
      AeadCipher sealing = AeadCipher.of(cipher);
      Pe3Engines.refusal(Pe3Engines.AUTO, sealing)
          .ifPresent(
              reason -> {
                throw new IllegalArgumentException("pair does not exist: PE3 " + reason);
              });
      CorpusCheck.pe3(Shape.of(shape), sealing);
      pipeline = new Pe3Pipeline(Corpus.codec(Shape.of(shape)), sealing);
    }

    /** Wipes the key. */
    @TearDown
    public void tearDown() {
      pipeline.close();
    }
  }

  /** Jackson and a peer. */
  @State(Scope.Thread)
  public static class Jackson {
    /** Name of the payload. */
    @Param({"sensor", "tick", "chat", "rpc", "document", "binary"})
    public String shape;

    /** Name of the cipher. */
    @Param({"aes256gcm", "xsalsa20poly1305", "xchacha20poly1305", "aegis256"})
    public String cipher;

    /** Name of the peer. */
    @Param({
      "jca:SunJCE",
      "jca:AmazonCorrettoCryptoProvider",
      "jca:Conscrypt",
      "bouncycastle",
      "tink"
    })
    public String engine;

    private JacksonPipeline pipeline;

    /** For JMH. */
    public Jackson() {}

    /**
     * Checks the whole way, then makes what is measured.
     *
     * @throws IOException when the check fails
     * @throws GeneralSecurityException when the check fails
     */
    @Setup
    public void setup() throws IOException, GeneralSecurityException {
      AeadCipher sealing = AeadCipher.of(cipher);
      CorpusCheck.jackson(Shape.of(shape), sealing, engine);
      pipeline = new JacksonPipeline(Corpus.codec(Shape.of(shape)), sealing, engine);
    }
  }

  /**
   * Serializes straight into the payload and encrypts it in place.
   *
   * @param pe3 state
   * @return octets sealed
   */
  @Benchmark
  public int sealPe3(Pe3 pe3) {
    return pe3.pipeline.seal();
  }

  /**
   * Opens and reads all fields in place.
   *
   * @param pe3 state
   * @return the fields
   */
  @Benchmark
  public Object openPe3(Pe3 pe3) {
    return pe3.pipeline.open();
  }

  /**
   * Serializes by Jackson streaming and encrypts.
   *
   * @param jackson state
   * @return octets sealed
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  @Benchmark
  public int sealJacksonStreaming(Jackson jackson) throws IOException, GeneralSecurityException {
    return jackson.pipeline.sealStreaming();
  }

  /**
   * Opens and reads all fields by Jackson streaming.
   *
   * @param jackson state
   * @return the fields
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  @Benchmark
  public Object openJacksonStreaming(Jackson jackson) throws IOException, GeneralSecurityException {
    return jackson.pipeline.openStreaming();
  }

  /**
   * Serializes by ObjectMapper and encrypts.
   *
   * @param jackson state
   * @return octets sealed
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  @Benchmark
  public int sealJacksonMapper(Jackson jackson) throws IOException, GeneralSecurityException {
    return jackson.pipeline.sealMapper();
  }

  /**
   * Opens and reads by ObjectMapper.
   *
   * @param jackson state
   * @return the object that it makes
   * @throws IOException as Jackson raises it
   * @throws GeneralSecurityException as the peer raises it
   */
  @Benchmark
  public Object openJacksonMapper(Jackson jackson) throws IOException, GeneralSecurityException {
    return jackson.pipeline.openMapper();
  }
}
