package io.pe3.gate;

import io.pe3.gate.jmh.ForkSettings;
import io.pe3.gate.verdict.Margins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to gate.
 *
 * @param base older version: a jar, or a ref of the project's repository
 * @param head newer version, likewise
 * @param includes cells whose full name one of them finds; unmodifiable
 * @param usualIncludes what is measured when there are no includes and these find something
 * @param budget how long to measure
 * @param margins what to decide between
 * @param mostForks a side, at least 5
 * @param fork how long a fork runs
 * @param project folder of the project
 * @param build shell command that makes a version's jar
 * @param jarGlob where that jar is, from the project's folder
 * @param out folder for everything that is written; made when missing
 */
public record GateRequest(
    String base,
    String head,
    List<Pattern> includes,
    List<Pattern> usualIncludes,
    Duration budget,
    Margins margins,
    int mostForks,
    ForkSettings fork,
    Path project,
    String build,
    String jarGlob,
    Path out) {
  /** How long is measured when nothing is asked for. */
  public static final Duration USUAL_BUDGET = Duration.ofMinutes(20);

  /** Builds a Maven project without running its tests. */
  public static final String USUAL_BUILD = "mvn -q -B -ntp -DskipTests package";

  /** Where Maven and Gradle put jars. */
  public static final String USUAL_JAR = "{,**/}{target,build/libs}/*.jar";

  /** Keeps unmodifiable copies. */
  public GateRequest {
    includes = List.copyOf(includes);
    usualIncludes = List.copyOf(usualIncludes);
  }
}
