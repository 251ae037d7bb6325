package io.pe3.key;

import io.pe3.codec.JsonReader;
import io.pe3.codec.JsonWriter;
import io.pe3.codec.ValueType;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import io.pe3.internal.HexOctets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The JSON form of a key: {@code {"keyid","key"}} and optionally {@code "scope"}. A member that is
 * not known is refused: it may be a misspelt restriction, and must not be ignored. Errors show
 * neither members nor the key.
 */
final class KeyJson {
  private static final String ID = "keyid";
  private static final String KEY = "key";
  private static final String SCOPE = "scope";
  private static final int DIGITS = 2 * DataKey.OCTETS;

  private KeyJson() {}

  /** Writes a key, which counts as exported then; returns the length. */
  static int write(DataKey key, MutableDirectBuffer target) {
    byte[] octets = key.octets();
    byte[] digits = new byte[DIGITS];
    try {
      HexOctets.encode(octets, digits);
      JsonWriter writer = new JsonWriter();
      writer.wrap(target, 0, target.capacity());
      boolean scoped = !key.scope().isUnlimited();
      writer.startMap(scoped ? 3 : 2);
      writer.writeText(ID).writeText(key.id());
      writer.writeText(KEY).writeText(new UnsafeBuffer(digits), 0, DIGITS);
      if (scoped) {
        writer.writeText(SCOPE);
        write(key.scope(), writer);
      }
      writer.endMap();
      return writer.length();
    } catch (BufferTooSmallException e) {
      throw new LimitExceededException(
              "the key's id and scope are too large for a key file; name fewer URIs",
              "limit",
              "keyfile",
              "maximum",
              target.capacity(),
              "keyid",
              key.id())
          .causedBy(e);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(digits, (byte) 0);
    }
  }

  static DataKey read(DirectBuffer source, int length, boolean foreign) {
    byte[] octets = new byte[DataKey.OCTETS];
    try {
      JsonReader reader = new JsonReader();
      reader.wrap(source, 0, length);
      String id = null;
      boolean hasKey = false;
      KeyScope scope = null;
      reader.startMap();
      while (reader.hasNext()) {
        switch (reader.readText()) {
          case ID -> id = once(id, reader.readText(), reader);
          case KEY -> {
            once(hasKey ? octets : null, octets, reader);
            readDigits(reader, octets);
            hasKey = true;
          }
          case SCOPE -> scope = once(scope, readScope(reader), reader);
          default -> throw unknownMember("keyid, key and scope", reader);
        }
      }
      reader.endMap();
      reader.endOfInput();
      if (id == null || !hasKey) {
        throw new MalformedException(
            "a key file has the members keyid and key", ID, id != null, KEY, hasKey);
      }
      KeyScope limits = scope == null ? KeyScope.ANY : scope;
      return foreign ? DataKey.foreign(id, octets, limits) : DataKey.of(id, octets, limits);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /** Reads a scope that stands alone. */
  static KeyScope readScope(DirectBuffer source) {
    JsonReader reader = new JsonReader();
    reader.wrap(source, 0, source.capacity());
    KeyScope scope = readScope(reader);
    reader.endOfInput();
    return scope;
  }

  private static void write(KeyScope scope, JsonWriter writer) {
    int parts = scope.realm() == null ? 0 : 1;
    parts += scope.uris().isEmpty() ? 0 : 1;
    parts += scope.flows().isEmpty() ? 0 : 1;
    parts += scope.schemes().isEmpty() ? 0 : 1;
    parts += scope.ciphers().isEmpty() ? 0 : 1;
    parts += scope.expires() == KeyScope.NEVER ? 0 : 1;
    writer.startMap(parts);
    if (scope.realm() != null) {
      writer.writeText("realm").writeText(scope.realm());
    }
    if (!scope.uris().isEmpty()) {
      writer.writeText("uris").startArray(scope.uris().size());
      for (UriPattern pattern : scope.uris()) {
        writer.startMap(2);
        writer.writeText("match").writeText(pattern.match().text());
        writer.writeText("uri").writeText(pattern.uri());
        writer.endMap();
      }
      writer.endArray();
    }
    TreeSet<Flow> flows = new TreeSet<>(scope.flows());
    writeNames("flows", flows.stream().map(Flow::text).toArray(String[]::new), writer);
    writeNames("schemes", new TreeSet<>(scope.schemes()).toArray(String[]::new), writer);
    writeNames("ciphers", new TreeSet<>(scope.ciphers()).toArray(String[]::new), writer);
    if (scope.expires() != KeyScope.NEVER) {
      writer.writeText("expires").writeLong(scope.expires());
    }
    writer.endMap();
  }

  private static void writeNames(String member, String[] names, JsonWriter writer) {
    if (names.length == 0) {
      return;
    }
    writer.writeText(member).startArray(names.length);
    for (String name : names) {
      writer.writeText(name);
    }
    writer.endArray();
  }

  private static KeyScope readScope(JsonReader reader) {
    KeyScope scope = KeyScope.ANY;
    int seen = 0;
    reader.startMap();
    while (reader.hasNext()) {
      int part;
      switch (reader.readText()) {
        case "realm" -> {
          part = 1;
          scope = scope.withRealm(notEmpty(reader));
        }
        case "uris" -> {
          part = 2;
          scope = scope.withUris(readList(reader, KeyJson::readPattern, UriPattern[]::new));
        }
        case "flows" -> {
          part = 4;
          scope =
              scope.withFlows(readList(reader, value -> Flow.of(value.readText()), Flow[]::new));
        }
        case "schemes" -> {
          part = 8;
          scope = scope.withSchemes(readList(reader, KeyJson::notEmpty, String[]::new));
        }
        case "ciphers" -> {
          part = 16;
          scope = scope.withCiphers(readList(reader, KeyJson::notEmpty, String[]::new));
        }
        case "expires" -> {
          part = 32;
          scope = scope.withExpires(readTime(reader));
        }
        default -> throw unknownMember("realm, uris, flows, schemes, ciphers and expires", reader);
      }
      if ((seen & part) != 0) {
        throw repeated(reader);
      }
      seen |= part;
    }
    reader.endMap();
    return scope;
  }

  private static UriPattern readPattern(JsonReader reader) {
    UriPattern.Match match = null;
    String uri = null;
    reader.startMap();
    while (reader.hasNext()) {
      switch (reader.readText()) {
        case "match" -> match = once(match, UriPattern.Match.of(reader.readText()), reader);
        case "uri" -> uri = once(uri, notEmpty(reader), reader);
        default -> throw unknownMember("match and uri", reader);
      }
    }
    reader.endMap();
    if (match == null || uri == null) {
      throw new MalformedException(
          "a URI pattern of a key scope has the members match and uri",
          "offset",
          reader.position());
    }
    return new UriPattern(match, uri);
  }

  /** An empty list is refused: it reads as nothing allowed and would be taken as no limit. */
  private static <T> T[] readList(
      JsonReader reader, Function<JsonReader, T> element, IntFunction<T[]> array) {
    LinkedHashSet<T> values = new LinkedHashSet<>();
    reader.startArray();
    while (reader.hasNext()) {
      values.add(element.apply(reader));
    }
    reader.endArray();
    if (values.isEmpty()) {
      throw new MalformedException(
          "a list of a key scope is empty; leave it out for no limit", "offset", reader.position());
    }
    return values.toArray(array);
  }

  private static String notEmpty(JsonReader reader) {
    String text = reader.readText();
    if (text.isEmpty()) {
      throw new MalformedException(
          "a text of a key scope is empty; leave it out for no limit", "offset", reader.position());
    }
    return text;
  }

  private static long readTime(JsonReader reader) {
    long seconds = reader.peek() == ValueType.INTEGER ? reader.readLong() : -1;
    if (seconds < 0) {
      throw new MalformedException(
          "a key scope's expires is a whole number of seconds since 1970",
          "offset",
          reader.position());
    }
    return seconds;
  }

  private static void readDigits(JsonReader reader, byte[] octets) {
    UnsafeBuffer digits = new UnsafeBuffer(0, 0);
    reader.readText(digits);
    if (!HexOctets.decode(digits, octets)) {
      throw new MalformedException(
          "the key is not 64 lower-case hex digits", "digits", digits.capacity());
    }
  }

  private static <T> T once(T former, T value, JsonReader reader) {
    if (former != null) {
      throw repeated(reader);
    }
    return value;
  }

  private static MalformedException repeated(JsonReader reader) {
    return new MalformedException("a member is repeated", "offset", reader.position());
  }

  private static MalformedException unknownMember(String known, JsonReader reader) {
    return new MalformedException(
        "a member is not known and might be a restriction; known here are " + known,
        "offset",
        reader.position());
  }
}
