package io.pe3;

import io.pe3.internal.AgronaAccess;
import io.pe3.internal.NativeAccess;

/**
 * The launch flags that PE3 needs, and whether this JVM was started with them.
 *
 * <p>Thread-safe. Usable before anything else of PE3.
 */
public final class LaunchFlags {
  private LaunchFlags() {}

  /**
   * Whether buffers, sealers and openers can be made.
   *
   * @return false when {@link #memoryAccessFlag()} is missing
   */
  public static boolean hasMemoryAccess() {
    return AgronaAccess.isOpen();
  }

  /**
   * The flag without which nothing can be sealed or opened.
   *
   * @return the whole flag, for the class or the module path, whichever Agrona is on
   */
  public static String memoryAccessFlag() {
    return AgronaAccess.flag();
  }

  /**
   * Whether native code may be called without a warning, and in spite of {@code
   * --illegal-native-access=deny}.
   *
   * @return false when {@link #nativeAccessFlag()} is missing
   */
  public static boolean hasNativeAccess() {
    return NativeAccess.isEnabled();
  }

  /**
   * The flag for native engines and compression.
   *
   * @return the whole flag, for the class or the module path, whichever PE3 and zstd-jni are on
   */
  public static String nativeAccessFlag() {
    return NativeAccess.flag();
  }

  /**
   * Refuses to go on without {@link #memoryAccessFlag()}.
   *
   * @throws io.pe3.error.EngineUnavailableException that names the flag
   */
  public static void require() {
    AgronaAccess.require();
  }
}
