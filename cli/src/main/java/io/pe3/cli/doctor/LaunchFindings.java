package io.pe3.cli.doctor;

import java.util.List;

/** The flags that the JVM was started with. Touches no class that needs them. */
final class LaunchFindings {
  private static final String SECTION = "Launch";
  private static final String EXPORT = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
  private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

  private LaunchFindings() {}

  static List<Finding> examine() {
    return List.of(exports(), nativeAccess());
  }

  private static Finding exports() {
    Module mine = LaunchFindings.class.getModule();
    if (Object.class.getModule().isExported("jdk.internal.misc", mine)) {
      return Finding.ok(SECTION, "add-exports", EXPORT + " is set");
    }
    return Finding.broken(
        SECTION,
        "add-exports",
        "missing; buffers cannot be made without it, so that nothing is sealed or opened",
        "start the JVM with " + EXPORT + " (./pe3 does)");
  }

  private static Finding nativeAccess() {
    if (LaunchFindings.class.getModule().isNativeAccessEnabled()) {
      return Finding.ok(SECTION, "native access", NATIVE + " is set");
    }
    return Finding.note(
        SECTION,
        "native access",
        "not enabled; the JDK warns, or denies it, and then libsodium and zstd are off",
        "start the JVM with " + NATIVE + " (./pe3 does)");
  }
}
