package io.pe3.gate.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StyleTest {
  private static final Pattern THEME = Pattern.compile(":root \\{([^}]*)}");
  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9]+): #([0-9a-f]{6});");
  private static final List<String> INKS =
      List.of(
          "ink", "soft", "subject", "limit", "other1", "other2", "other3", "other4", "other5",
          "other6");

  /** Machado, Oliveira and Fernandes 2009, severity 1. */
  private static final double[][] NO_RED = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };

  private static final double[][] NO_GREEN = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
  };

  @Test
  void shouldHaveALightADarkAndAPrintTheme() {
    assertEquals(3, themes().size());
  }

  @Test
  void shouldKeepTextReadableOnBothBackgroundsOfEachTheme() {
    for (Map<String, double[]> theme : themes()) {
      for (String ink : INKS) {
        for (String ground : new String[] {"paper", "panel"}) {
          double contrast = contrast(theme.get(ink), theme.get(ground));
          assertTrue(contrast >= 4.5, ink + " on " + ground + ": " + contrast);
        }
      }
    }
  }

  @Test
  void shouldKeepSeriesApartForReadersWhoSeeNoRedOrNoGreen() {
    List<String> series = INKS.subList(2, INKS.size());
    for (Map<String, double[]> theme : themes()) {
      for (double[][] eye : new double[][][] {NO_RED, NO_GREEN}) {
        for (String a : series) {
          for (String b : series) {
            double distance = distance(seen(theme.get(a), eye), seen(theme.get(b), eye));
            assertTrue(a.equals(b) || distance >= 12, a + " and " + b + ": " + distance);
          }
        }
      }
    }
  }

  @Test
  void shouldLoadNothing() {
    String style = Resources.CHART_STYLE + Resources.PAGE_STYLE;
    assertTrue(!style.contains("url(") && !style.contains("@import") && !style.contains("http"));
  }

  private static List<Map<String, double[]>> themes() {
    List<Map<String, double[]>> themes = new ArrayList<>();
    Matcher theme = THEME.matcher(Resources.CHART_STYLE);
    while (theme.find()) {
      Map<String, double[]> colours = new HashMap<>();
      Matcher colour = COLOUR.matcher(theme.group(1));
      while (colour.find()) {
        colours.put(colour.group(1), linear(Integer.parseInt(colour.group(2), 16)));
      }
      themes.add(colours);
    }
    return themes;
  }

  private static double[] linear(int rgb) {
    double[] colour = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = ((rgb >> (16 - 8 * i)) & 0xff) / 255.0;
      colour[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    return colour;
  }

  /** WCAG 2.2. */
  private static double contrast(double[] a, double[] b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(double... colour) {
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
  }

  private static double[] seen(double[] colour, double[][] eye) {
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        seen[i] += eye[i][j] * colour[j];
      }
    }
    return seen;
  }

  /** In CIE L*a*b*. */
  private static double distance(double[] a, double[] b) {
    double sum = 0;
    double[] first = lab(a);
    double[] second = lab(b);
    for (int i = 0; i < 3; i++) {
      sum += (first[i] - second[i]) * (first[i] - second[i]);
    }
    return Math.sqrt(sum);
  }

  private static double[] lab(double... c) {
    double x = root((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
    double y = root(luminance(c));
    double z = root((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * Math.max(t, 0) + 16.0 / 116;
  }
}
