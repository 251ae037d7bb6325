package io.pe3.internal;

import java.nio.file.Path;

/** The folder that native libraries are extracted into when the temporary one will not do. */
public final class ExtractionFolder {
  /** System property that names it. */
  public static final String PROPERTY = "io.pe3.extraction.folder";

  private ExtractionFolder() {}

  /**
   * The folder that the property names.
   *
   * @return a path, or null when the property is not set
   */
  public static Path configured() {
    String value = System.getProperty(PROPERTY);
    return value == null || value.isEmpty() ? null : Path.of(value);
  }
}
