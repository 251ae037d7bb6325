package io.pe3.key;

import io.pe3.error.MalformedException;
import java.util.Objects;

/**
 * A pattern of topics or procedures, as WAMP's pattern-based subscriptions and registrations match.
 *
 * @param match how the URI is compared
 * @param uri the URI, its beginning, or a URI with empty components
 */
public record UriPattern(Match match, String uri) {
  private static final int MAX_OCTETS = 65_535;

  /** How a pattern matches. */
  public enum Match {
    /** The URI itself. */
    EXACT("exact"),
    /** Every URI that begins with the same characters, whole components or not. */
    PREFIX("prefix"),
    /** An empty component matches any one component; the number of components is the same. */
    WILDCARD("wildcard");

    private final String text;

    Match(String text) {
      this.text = text;
    }

    /**
     * The name in WAMP options and key files.
     *
     * @return lower case, for example {@code prefix}
     */
    public String text() {
      return text;
    }

    /**
     * Finds a match by its name.
     *
     * @param text the exact name
     * @return the match
     * @throws MalformedException when there is none of that name
     */
    public static Match of(String text) {
      for (Match match : values()) {
        if (match.text.equals(text)) {
          return match;
        }
      }
      throw new MalformedException(
          "this way to match is not known; use exact, prefix or wildcard", "match", text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Makes a pattern.
   *
   * @throws MalformedException when the URI is empty, has a lone surrogate, or is longer than 65
   *     535 octets of UTF-8
   */
  public UriPattern {
    Objects.requireNonNull(match, "match");
    if (!StrictUtf8.isWithin(uri, MAX_OCTETS)) {
      throw new MalformedException(
          "a URI pattern is 1 to 65535 octets of UTF-8 without lone surrogates",
          "match",
          match,
          "characters",
          uri.length());
    }
  }

  /**
   * A pattern for one URI.
   *
   * @param uri to match
   * @return the pattern
   */
  public static UriPattern exact(String uri) {
    return new UriPattern(Match.EXACT, uri);
  }

  /**
   * A pattern for every URI with the same beginning. {@code com.a} matches {@code com.ab} too; end
   * it with a dot to keep to whole components.
   *
   * @param uri the beginning
   * @return the pattern
   */
  public static UriPattern prefix(String uri) {
    return new UriPattern(Match.PREFIX, uri);
  }

  /**
   * A pattern with empty components, such as {@code com..get}.
   *
   * @param uri the URI, components to leave open empty
   * @return the pattern
   */
  public static UriPattern wildcard(String uri) {
    return new UriPattern(Match.WILDCARD, uri);
  }

  /**
   * Compares a URI. Allocates nothing.
   *
   * @param candidate a topic or procedure
   * @return whether it matches
   */
  public boolean matches(String candidate) {
    return switch (match) {
      case EXACT -> candidate.equals(uri);
      case PREFIX -> candidate.startsWith(uri);
      case WILDCARD -> matchesByComponent(candidate);
    };
  }

  private boolean matchesByComponent(String candidate) {
    int mine = 0;
    int theirs = 0;
    while (true) {
      int myEnd = componentEnd(uri, mine);
      int theirEnd = componentEnd(candidate, theirs);
      int length = myEnd - mine;
      if (length != 0
          && (length != theirEnd - theirs || !uri.regionMatches(mine, candidate, theirs, length))) {
        return false;
      }
      boolean last = myEnd == uri.length();
      if (last || theirEnd == candidate.length()) {
        return last && theirEnd == candidate.length();
      }
      mine = myEnd + 1;
      theirs = theirEnd + 1;
    }
  }

  private static int componentEnd(String uri, int start) {
    int dot = uri.indexOf('.', start);
    return dot < 0 ? uri.length() : dot;
  }
}
