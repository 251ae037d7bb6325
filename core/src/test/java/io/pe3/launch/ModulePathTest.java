package io.pe3.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of one named module that requires PE3, on the module path and on the class path. */
class ModulePathTest {
  private static final String MEMORY_ACCESS =
      "--add-exports=java.base/jdk.internal.misc=org.agrona";
  private static final String NATIVE_ACCESS =
      "--enable-native-access=io.pe3.core,com.github.luben.zstd_jni";

  private static final String DESCRIPTOR =
      """
      module demo {
        requires io.pe3.core;
      }
      """;

  private static final String PROGRAM =
      """
      package demo;

      import io.pe3.*;
      import io.pe3.aead.*;
      import io.pe3.key.DataKey;
      import java.util.*;

      public class Main {
        public static void main(String[] args) {
          System.out.println(Main.class.getModule().isNamed());
          System.out.println(LaunchFlags.memoryAccessFlag() + " " + LaunchFlags.nativeAccessFlag());
          System.out.println(LaunchFlags.hasMemoryAccess() + " " + LaunchFlags.hasNativeAccess());
          PayloadContext topic = PayloadContext.of("com.example.topic");
          try (DataKey key = DataKey.generate();
              PayloadSealer sealer =
                  PayloadSealer.builder(key).scheme(PayloadScheme.WAMP).engine("sodium").compression(3).build();
              PayloadOpener opener = PayloadOpener.builder(key).schemes(PayloadScheme.WAMP).engine("sodium").build()) {
            SealedPayload sealed = sealer.seal(topic, List.of("text".repeat(200)), Map.of());
            System.out.println(sealed.attributes().compressor());
            OpenedPayload opened = opener.open(sealed.attributes(), topic, sealed.payload());
            System.out.println(opened.args().equals(List.of("text".repeat(200))));
          }
        }
      }
      """;

  @TempDir private static Path folder;

  private static Path demo;
  private static String libraries;

  @BeforeAll
  static void compile() throws Exception {
    demo = folder.resolve("demo");
    libraries =
        Jvm.classPath().stream()
            .filter(path -> isLibrary(path.toString().replace(File.separatorChar, '/')))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Path descriptor = Files.writeString(folder.resolve("module-info.java"), DESCRIPTOR);
    Path program = Files.writeString(folder.resolve("Main.java"), PROGRAM);
    StringWriter messages = new StringWriter();
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(messages),
                new PrintWriter(messages),
                "--module-path",
                libraries,
                "-d",
                demo.toString(),
                descriptor.toString(),
                program.toString());
    assertEquals(0, status, messages.toString());
  }

  @Test
  void shouldSealAndOpenWithNativesOnTheModulePath() throws Exception {
    Jvm.Result result = onModulePath(MEMORY_ACCESS, NATIVE_ACCESS);
    assertEquals(
        List.of("true", MEMORY_ACCESS + " " + NATIVE_ACCESS, "true true", "zstd", "true"),
        result.lines(),
        result.err());
    assertEquals("", result.err(), "no warnings");
  }

  @Test
  void shouldSealAndOpenWithNativesOnTheClassPath() throws Exception {
    Jvm.Result result =
        Jvm.java(
            List.of(
                Jvm.MEMORY_ACCESS,
                Jvm.NATIVE_ACCESS,
                "-cp",
                demo + File.pathSeparator + libraries,
                "demo.Main"));
    assertEquals(
        List.of("false", Jvm.MEMORY_ACCESS + " " + Jvm.NATIVE_ACCESS, "true true", "zstd", "true"),
        result.lines(),
        result.err());
    assertEquals("", result.err(), "no warnings");
  }

  @Test
  void shouldNameTheFlagsOfTheModulePath() throws Exception {
    Jvm.Result result = onModulePath();
    assertEquals("false false", result.lines().get(2));
    assertTrue(result.err().contains("need the launch flag " + MEMORY_ACCESS + ";"), result.err());
    result = onModulePath(MEMORY_ACCESS, Jvm.DENY);
    assertTrue(result.err().contains("flag=" + NATIVE_ACCESS), result.err());
  }

  @Test
  void shouldSeeThatOnlyOneOfTheTwoModulesHasNativeAccess() throws Exception {
    Jvm.Result result = onModulePath(MEMORY_ACCESS, "--enable-native-access=io.pe3.core", Jvm.DENY);
    assertEquals("true false", result.lines().get(2));
    assertTrue(result.err().contains("library=zstd-jni flag=" + NATIVE_ACCESS), result.err());
  }

  private static Jvm.Result onModulePath(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of("--module-path", libraries + File.pathSeparator + demo, "-m", "demo/demo.Main"));
    return Jvm.java(arguments);
  }

  /** PE3 itself, as a folder or a jar, and what it needs. */
  private static boolean isLibrary(String path) {
    return path.endsWith("core/target/classes")
        || path.matches(".*/(pe3-core|agrona|zstd-jni|bcprov-jdk18on|lazysodium-java)-[^/]*\\.jar");
  }
}
