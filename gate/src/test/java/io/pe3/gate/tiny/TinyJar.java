package io.pe3.gate.tiny;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes JMH jars of {@link TinyBenchmark} at a chosen cost. JMH itself stays where Maven has it and
 * is named by the manifest.
 */
public final class TinyJar {
  /** Steps of the base version. */
  public static final int STEPS = 2000;

  private TinyJar() {}

  /**
   * Makes the jars of the experiment.
   *
   * @param args the folder to put them into
   * @throws IOException when it can't be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    make(folder.resolve("base.jar"), new TinyCost(STEPS, 0));
    make(folder.resolve("slower5.jar"), new TinyCost(STEPS * 105 / 100, 0));
    make(folder.resolve("slower10.jar"), new TinyCost(STEPS * 110 / 100, 0));
    make(folder.resolve("allocates16.jar"), new TinyCost(STEPS, 1));
  }

  /**
   * Makes one.
   *
   * @param file to write
   * @param cost of the version
   * @return the file
   * @throws IOException when it can't be written
   */
  public static Path make(Path file, TinyCost cost) throws IOException {
    Path classes = Path.of(location(TinyJar.class));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "org.openjdk.jmh.Main");
    main.put(Attributes.Name.CLASS_PATH, libraries());
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(path -> classes.relativize(path).toString().replace(File.separatorChar, '/'))
              .filter(
                  name ->
                      name.startsWith("io/pe3/gate/tiny/")
                          || name.equals("META-INF/BenchmarkList")
                          || name.equals("META-INF/CompilerHints"))
              .toList();
      for (String name : names) {
        add(jar, name, Files.readAllBytes(classes.resolve(name)));
      }
      add(jar, TinyCost.RESOURCE, cost.text().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void add(JarOutputStream jar, String name, byte[] octets) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(octets);
    jar.closeEntry();
  }

  /** JMH and what it needs, as they stand on the class path. */
  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.matches(".*(jmh-core|jopt-simple|commons-math3)[^/\\\\]*\\.jar"))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  private static URI location(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }
}
