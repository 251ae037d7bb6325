package io.pe3.cli.doctor;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import io.pe3.aead.EngineOptions;
import io.pe3.compress.ZstdDecompressor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether zstd loads and gives back what it was given. */
final class CompressionFindings {
  private static final String SECTION = "Compression";
  private static final String NAME = "zstd";

  private CompressionFindings() {}

  static Finding examine() {
    try {
      // Loads the library by way of the extraction folder.
      new ZstdDecompressor().close();
      byte[] sample = "zstd zstd zstd zstd zstd zstd".getBytes(StandardCharsets.US_ASCII);
      byte[] back = Zstd.decompress(Zstd.compress(sample), sample.length);
      return Arrays.equals(sample, back)
          ? Finding.ok(
              SECTION,
              NAME,
              "zstd-jni " + ZstdVersion.VERSION + ", its own library, extracted below " + folder())
          : broken("gives back other octets than it was given");
    } catch (LinkageError | RuntimeException e) {
      return broken(e.toString());
    }
  }

  /** As PE3 and zstd-jni choose it. */
  private static String folder() {
    String temporary = System.getProperty("ZstdTempFolder", System.getProperty("java.io.tmpdir"));
    return System.getProperty(EngineOptions.EXTRACTION_FOLDER_PROPERTY, temporary);
  }

  private static Finding broken(String why) {
    return Finding.broken(
        SECTION,
        NAME,
        why,
        "start the JVM with --enable-native-access=ALL-UNNAMED; where the temporary folder is"
            + " mounted noexec add -D"
            + EngineOptions.EXTRACTION_FOLDER_PROPERTY
            + "=FOLDER; on musl install gcompat");
  }
}
