package io.pe3.nativeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.LaunchFlags;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launch flags stand in several places and are the same in all of them. */
class LaunchFlagsTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path ROOT = MODULE.getParent();
  private static final Path FILE = MODULE.resolve("pe3.jvm");
  private static final String MEMORY_ACCESS =
      "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
  private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  @TempDir private Path folder;

  @Test
  void shouldBeThoseThatTheLibraryNames() throws IOException {
    assertEquals(List.of(MEMORY_ACCESS, NATIVE_ACCESS), flags());
    assertEquals(flags(), List.of(LaunchFlags.memoryAccessFlag(), LaunchFlags.nativeAccessFlag()));
  }

  @Test
  void shouldBeThoseOfTheBuild() throws IOException {
    Matcher property =
        Pattern.compile("<pe3.jvm.flags>(.*)</pe3.jvm.flags>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(property.find());
    assertEquals(flags(), List.of(property.group(1).split(" ")));
  }

  @Test
  void shouldBeThoseThatTestsRunWith() throws IOException {
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    assertTrue(given.containsAll(flags()), given.toString());
  }

  @Test
  void shouldBeThoseOfTheLauncher() throws IOException {
    String launcher = Files.readString(ROOT.resolve("pe3"));
    for (String flag : flags()) {
      assertTrue(launcher.contains(flag), flag);
    }
  }

  @Test
  void shouldBeThoseThatAnImageIsBuiltWith() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        getClass().getResourceAsStream(Metadata.FOLDER + "native-image.properties")) {
      properties.load(in);
    }
    assertEquals(List.of("Args"), List.copyOf(properties.stringPropertyNames()));
    List<String> args = List.of(properties.getProperty("Args").split(" +"));
    assertEquals(flags(), args.subList(0, 2));
    assertTrue(args.contains("--initialize-at-run-time=io.pe3"), "nothing random in an image");
  }

  @Test
  void shouldExplainEachFlagAndItsModulePathForm() throws IOException {
    String text = Files.readString(FILE);
    for (String flag : flags()) {
      assertTrue(text.matches("(?s).*\n# [^\n]+\n\\Q" + flag + "\\E\n.*"), flag);
    }
    assertTrue(
        text.contains("# Module path: " + MEMORY_ACCESS.replace("ALL-UNNAMED", "org.agrona")));
    assertTrue(
        text.contains(
            "# Module path: "
                + NATIVE_ACCESS.replace("ALL-UNNAMED", "io.pe3.core,com.github.luben.zstd_jni")));
  }

  @Test
  void shouldBeInTheJar() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/META-INF/pe3.jvm")) {
      assertNotNull(in);
      assertEquals(Files.readString(FILE), new String(in.readAllBytes(), UTF_8));
    }
  }

  @Test
  void shouldStartAProgramThatSealsAndOpens() throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + FILE,
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertEquals("opened [hello] with sodium", Files.readString(output).strip());
    assertEquals(0, process.exitValue());
  }

  /** What counts in the file; comments and empty lines do not. */
  private static List<String> flags() throws IOException {
    return Files.readAllLines(FILE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
