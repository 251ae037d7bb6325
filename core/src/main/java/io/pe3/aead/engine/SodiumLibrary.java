package io.pe3.aead.engine;

import io.pe3.aead.AeadCipher;
import io.pe3.error.EngineUnavailableException;
import io.pe3.internal.SecretMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.EnumMap;
import java.util.Map;

/** One loaded libsodium: its functions' addresses and what it says of itself. */
final class SodiumLibrary {
  private static final int MIN_MAJOR = 1;
  private static final int MIN_MINOR = 0;
  private static final int MIN_PATCH = 19;

  private final Map<SodiumFunction, MemorySegment> addresses = new EnumMap<>(SodiumFunction.class);
  private final String origin;
  private final String version;
  private final boolean aes;
  private final int aesStateLength;

  /**
   * Binds and initialises a library.
   *
   * @param origin where it was found, for people
   * @throws EngineUnavailableException when it is older than 1.0.19 or lacks a function
   */
  SodiumLibrary(SymbolLookup symbols, String origin) {
    this.origin = origin;
    this.version = version(symbols, origin);
    for (SodiumFunction function : SodiumFunction.values()) {
      addresses.put(function, find(symbols, function, origin));
    }
    if (callInt(SodiumFunction.INIT) < 0) {
      throw new EngineUnavailableException("sodium_init failed", "library", origin);
    }
    this.aes = callInt(SodiumFunction.AES256GCM_IS_AVAILABLE) == 1;
    this.aesStateLength = callLength(SodiumFunction.AES256GCM_STATEBYTES);
  }

  MemorySegment address(SodiumFunction function) {
    return addresses.get(function);
  }

  String origin() {
    return origin;
  }

  String version() {
    return version;
  }

  /** Whether the CPU has what libsodium's AES-256-GCM needs (AES and carry-less multiplication). */
  boolean hasAes() {
    return aes;
  }

  int aesStateLength() {
    return aesStateLength;
  }

  /**
   * Expands an AES key. It is read from a copy of its own, because libsodium does not say that the
   * two may be the same memory.
   */
  void expandAesKey(long state, MemorySegment key) {
    try (SecretMemory copy = SecretMemory.allocate(AeadCipher.KEY_LENGTH, Long.BYTES)) {
      MemorySegment.copy(key, 0, copy.segment(), 0, AeadCipher.KEY_LENGTH);
      expandAesKey(state, copy.address());
    }
  }

  /** Expands an AES key of 32 octets, which stand apart from where it is expanded to. */
  void expandAesKey(long state, long key) {
    try {
      check(
          (int)
              SodiumShape.TWO_ADDRESSES
                  .handle()
                  .invokeExact(address(SodiumFunction.AES256GCM_BEFORENM), state, key));
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** Fills memory with random octets of the system's generator. */
  void random(long address, long length) {
    try {
      SodiumShape.SYSTEM_RANDOM
          .handle()
          .invokeExact(address(SodiumFunction.RANDOM), address, length);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** Fills memory with octets that a seed of 32 octets determines (ChaCha20). */
  void expand(long address, long length, long seed) {
    try {
      SodiumCalls.RANDOM_CRITICAL.invokeExact(
          address(SodiumFunction.RANDOM_DETERMINISTIC), address, length, seed);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** What a downcall raised; nothing of libsodium's raises anything. */
  static IllegalStateException unexpected(Throwable t) {
    if (t instanceof Error e) {
      throw e;
    }
    return new IllegalStateException("a call into libsodium failed", t);
  }

  /** Refuses a status that libsodium returns for no valid input. */
  static void check(int status) {
    if (status != 0) {
      throw new IllegalStateException("libsodium refused a call: status=" + status);
    }
  }

  private int callInt(SodiumFunction function) {
    try {
      return (int) SodiumShape.INT_OF_NOTHING.handle().invokeExact(address(function));
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int callLength(SodiumFunction function) {
    try {
      long length = (long) SodiumShape.LONG_OF_NOTHING.handle().invokeExact(address(function));
      return Math.toIntExact(length);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  @SuppressWarnings("restricted") // the length of a C string is not known beforehand
  private static String version(SymbolLookup symbols, String origin) {
    String text;
    try {
      MemorySegment address =
          (MemorySegment)
              SodiumShape.ADDRESS_OF_NOTHING
                  .handle()
                  .invokeExact(find(symbols, SodiumFunction.VERSION_STRING, origin));
      text = address.reinterpret(64).getString(0);
    } catch (EngineUnavailableException e) {
      throw e;
    } catch (Throwable t) {
      throw unexpected(t);
    }
    if (isTooOld(text)) {
      throw new EngineUnavailableException(
          "PE3 needs libsodium 1.0.19 or newer", "library", origin, "version", text);
    }
    return text;
  }

  static boolean isTooOld(String version) {
    String[] parts = version.split("[.-]", -1);
    int[] minimum = {MIN_MAJOR, MIN_MINOR, MIN_PATCH};
    for (int i = 0; i < minimum.length; i++) {
      int part;
      try {
        part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
      } catch (NumberFormatException e) {
        return true;
      }
      if (part != minimum[i]) {
        return part < minimum[i];
      }
    }
    return false;
  }

  private static MemorySegment find(SymbolLookup symbols, SodiumFunction function, String origin) {
    return symbols
        .find(function.symbol())
        .orElseThrow(
            () ->
                new EngineUnavailableException(
                    "the library lacks a function that PE3 needs; is it libsodium 1.0.19 or newer?",
                    "library",
                    origin,
                    "function",
                    function.symbol()));
  }
}
