import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or rewrites the format of the Java sources of one module with google-java-format. Run by
 * the build in the toolchain's JVM: {@code java Format.java check|write MODULE-FOLDER}.
 */
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    List<String> command = new ArrayList<>();
    command.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    List<String> sources = sources(Path.of(args[1]));
    if (sources.isEmpty()) {
      return;
    }
    command.addAll(sources);
    int status =
        new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
            .format(command.toArray(String[]::new));
    if (status != 0 && check) {
      System.err.println(
          "The files named above are not in the project's format."
              + " Run: mvn -Pformat process-sources");
    }
    System.exit(status);
  }

  private static List<String> sources(Path module) throws IOException {
    List<String> found = new ArrayList<>();
    for (String folder : List.of("src", "build")) {
      Path root = module.resolve(folder);
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files.filter(f -> f.toString().endsWith(".java")).map(Path::toString).forEach(found::add);
        }
      }
    }
    found.sort(null);
    return found;
  }
}
