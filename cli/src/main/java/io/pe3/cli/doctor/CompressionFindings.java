package io.pe3.cli.doctor;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether zstd loads and gives back what it was given. */
final class CompressionFindings {
  private static final String SECTION = "Compression";
  private static final String NAME = "zstd";

  private CompressionFindings() {}

  static Finding examine() {
    try {
      Native.load();
      byte[] sample = "zstd zstd zstd zstd zstd zstd".getBytes(StandardCharsets.US_ASCII);
      byte[] back = Zstd.decompress(Zstd.compress(sample), sample.length);
      return Arrays.equals(sample, back)
          ? Finding.ok(SECTION, NAME, version() + ", by zstd-jni")
          : broken("gives back other octets than it was given");
    } catch (LinkageError | RuntimeException e) {
      return broken(e.toString());
    }
  }

  private static String version() {
    int number = (int) Zstd.versionNumber();
    return number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
  }

  private static Finding broken(String why) {
    return Finding.broken(
        SECTION,
        NAME,
        why,
        "start the JVM with --enable-native-access=ALL-UNNAMED; where the temporary folder is"
            + " mounted noexec add -DZstdTempFolder=FOLDER; on musl install gcompat");
  }
}
