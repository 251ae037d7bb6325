package io.pe3.wamp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pe3.key.UriPattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a session subscribed or registered: a URI and how it matches. Immutable.
 *
 * @param match how it matches
 * @param uri as the application wrote it
 * @param octets the URI in UTF-8
 */
record TrackedUri(UriPattern.Match match, String uri, UnsafeBuffer octets) {
  /** Takes the {@code match} option, which may be null, and the URI, which may be empty. */
  static TrackedUri of(String match, String uri) {
    return new TrackedUri(
        match == null ? UriPattern.Match.EXACT : UriPattern.Match.of(match),
        uri,
        new UnsafeBuffer(uri.getBytes(UTF_8)));
  }

  boolean isExact() {
    return match == UriPattern.Match.EXACT;
  }

  /** Whether it is the URI in these octets. */
  boolean isUri(DirectBuffer buffer) {
    return Octets.areEqual(octets, 0, octets.capacity(), buffer, 0, buffer.capacity());
  }

  /** Whether it covers a URI. */
  boolean covers(String candidate) {
    // The empty prefix covers everything, and is no pattern that a key or a rule could have.
    return (match == UriPattern.Match.PREFIX && uri.isEmpty())
        || (!uri.isEmpty() && new UriPattern(match, uri).matches(candidate));
  }

  boolean isSame(TrackedUri other) {
    return match == other.match && uri.equals(other.uri);
  }
}
