package io.pe3.bench.alternative;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.AeadEngines;
import io.pe3.aead.engine.RandomOctets;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.raw.SodiumCall;
import io.pe3.internal.EngineAccess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/** Random nonces of 12 octets, from buffers of 4 KiB or one at a time. */
final class NonceSources implements Alternative {
  private static final int NONCE_LENGTH = 12;
  private static final int BUFFER_LENGTH = 4096;
  private static final int DRAWN = 1000;

  private final Source source;

  /** Gives the first 8 octets of a nonce, mixed with the others. */
  private interface Source {
    long next();
  }

  NonceSources(String answer) throws NoSuchAlgorithmException {
    source =
        switch (answer) {
          case "buffered-chacha20" -> source(chacha20());
          case "buffered-randombytes" -> new Native(BUFFER_LENGTH);
          case "buffered-drbg" -> new Java(SecureRandom.getInstance("DRBG"), BUFFER_LENGTH);
          case "randombytes-each" -> new Native(NONCE_LENGTH);
          default -> new Java(new SecureRandom(), NONCE_LENGTH);
        };
  }

  /** What PE3 has: expanded from a seed, with fast key erasure. */
  static RandomOctets chacha20() {
    return EngineAccess.engine(
            AeadEngines.standard(), Pe3Engines.SODIUM, AeadCipher.XCHACHA20POLY1305)
        .newRandomOctets();
  }

  private static Source source(RandomOctets random) {
    return () -> random.next12() ^ random.high();
  }

  @Override
  public long run() {
    return source.next();
  }

  @Override
  public void check() {
    Set<Long> drawn = new HashSet<>();
    for (int i = 0; i < DRAWN; i++) {
      drawn.add(source.next());
    }
    Checks.require(drawn.size() == DRAWN, "no nonce is drawn twice");
  }

  /** {@code randombytes_buf} into a buffer of 12 octets or more. */
  private static final class Native implements Source {
    private final MemorySegment buffer;
    private final long address;
    private final int capacity;
    private int position;

    Native(int capacity) {
      this.capacity = capacity;
      buffer = Arena.ofAuto().allocate(capacity, Long.BYTES);
      address = buffer.address();
      position = capacity;
      SodiumCall.call("sodium_init");
    }

    @Override
    public long next() {
      if (position > capacity - NONCE_LENGTH) {
        fill();
        position = 0;
      }
      int at = position;
      position = at + NONCE_LENGTH;
      long nonce = buffer.get(JAVA_LONG_UNALIGNED, at);
      return nonce ^ buffer.get(JAVA_BYTE, at + Long.BYTES);
    }

    private void fill() {
      try {
        SodiumCall.RANDOM.invokeExact(address, (long) capacity);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A {@link SecureRandom} into a buffer of 12 octets or more. */
  private static final class Java implements Source {
    private final SecureRandom random;
    private final byte[] octets;
    private final MemorySegment buffer;
    private int position;

    Java(SecureRandom random, int capacity) {
      this.random = random;
      octets = new byte[capacity];
      buffer = MemorySegment.ofArray(octets);
      position = capacity;
    }

    @Override
    public long next() {
      if (position > octets.length - NONCE_LENGTH) {
        random.nextBytes(octets);
        position = 0;
      }
      int at = position;
      position = at + NONCE_LENGTH;
      return buffer.get(JAVA_LONG_UNALIGNED, at) ^ octets[at + Long.BYTES];
    }
  }
}
