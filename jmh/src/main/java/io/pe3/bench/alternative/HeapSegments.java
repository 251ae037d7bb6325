package io.pe3.bench.alternative;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.pipeline.Pe3Engines;
import io.pe3.bench.raw.SodiumCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.CompilerControl;

/**
 * Segments of heap arrays for a call of aes256gcm: kept, or made for each message, which is free
 * only as long as the JIT inlines the whole call and so sees that they go nowhere. What it costs
 * when the JIT does not is shown by telling it not to.
 */
final class HeapSegments implements Alternative {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NONE = 0;
  private static final long SEED = 4711;
  private static final int LENGTH = 64;
  private static final int STATE_LENGTH = 512;
  private static final int ALIGNMENT = 64;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;

  private final boolean kept;
  private final boolean inlined;
  private final byte[] plain = new byte[LENGTH];
  private final byte[] sealed = new byte[NONCE_LENGTH + LENGTH + TAG_LENGTH];
  private final MemorySegment plainSegment = MemorySegment.ofArray(plain);
  private final MemorySegment sealedSegment = MemorySegment.ofArray(sealed).asSlice(NONCE_LENGTH);
  private final MemorySegment state;
  private final MemorySegment nonce;
  private final long stateAddress;
  private final long nonceAddress;
  private long counter;

  HeapSegments(boolean kept, boolean inlined) {
    this.kept = kept;
    this.inlined = inlined;
    new SplittableRandom(SEED).nextBytes(plain);
    Arena arena = Arena.ofAuto();
    state = arena.allocate(STATE_LENGTH, ALIGNMENT);
    nonce = arena.allocate(NONCE_LENGTH, ALIGNMENT);
    stateAddress = state.address();
    nonceAddress = nonce.address();
    MemorySegment key = arena.allocate(AeadCipher.KEY_LENGTH);
    MemorySegment.copy(BenchKey.octets(), 0, key, JAVA_BYTE, 0, AeadCipher.KEY_LENGTH);
    SodiumCall.call("sodium_init");
    SodiumCall.call("crypto_aead_aes256gcm_beforenm", stateAddress, key.address());
  }

  @Override
  public long run() {
    long n = counter++;
    LONG.set(sealed, 0, n);
    nonce.set(JAVA_LONG, 0, n);
    MemorySegment from = kept ? plainSegment : MemorySegment.ofArray(plain);
    MemorySegment to = kept ? sealedSegment : MemorySegment.ofArray(sealed).asSlice(NONCE_LENGTH);
    return inlined ? seal(from, to) : sealNotInlined(from, to);
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int sealNotInlined(MemorySegment from, MemorySegment to) {
    return seal(from, to);
  }

  private int seal(MemorySegment from, MemorySegment to) {
    try {
      return (int)
          SodiumCall.AES256GCM_SEAL_HEAP.invokeExact(
              to, NONE, from, (long) LENGTH, NONE, NONE, NONE, nonceAddress, stateAddress);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void check() throws GeneralSecurityException {
    Checks.require(
        Arrays.equals(plain, Checks.openBy(Pe3Engines.AUTO, AeadCipher.AES256GCM, sealed)),
        "PE3 opens what was sealed on the heap");
  }
}
