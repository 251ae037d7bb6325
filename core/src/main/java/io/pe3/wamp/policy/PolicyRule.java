package io.pe3.wamp.policy;

import io.pe3.key.Flow;
import io.pe3.key.UriPattern;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * One rule of a {@link SessionPolicy}: what happens to messages of some realms, URIs and flows.
 * Immutable.
 *
 * @param realm that it holds for, or null for every realm
 * @param pattern that topics or procedures have to match
 * @param flows that it holds for, each with its {@code -progress} form
 * @param protection what they get, or null when they are left in clear
 */
public record PolicyRule(String realm, UriPattern pattern, Set<Flow> flows, Protection protection) {
  /**
   * Makes a rule.
   *
   * @throws IllegalArgumentException when the realm is empty, or there is no flow
   */
  public PolicyRule {
    Objects.requireNonNull(pattern, "pattern");
    if (realm != null && realm.isEmpty()) {
      throw new IllegalArgumentException("the realm of a rule is empty");
    }
    if (flows.isEmpty()) {
      throw new IllegalArgumentException("a rule holds for one flow at least");
    }
    EnumSet<Flow> whole = EnumSet.noneOf(Flow.class);
    flows.forEach(flow -> whole.addAll(withProgress(flow)));
    flows = Set.copyOf(whole);
  }

  /**
   * A rule that protects, in every realm and flow.
   *
   * @param pattern of topics or procedures
   * @param protection what they get
   * @return the rule
   */
  public static PolicyRule protect(UriPattern pattern, Protection protection) {
    return new PolicyRule(
        null, pattern, EnumSet.allOf(Flow.class), Objects.requireNonNull(protection, "protection"));
  }

  /**
   * A rule that leaves messages as they are, in every realm and flow.
   *
   * @param pattern of topics or procedures
   * @return the rule
   */
  public static PolicyRule leave(UriPattern pattern) {
    return new PolicyRule(null, pattern, EnumSet.allOf(Flow.class), null);
  }

  /**
   * This rule for one realm.
   *
   * @param name of the realm
   * @return the changed rule
   */
  public PolicyRule inRealm(String name) {
    return new PolicyRule(Objects.requireNonNull(name, "realm"), pattern, flows, protection);
  }

  /**
   * This rule for some flows; {@link Flow#CALL} and {@link Flow#RESULT} include their progress
   * forms, and those them.
   *
   * @param first a flow
   * @param others more of them
   * @return the changed rule
   */
  public PolicyRule forFlows(Flow first, Flow... others) {
    return new PolicyRule(realm, pattern, EnumSet.of(first, others), protection);
  }

  /** Whether it has a say about a message. */
  boolean covers(String messageRealm, Flow flow) {
    return (realm == null || realm.equals(messageRealm)) && flows.contains(flow);
  }

  private static Set<Flow> withProgress(Flow flow) {
    return switch (flow) {
      case CALL, CALL_PROGRESS -> EnumSet.of(Flow.CALL, Flow.CALL_PROGRESS);
      case RESULT, RESULT_PROGRESS -> EnumSet.of(Flow.RESULT, Flow.RESULT_PROGRESS);
      case EVENT, ERROR -> EnumSet.of(flow);
    };
  }
}
