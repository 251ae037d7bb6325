package io.pe3;

import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import java.util.EnumMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Validates bodies of parsed serializers, and knows where the parts of the last one are.
 *
 * <p>Not thread-safe. Allocates nothing once made.
 */
final class WalkedBody {
  private final Map<Serializer, PayloadMap> maps = new EnumMap<>(Serializer.class);

  /** Of the last body, and what walks over it if it is a parsed one. */
  private Serializer serializer;

  private PayloadMap map;
  private boolean walked;

  WalkedBody(int maxDepth) {
    for (Serializer each : Serializer.values()) {
      if (each.isParsed()) {
        maps.put(each, new PayloadMap(each, maxDepth));
      }
    }
  }

  /** The map of a serializer, or null when bodies of it are not looked into. */
  PayloadMap map(Serializer of) {
    if (serializer != of) {
      serializer = of;
      map = maps.get(of);
    }
    return map;
  }

  /**
   * Walks over a body, if it is of a parsed serializer.
   *
   * @param expectedUri what a {@code uri} in it has to equal
   * @return whether it names that URI
   * @throws MalformedException when it has not the required form
   * @throws io.pe3.error.UriMismatchException when it was sealed for another URI
   */
  boolean walk(
      Serializer of, DirectBuffer body, int offset, int length, PayloadContext expectedUri) {
    PayloadMap parsed = map(of);
    if (parsed == null) {
      walked = false;
      return false;
    }
    parsed.walk(body, offset, length, expectedUri);
    walked = true;
    return parsed.hasUri();
  }

  /** There is no walked body any more. */
  void forget() {
    walked = false;
  }

  int argsOffset() {
    return walked ? map.argsOffset() : 0;
  }

  int argsLength() {
    return walked ? map.argsLength() : 0;
  }

  int kwargsOffset() {
    return walked ? map.kwargsOffset() : 0;
  }

  int kwargsLength() {
    return walked ? map.kwargsLength() : 0;
  }
}
