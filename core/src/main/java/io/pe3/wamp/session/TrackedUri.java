package io.pe3.wamp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pe3.key.UriPattern;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a session subscribed or registered: a URI and how it matches. Immutable.
 *
 * @param match how it matches
 * @param uri as the application wrote it
 * @param pattern the same as a pattern, or null for an empty URI, which is none
 * @param octets the URI in UTF-8
 */
record TrackedUri(UriPattern.Match match, String uri, UriPattern pattern, UnsafeBuffer octets) {
  /** Takes the {@code match} option, which may be null, and the URI, which may be empty. */
  static TrackedUri of(String match, String uri) {
    UriPattern.Match kind = match == null ? UriPattern.Match.EXACT : UriPattern.Match.of(match);
    return new TrackedUri(
        kind,
        uri,
        uri.isEmpty() ? null : new UriPattern(kind, uri),
        new UnsafeBuffer(uri.getBytes(UTF_8)));
  }

  boolean isExact() {
    return match == UriPattern.Match.EXACT;
  }

  /** Whether it covers a URI. An empty prefix covers all; an empty URI is none. */
  boolean covers(String candidate) {
    if (candidate.isEmpty()) {
      return false;
    }
    return pattern == null ? match == UriPattern.Match.PREFIX : pattern.matches(candidate);
  }

  /**
   * What a message for a URI arrives by, as the delivery scope of replay protection. A router
   * delivers one publication once for each pattern that matches.
   */
  UriPattern scope(String arrivedFor) {
    return pattern == null
        ? UriPattern.prefix(arrivedFor.substring(0, arrivedFor.offsetByCodePoints(0, 1)))
        : pattern;
  }

  boolean isSame(TrackedUri other) {
    return match == other.match && uri.equals(other.uri);
  }
}
