package io.pe3.aead.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The libsodium builds inside the lazysodium-java jar that PE3 uses, by platform. */
public enum BundledSodium {
  /** Intel and AMD. */
  LINUX_X64("linux", true, "linux64/libsodium.so"),
  /** Arm, 64-bit. */
  LINUX_ARM64("linux", false, "arm64/libsodium.so"),
  /** Intel. */
  MAC_X64("mac", true, "mac/libsodium.dylib"),
  /** Apple silicon. */
  MAC_ARM64("mac", false, "mac_arm/libsodium.dylib"),
  /** Intel and AMD. */
  WINDOWS_X64("windows", true, "windows64/libsodium.dll");

  private final String os;
  private final boolean x64;
  private final String resource;

  BundledSodium(String os, boolean x64, String resource) {
    this.os = os;
    this.x64 = x64;
    this.resource = resource;
  }

  /**
   * The build for a platform.
   *
   * @param osName as in the system property {@code os.name}
   * @param osArch as in the system property {@code os.arch}
   * @return empty when there is none
   */
  public static Optional<BundledSodium> of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    boolean isX64 = arch.equals("amd64") || arch.equals("x86_64");
    boolean isArm64 = arch.equals("aarch64") || arch.equals("arm64");
    return Stream.of(values())
        .filter(build -> os.startsWith(build.os) && (build.x64 ? isX64 : isArm64))
        .findFirst();
  }

  /** The name in the jar. */
  public String resource() {
    return resource;
  }

  /** The last part of the name, which the extracted file gets. */
  String fileName() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }
}
