package io.pe3.cli.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which engines work where, and what of that was run by the project. */
final class SupportMatrix {
  private static final String BUNDLED = "bundled";
  private static final String SYSTEM = "system's";

  /**
   * One platform.
   *
   * @param platform operating system, CPU and libc
   * @param sodium where libsodium comes from
   * @param zstd where zstd comes from
   * @param tested what the project ran there
   */
  private record Row(String platform, String sodium, String zstd, String tested) {}

  /** The JCA and Bouncy Castle are Java and run wherever the JDK does. */
  private static final List<Row> ROWS =
      List.of(
          new Row("Linux x86-64, glibc", BUNDLED, BUNDLED, "run here"),
          new Row("Linux x86-64, no AES-NI", BUNDLED, BUNDLED, "run here, AES hidden"),
          new Row("Linux aarch64, glibc", BUNDLED, BUNDLED, "not run"),
          new Row("Linux, musl (Alpine)", SYSTEM, "bundled + gcompat", "not run"),
          new Row("macOS arm64 and x86-64", BUNDLED, BUNDLED, "not run"),
          new Row("Windows x86-64", BUNDLED, BUNDLED, "not run, no ./pe3"),
          new Row("Windows aarch64", SYSTEM, BUNDLED, "not run, no ./pe3"),
          new Row("other", SYSTEM, "if bundled", "not run"));

  private static final String JAVA = "yes";

  private SupportMatrix() {}

  static void append(StringBuilder text) {
    appendRow(text, "platform", "sodium", "jca", "bouncycastle", "zstd", "tested");
    for (Row row : ROWS) {
      appendRow(text, row.platform, row.sodium, JAVA, JAVA, row.zstd, row.tested);
    }
  }

  static List<Map<String, Object>> toList() {
    return ROWS.stream().map(SupportMatrix::toMap).toList();
  }

  private static Map<String, Object> toMap(Row row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("platform", row.platform);
    map.put("sodium", row.sodium);
    map.put("jca", JAVA);
    map.put("bouncycastle", JAVA);
    map.put("zstd", row.zstd);
    map.put("tested", row.tested);
    return map;
  }

  private static void appendRow(StringBuilder text, Object... cells) {
    text.append(String.format("  %-26s%-10s%-5s%-14s%-19s%s\n", cells));
  }
}
