package io.pe3.aead.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BundledSodiumTest {
  @ParameterizedTest
  @EnumSource
  void shouldBeInTheJar(BundledSodium build) {
    assertNotNull(BundledSodium.class.getClassLoader().getResource(build.resource()));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, LINUX_X64",
    "Linux, aarch64, LINUX_ARM64",
    "Mac OS X, x86_64, MAC_X64",
    "Mac OS X, aarch64, MAC_ARM64",
    "Windows 11, amd64, WINDOWS_X64",
  })
  void shouldFitThePlatform(String os, String arch, BundledSodium expected) {
    assertEquals(Optional.of(expected), BundledSodium.of(os, arch));
  }

  @Test
  void shouldNotBeThereForOtherPlatforms() {
    assertEquals(Optional.empty(), BundledSodium.of("Linux", "riscv64"));
    assertEquals(Optional.empty(), BundledSodium.of("Windows 11", "aarch64"));
    assertEquals(Optional.empty(), BundledSodium.of("FreeBSD", "amd64"));
  }
}
