package io.pe3.bench.alternative;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.pe3.aead.AeadCipher;
import io.pe3.bench.pipeline.BenchKey;
import io.pe3.bench.pipeline.Checks;
import io.pe3.bench.raw.SodiumCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * The key stream for a secretbox of 115 octets, 32 octets of authenticator key before them: Salsa20
 * over just these, or over 256 in scratch with what is needed copied.
 */
final class SalsaLength implements Alternative {
  private static final long SEED = 4711;
  private static final int MAC_KEY_LENGTH = 32;
  private static final int MESSAGE_LENGTH = 115;
  private static final int EXACT = MAC_KEY_LENGTH + MESSAGE_LENGTH;
  private static final int ROUNDED = 256;
  private static final int NONCE_LENGTH = 8;
  private static final int ALIGNMENT = 64;

  private final boolean rounded;
  private final MemorySegment message;
  private final MemorySegment output;
  private final MemorySegment scratch;
  private final MemorySegment nonce;
  private final MemorySegment key;
  private final long nonceAddress;
  private final long keyAddress;

  SalsaLength(boolean rounded) {
    this.rounded = rounded;
    Arena arena = Arena.ofAuto();
    message = arena.allocate(MESSAGE_LENGTH, ALIGNMENT);
    output = arena.allocate(MESSAGE_LENGTH, ALIGNMENT);
    scratch = arena.allocate(ROUNDED, ALIGNMENT);
    nonce = arena.allocate(NONCE_LENGTH, ALIGNMENT);
    key = arena.allocate(AeadCipher.KEY_LENGTH, ALIGNMENT);
    byte[] octets = new byte[MESSAGE_LENGTH];
    new SplittableRandom(SEED).nextBytes(octets);
    MemorySegment.copy(octets, 0, message, JAVA_BYTE, 0, MESSAGE_LENGTH);
    MemorySegment.copy(BenchKey.octets(), 0, key, JAVA_BYTE, 0, AeadCipher.KEY_LENGTH);
    nonceAddress = nonce.address();
    keyAddress = key.address();
    SodiumCall.call("sodium_init");
  }

  /** The copies to scratch and back are part of both: a message is never where they can end. */
  @Override
  public long run() {
    scratch.asSlice(0, MAC_KEY_LENGTH).fill((byte) 0);
    MemorySegment.copy(message, 0, scratch, MAC_KEY_LENGTH, MESSAGE_LENGTH);
    int status = xor(rounded ? ROUNDED : EXACT);
    MemorySegment.copy(scratch, MAC_KEY_LENGTH, output, 0, MESSAGE_LENGTH);
    return status;
  }

  private int xor(long length) {
    long address = scratch.address();
    try {
      return (int)
          SodiumCall.SALSA20_XOR.invokeExact(address, address, length, nonceAddress, keyAddress);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Both lengths give the same octets, and these give the message back. */
  @Override
  public void check() {
    SalsaLength other = new SalsaLength(!rounded);
    run();
    other.run();
    Checks.require(output.mismatch(other.output) < 0, "both lengths give the same octets");
    Checks.require(output.mismatch(message) >= 0, "the message is encrypted");
    MemorySegment.copy(output, 0, other.message, 0, MESSAGE_LENGTH);
    other.run();
    Checks.require(other.output.mismatch(message) < 0, "the message comes back");
  }
}
