package io.pe3.aead;

import io.pe3.error.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Which engine {@code auto} uses for a message, by cipher, direction, buffer kind and length: no
 * engine is the fastest for all. For each of the first three it holds a list of steps; a step is
 * the engine from a length on, in octets of plaintext.
 *
 * <p>As a file, a table is a Java properties file in UTF-8, of at most 64 KiB:
 *
 * <pre>
 * # a comment
 * format = 1
 * aes256gcm.seal.heap = 0 sodium, 2049 jca:AmazonCorrettoCryptoProvider
 * </pre>
 *
 * <p>{@code format} is required and is 1. The other names are {@code CIPHER.DIRECTION.KIND}, each
 * at most once: a cipher's name on the wire, {@code seal} or {@code open}, {@code heap} or {@code
 * direct}. Their values are 1 to 16 steps, separated by commas; a step is the shortest length that
 * it is for, in octets of plaintext, and the engine's name. The first length is 0, and lengths
 * rise. Anything else is refused.
 *
 * <p>A cipher, direction and kind that a table does not name has the steps of {@link
 * AeadEngines#table()}. An engine that it names has to be there when a builder takes the table: a
 * table that was measured with an engine that is gone since is refused, not half used.
 *
 * <p>Immutable and thread-safe.
 */
public final class EngineTable {
  private static final String FORMAT_KEY = "format";
  private static final String FORMAT = "1";
  private static final int MAX_STEPS = 16;

  /** Long enough for every table that this class writes. */
  private static final int MAX_FILE_OCTETS = 64 * 1024;

  private static final EngineTable EMPTY = new EngineTable(Map.of());

  private final Map<Use, List<Step>> steps;

  private EngineTable(Map<Use, List<Step>> steps) {
    this.steps = steps;
  }

  /**
   * From which length on an engine is used.
   *
   * @param fromLength octets of plaintext, 0 or more
   * @param engine its name, for example {@code sodium}, see {@link #isEngineName}
   */
  public record Step(int fromLength, String engine) {
    /** Refuses what no table can hold. */
    public Step {
      if (fromLength < 0) {
        throw new IllegalArgumentException("a length is 0 or more: fromLength=" + fromLength);
      }
      if (!isEngineName(engine)) {
        throw new IllegalArgumentException("not an engine's name: engine=" + engine);
      }
    }
  }

  /**
   * Whether a table can hold the name of an engine. JCA providers name themselves, and some in ways
   * that a file could not give back.
   *
   * @param name of one engine, so neither {@code auto} nor {@code jca}
   * @return true when it is visible ASCII without comma and backslash
   */
  public static boolean isEngineName(String name) {
    return !name.isEmpty()
        && !name.equals(AeadEngines.AUTO)
        && !name.equals(AeadEngines.JCA)
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',' && c != '\\');
  }

  private record Use(AeadCipher cipher, Direction direction, BufferKind kind) {
    String text() {
      return cipher.text() + '.' + direction.text() + '.' + kind.text();
    }
  }

  /**
   * A table without steps, to begin with.
   *
   * @return the table
   */
  public static EngineTable empty() {
    return EMPTY;
  }

  /**
   * Reads a table, as {@code pe3 doctor --calibrate} writes it.
   *
   * @param file to read
   * @return the table
   * @throws IOException when it cannot be read
   * @throws MalformedException when it is not a table, or one of another format, a newer one for
   *     example; names the file and, where it is one, the line's key
   */
  public static EngineTable read(Path file) throws IOException {
    UniqueLines properties = new UniqueLines();
    try {
      properties.load(new StringReader(text(file)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the file is not a properties file", "file", file).causedBy(e);
    }
    if (properties.repeated != null) {
      throw new MalformedException(
          "the file has a line twice; take one of them away",
          "file",
          file,
          "line",
          properties.repeated);
    }
    if (!FORMAT.equals(properties.getProperty(FORMAT_KEY))) {
      throw new MalformedException(
          "not an engine table, or one of another format; write it again with `pe3 doctor"
              + " --calibrate`",
          "file",
          file,
          "format",
          String.valueOf(properties.getProperty(FORMAT_KEY)),
          "expected",
          FORMAT);
    }
    Map<Use, List<Step>> steps = new LinkedHashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (!name.equals(FORMAT_KEY)) {
        steps.put(use(name, file), steps(properties.getProperty(name), name, file));
      }
    }
    return new EngineTable(steps);
  }

  /**
   * A changed table.
   *
   * @param cipher to seal or open with
   * @param direction of the message
   * @param kind of its buffers
   * @param changed the steps, the first from 0 on, each longer than the one before; at most 16
   * @return a table that has these steps for this use
   * @throws IllegalArgumentException when they are not such steps
   */
  public EngineTable with(
      AeadCipher cipher, Direction direction, BufferKind kind, List<Step> changed) {
    Map<Use, List<Step>> all = new LinkedHashMap<>(steps);
    all.put(new Use(cipher, direction, kind), checked(changed));
    return new EngineTable(all);
  }

  private static List<Step> checked(List<Step> steps) {
    List<Step> copy = List.copyOf(steps);
    boolean valid = !copy.isEmpty() && copy.size() <= MAX_STEPS && copy.get(0).fromLength() == 0;
    for (int i = 1; i < copy.size(); i++) {
      valid &= copy.get(i).fromLength() > copy.get(i - 1).fromLength();
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "steps begin at 0 and rise, at most " + MAX_STEPS + ": steps=" + copy);
    }
    return copy;
  }

  /**
   * The steps of a use.
   *
   * @param cipher to seal or open with
   * @param direction of the message
   * @param kind of its buffers
   * @return an unmodifiable list that begins at 0; empty when the table does not name the use
   */
  public List<Step> steps(AeadCipher cipher, Direction direction, BufferKind kind) {
    return steps.getOrDefault(new Use(cipher, direction, kind), List.of());
  }

  /**
   * The table as a file's text.
   *
   * @param comment lines to begin with, for people
   * @return a properties file that {@link #read} takes
   */
  public String toText(List<String> comment) {
    StringBuilder text = new StringBuilder();
    comment.forEach(
        line -> text.append(("# " + line.replaceAll("\\R", " ")).stripTrailing()).append('\n'));
    text.append(FORMAT_KEY).append(" = ").append(FORMAT).append('\n');
    for (AeadCipher cipher : AeadCipher.values()) {
      for (Direction direction : Direction.values()) {
        for (BufferKind kind : BufferKind.values()) {
          append(text, new Use(cipher, direction, kind));
        }
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, Use use) {
    List<Step> list = steps.getOrDefault(use, List.of());
    for (int i = 0; i < list.size(); i++) {
      text.append(i == 0 ? use.text() + " = " : ", ").append(list.get(i).fromLength()).append(' ');
      text.append(list.get(i).engine());
    }
    text.append(list.isEmpty() ? "" : "\n");
  }

  @Override
  public String toString() {
    return "EngineTable" + steps;
  }

  /** What may be anything is read up to the limit, not up to its end. */
  private static String text(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(MAX_FILE_OCTETS + 1);
    }
    if (octets.length > MAX_FILE_OCTETS) {
      throw new MalformedException(
          "the file is too long for an engine table", "file", file, "maximum", MAX_FILE_OCTETS);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("the file is not text in UTF-8", "file", file).causedBy(e);
    }
  }

  private static Use use(String name, Path file) {
    for (AeadCipher cipher : AeadCipher.values()) {
      for (Direction direction : Direction.values()) {
        for (BufferKind kind : BufferKind.values()) {
          Use use = new Use(cipher, direction, kind);
          if (use.text().equals(name)) {
            return use;
          }
        }
      }
    }
    throw new MalformedException(
        "an engine table has lines of CIPHER.seal|open.heap|direct", "file", file, "line", name);
  }

  private static List<Step> steps(String value, String name, Path file) {
    List<Step> list = new ArrayList<>();
    try {
      for (String part : value.split(",", -1)) {
        String[] words = part.strip().split("\\s+", -1);
        if (words.length != 2) {
          throw new IllegalArgumentException("a step is a length and an engine");
        }
        list.add(new Step(Integer.parseInt(words[0]), words[1]));
      }
      return checked(list);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
              "steps are lengths that rise from 0, each with an engine, for example `0 sodium, 4096"
                  + " jca:SunJCE`",
              "file",
              file,
              "line",
              name,
              "value",
              value)
          .causedBy(e);
    }
  }

  /** Of a name that stands twice a properties file silently has the last value. */
  private static final class UniqueLines extends Properties {
    private static final long serialVersionUID = 1L;

    private String repeated;

    @Override
    public synchronized Object put(Object name, Object value) {
      if (containsKey(name)) {
        repeated = name.toString();
      }
      return super.put(name, value);
    }
  }
}
