package io.pe3.gate.result;

import java.util.List;

/**
 * The JVM that measured.
 *
 * @param name as it calls itself
 * @param version of the virtual machine
 * @param jdkVersion of the JDK
 * @param jmhVersion of JMH
 * @param args that forks were started with; unmodifiable
 */
public record Jvm(
    String name, String version, String jdkVersion, String jmhVersion, List<String> args) {

  /** Keeps an unmodifiable copy of the arguments. */
  public Jvm {
    args = List.copyOf(args);
  }
}
