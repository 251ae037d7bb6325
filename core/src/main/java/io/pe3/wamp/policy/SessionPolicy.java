package io.pe3.wamp.policy;

import io.pe3.key.Flow;
import io.pe3.key.UriPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which messages of a session are protected, and how: by realm, URI and flow.
 *
 * <p>Of the rules that match, the one with the most specific pattern decides, as WAMP matches: an
 * exact URI before the longest prefix (by characters, whole components or not) before a wildcard;
 * of two wildcards the one that names a component at the first place where the other leaves it
 * open. With the same pattern, a rule for the realm goes before one for every realm. Where no rule
 * matches, messages are left in clear, unless {@link Builder#otherwise} says something else.
 *
 * <p>A result or error follows the rule of its call, unless a rule with a pattern at least as
 * specific says something about results or errors. An error whose call is in clear is protected
 * when the result would be: it tells as much.
 *
 * <p>Never protected, whatever the rules say: URIs that begin with {@code wamp.}, {@code pe3.key.},
 * or a prefix that the router keeps for itself ({@code crossbar.} unless others are named).
 *
 * <p>Immutable and thread-safe. Looking up may allocate; sessions remember what they asked.
 */
public final class SessionPolicy {
  private static final List<String> NEVER = List.of("wamp.", "pe3.key.");
  private static final List<String> ROUTER_PREFIXES = List.of("crossbar.");

  private final Map<String, List<PolicyRule>> exact = new HashMap<>();

  /** By prefix, the longest first. */
  private final TreeMap<String, List<PolicyRule>> prefixes =
      new TreeMap<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private final List<List<PolicyRule>> wildcards = new ArrayList<>();
  private final List<String> neverProtected = new ArrayList<>(NEVER);
  private final Protection otherwise;
  private final boolean protectsAny;

  private SessionPolicy(Builder builder) {
    Map<String, List<PolicyRule>> byWildcard = new TreeMap<>(SessionPolicy::compareWildcards);
    boolean any = builder.otherwise != null;
    for (PolicyRule rule : builder.rules) {
      Map<String, List<PolicyRule>> place =
          switch (rule.pattern().match()) {
            case EXACT -> exact;
            case PREFIX -> prefixes;
            case WILDCARD -> byWildcard;
          };
      add(place.computeIfAbsent(rule.pattern().uri(), uri -> new ArrayList<>()), rule);
      any |= rule.protection() != null;
    }
    wildcards.addAll(byWildcard.values());
    neverProtected.addAll(builder.routerPrefixes);
    otherwise = builder.otherwise;
    protectsAny = any;
  }

  /**
   * Starts without rules.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What happens to messages of a URI.
   *
   * @param realm of the session
   * @param uri topic or procedure
   * @return the decision for each flow
   */
  public UriDecision decide(String realm, String uri) {
    if (isNeverProtected(uri)) {
      return UriDecision.LEAVE;
    }
    List<List<PolicyRule>> levels = matching(uri);
    int callLevel = level(levels, realm, Flow.CALL);
    int resultLevel = Math.min(level(levels, realm, Flow.RESULT), levels.size());
    int errorLevel = level(levels, realm, Flow.ERROR);
    Protection call = protection(levels, callLevel, realm, Flow.CALL);
    Protection result =
        resultLevel <= callLevel ? protection(levels, resultLevel, realm, Flow.RESULT) : call;
    Protection error =
        errorLevel < levels.size() && errorLevel <= callLevel
            ? protection(levels, errorLevel, realm, Flow.ERROR)
            : call != null ? call : result;
    Protection event = protection(levels, level(levels, realm, Flow.EVENT), realm, Flow.EVENT);
    return new UriDecision(event, call, result, error);
  }

  /**
   * Whether messages of a URI stay in clear whatever the rules say.
   *
   * @param uri topic or procedure
   * @return true for WAMP's own, the router's own and those of key distribution
   */
  public boolean isNeverProtected(String uri) {
    for (int i = 0; i < neverProtected.size(); i++) {
      if (uri.startsWith(neverProtected.get(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether anything is protected at all.
   *
   * @return false when every message passes as it is
   */
  public boolean protectsAny() {
    return protectsAny;
  }

  /** The rules that match, those of one pattern together, the most specific first. */
  private List<List<PolicyRule>> matching(String uri) {
    List<List<PolicyRule>> levels = new ArrayList<>();
    List<PolicyRule> same = exact.get(uri);
    if (same != null) {
      levels.add(same);
    }
    for (Map.Entry<String, List<PolicyRule>> prefix : prefixes.entrySet()) {
      if (uri.startsWith(prefix.getKey())) {
        levels.add(prefix.getValue());
      }
    }
    for (List<PolicyRule> wildcard : wildcards) {
      if (wildcard.getFirst().pattern().matches(uri)) {
        levels.add(wildcard);
      }
    }
    return levels;
  }

  /** Index of the first level that has a say, or the number of levels. */
  private static int level(List<List<PolicyRule>> levels, String realm, Flow flow) {
    for (int i = 0; i < levels.size(); i++) {
      if (rule(levels.get(i), realm, flow) != null) {
        return i;
      }
    }
    return levels.size();
  }

  private Protection protection(List<List<PolicyRule>> levels, int level, String realm, Flow flow) {
    return level == levels.size() ? otherwise : rule(levels.get(level), realm, flow).protection();
  }

  private static PolicyRule rule(List<PolicyRule> rules, String realm, Flow flow) {
    PolicyRule found = null;
    for (PolicyRule rule : rules) {
      if (rule.covers(realm, flow) && (found == null || rule.realm() != null)) {
        found = rule;
      }
    }
    return found;
  }

  private static void add(List<PolicyRule> rules, PolicyRule rule) {
    for (PolicyRule other : rules) {
      if (Objects.equals(other.realm(), rule.realm())
          && other.flows().stream().anyMatch(rule.flows()::contains)) {
        // Which of two wins would depend on their order, and one of them may protect.
        throw new IllegalArgumentException(
            "two rules say something about the same realm, pattern and flow: " + rule.pattern());
      }
    }
    rules.add(rule);
  }

  /**
   * Orders wildcards so that, of two that match the same URI, the more specific one is first: with
   * a component where the other has none.
   */
  private static int compareWildcards(String left, String right) {
    String[] mine = left.split("\\.", -1);
    String[] theirs = right.split("\\.", -1);
    for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
      if (mine[i].isEmpty() != theirs[i].isEmpty()) {
        return mine[i].isEmpty() ? 1 : -1;
      }
      int order = mine[i].compareTo(theirs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(theirs.length, mine.length);
  }

  /** Collects rules. Not thread-safe. */
  public static final class Builder {
    private final List<PolicyRule> rules = new ArrayList<>();
    private List<String> routerPrefixes = ROUTER_PREFIXES;
    private Protection otherwise;

    private Builder() {}

    /**
     * Adds a rule; their order does not matter.
     *
     * @param rule to add
     * @return this
     */
    public Builder rule(PolicyRule rule) {
      rules.add(Objects.requireNonNull(rule, "rule"));
      return this;
    }

    /**
     * Adds a rule that protects, in every realm and flow.
     *
     * @param pattern of topics or procedures
     * @param protection what they get
     * @return this
     */
    public Builder protect(UriPattern pattern, Protection protection) {
      return rule(PolicyRule.protect(pattern, protection));
    }

    /**
     * Adds a rule that leaves messages in clear, in every realm and flow.
     *
     * @param pattern of topics or procedures
     * @return this
     */
    public Builder leave(UriPattern pattern) {
      return rule(PolicyRule.leave(pattern));
    }

    /**
     * Protects what no rule matches, in every realm and flow; it is left in clear if this is not
     * called.
     *
     * @param protection what it gets
     * @return this
     */
    public Builder otherwise(Protection protection) {
      otherwise = Objects.requireNonNull(protection, "protection");
      return this;
    }

    /**
     * Names the prefixes of URIs that the router answers itself, in place of {@code crossbar.}.
     *
     * @param prefixes by characters; each ends with a dot, as a rule
     * @return this
     */
    public Builder routerPrefixes(List<String> prefixes) {
      routerPrefixes = List.copyOf(prefixes);
      return this;
    }

    /**
     * Makes the policy.
     *
     * @return the policy
     * @throws IllegalArgumentException when two rules say something about the same realm, pattern
     *     and flow
     */
    public SessionPolicy build() {
      return new SessionPolicy(this);
    }
  }
}
