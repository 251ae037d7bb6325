package io.pe3.internal;

import com.github.luben.zstd.util.Native;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whether the JDK lets PE3 and zstd-jni call native code, and by which flag it would. */
public final class NativeAccess {
  private static final String OPTION = "--enable-native-access=";

  private NativeAccess() {}

  /**
   * Whether native code may be called without a warning, and in spite of {@code
   * --illegal-native-access=deny}.
   *
   * @return true when both have been given it
   */
  public static boolean isEnabled() {
    return callers().allMatch(Module::isNativeAccessEnabled);
  }

  /**
   * The flag that has to be given for the modules where they are now, on the class or module path.
   *
   * @return the whole flag
   */
  public static String flag() {
    return callers()
        .map(module -> module.isNamed() ? module.getName() : "ALL-UNNAMED")
        .distinct()
        .collect(Collectors.joining(",", OPTION, ""));
  }

  private static Stream<Module> callers() {
    return Stream.of(NativeAccess.class.getModule(), Native.class.getModule());
  }
}
