package io.pe3.bench.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A payload as plain objects: List, Map, String, Long, Double, Boolean, byte[], null.
 *
 * @param uri topic or procedure
 * @param args positional arguments
 * @param kwargs keyword arguments
 */
public record PlainPayload(String uri, List<Object> args, Map<String, Object> kwargs) {

  /**
   * The cleartext that is encrypted: one map of uri, args and kwargs.
   *
   * @return a new map in that order
   */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("uri", uri);
    body.put("args", args);
    body.put("kwargs", kwargs);
    return body;
  }

  /**
   * Whether two values are equal when the width of a number and the class of a byte string are not
   * looked at, as libraries differ in them. An integer never equals a float.
   *
   * @param a plain objects
   * @param b plain objects
   * @return true when equal
   */
  public static boolean sameValue(Object a, Object b) {
    return Objects.equals(normal(a), normal(b));
  }

  private static Object normal(Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(key, normal(item)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(normal(item)));
        yield copy;
      }
      case byte[] octets -> ByteBuffer.wrap(octets);
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      default -> value;
    };
  }
}
