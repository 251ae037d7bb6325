package io.pe3.gate.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Style sheets that are part of the program. */
final class Resources {
  /** Colours, and how charts look. */
  static final String CHART_STYLE = read("chart.css");

  /** How pages look. */
  static final String PAGE_STYLE = read("page.css");

  private Resources() {}

  /** Indentation and line breaks mean nothing in a style sheet. */
  private static String read(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\\s+", " ").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source expression of a content security policy that allows this style sheet alone. */
  static String policy(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
