package io.pe3.gate.report.question;

/**
 * Who does the work that is measured.
 *
 * @param name shown to readers
 * @param role in comparisons
 */
public record Side(String name, Role role) implements Comparable<Side> {
  /** By role, then by name. */
  @Override
  public int compareTo(Side other) {
    int byRole = role.compareTo(other.role);
    return byRole != 0 ? byRole : name.compareTo(other.name);
  }
}
