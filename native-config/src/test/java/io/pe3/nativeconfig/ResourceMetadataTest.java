package io.pe3.nativeconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.engine.BundledSodium;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image holds only the resources, and shows by reflection only the members, that are listed. */
class ResourceMetadataTest {
  private final Metadata metadata = new Metadata();

  @ParameterizedTest
  @EnumSource
  void shouldListEveryLibsodiumThatCanBeAskedFor(BundledSodium build) {
    assertTrue(metadata.resources().contains(build.resource()), build.resource());
    assertNotNull(ClassLoader.getSystemResource(build.resource()), build.resource());
  }

  @ParameterizedTest
  @EnumSource
  void shouldListZstdForTheSamePlatforms(BundledSodium build) {
    String resource =
        switch (build) {
          case LINUX_X64 -> "linux/amd64/libzstd-jni-%s.so";
          case LINUX_ARM64 -> "linux/aarch64/libzstd-jni-%s.so";
          case MAC_X64 -> "darwin/x86_64/libzstd-jni-%s.dylib";
          case MAC_ARM64 -> "darwin/aarch64/libzstd-jni-%s.dylib";
          case WINDOWS_X64 -> "win/amd64/libzstd-jni-%s.dll";
        };
    assertTrue(metadata.resources().contains(resource.formatted("*")), resource);
    String version = System.getProperty("io.pe3.zstd.version");
    assertNotNull(ClassLoader.getSystemResource(resource.formatted(version)), resource);
  }

  @Test
  void shouldListNoOtherResource() {
    assertEquals(2 * BundledSodium.values().length, metadata.resources().size());
  }

  @Test
  void shouldNameFieldsThatExist() throws Exception {
    int fields = 0;
    for (Map<?, ?> entry : metadata.reflection()) {
      Class<?> type = Class.forName((String) entry.get("type"), false, getClass().getClassLoader());
      for (Object field : (Iterable<?>) entry.get("fields")) {
        assertNotNull(type.getDeclaredField((String) ((Map<?, ?>) field).get("name")));
        fields++;
      }
    }
    assertEquals(4, fields);
  }

  @Test
  void shouldHaveTheSectionsOfTheFormat() {
    assertEquals(Set.of("comment", "reflection", "resources", "foreign"), metadata.sections());
  }
}
