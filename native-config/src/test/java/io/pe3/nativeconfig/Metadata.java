package io.pe3.nativeconfig;

import io.pe3.codec.JsonReader;
import io.pe3.codec.PlainValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/** The parts of {@code reachability-metadata.json}. */
final class Metadata {
  static final String FOLDER = "/META-INF/native-image/io.pe3/pe3-core/";

  private static final String FILE = FOLDER + "reachability-metadata.json";

  private final Map<?, ?> root;

  Metadata() {
    try (InputStream in = Metadata.class.getResourceAsStream(FILE)) {
      byte[] octets = in.readAllBytes();
      JsonReader reader = new JsonReader();
      reader.wrap(new UnsafeBuffer(octets), 0, octets.length);
      root = (Map<?, ?>) PlainValues.read(reader);
      reader.endOfInput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<?> sections() {
    return root.keySet();
  }

  List<Map<?, ?>> reflection() {
    return list(root.get("reflection"));
  }

  Set<String> resources() {
    return list(root.get("resources")).stream()
        .map(entry -> (String) entry.get("glob"))
        .collect(Collectors.toSet());
  }

  List<Downcall> downcalls() {
    Map<?, ?> foreign = (Map<?, ?>) root.get("foreign");
    return list(foreign.get("downcalls")).stream().map(Metadata::downcall).toList();
  }

  private static Downcall downcall(Map<?, ?> entry) {
    List<String> parameters =
        ((List<?>) entry.get("parameterTypes")).stream().map(String.class::cast).toList();
    String option = "";
    Map<?, ?> options = (Map<?, ?>) entry.get("options");
    if (options != null) {
      Map<?, ?> critical = (Map<?, ?>) options.get("critical");
      option = "critical(" + critical.get("allowHeapAccess") + ")";
    }
    return new Downcall((String) entry.get("returnType"), parameters, option);
  }

  private static List<Map<?, ?>> list(Object value) {
    return ((List<?>) value).stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
  }
}
