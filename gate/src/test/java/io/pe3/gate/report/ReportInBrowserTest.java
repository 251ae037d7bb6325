package io.pe3.gate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Chromium ({@code .ci/setup} installs it): with CI=true it has to be there. */
class ReportInBrowserTest {
  private static final int LIGHT_SUBJECT = 0x0a58ca;
  private static final int DARK_SUBJECT = 0x5aa9ff;
  private static final String DARK = "--blink-settings=preferredColorScheme=0";

  @TempDir Path folder;

  private String browser;
  private Path page;

  @BeforeEach
  void writeReport() throws IOException {
    browser = browser().orElseGet(ReportInBrowserTest::missing);
    Path latency = Files.writeString(folder.resolve("latency.json"), Samples.latency());
    Path results = Samples.pe3().write(folder.resolve("result.json"));
    page =
        Report.of(
                "Benchmarks",
                ReportReader.read(List.of(results, latency)),
                Samples.NAMING,
                List.of())
            .writeTo(folder.resolve("out"));
  }

  @Test
  void shouldLoadNothingAndReportNoErrorAndShowItsCharts() throws Exception {
    String html = Files.readString(page);
    assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains("://"), "an address");
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
          byte[] body = html.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    // Whatever host the page asked for by HTTP would be this server.
    String dom =
        run(
            "http://report.test:" + port + "/index.html",
            "--host-resolver-rules=MAP * 127.0.0.1",
            "--dump-dom",
            "--enable-logging=stderr");
    server.stop(0);
    assertTrue(dom.contains("<svg") && dom.contains("At a glance"));
    assertEquals(List.of("report.test:" + port + "/index.html"), requests);
    String console = Files.readString(folder.resolve("errors.txt"));
    assertFalse(console.contains("CONSOLE"), console);
  }

  @Test
  void shouldShowItsColoursInTheLightTheme() throws Exception {
    Set<Integer> colours = screenshot(1280);
    assertTrue(colours.contains(0xffffff) && colours.contains(LIGHT_SUBJECT));
    assertFalse(colours.contains(DARK_SUBJECT));
  }

  @Test
  void shouldShowItsColoursInTheDarkTheme() throws Exception {
    Set<Integer> colours = screenshot(1280, DARK);
    assertTrue(colours.contains(0x14181d) && colours.contains(DARK_SUBJECT));
    assertFalse(colours.contains(LIGHT_SUBJECT));
  }

  @Test
  void shouldShowItsChartsInTheWidthOfAPhone() throws Exception {
    assertTrue(screenshot(500).contains(LIGHT_SUBJECT));
  }

  @Test
  void shouldPrintOnLightPaperWhateverTheTheme() throws Exception {
    Path pdf = folder.resolve("out.pdf");
    show("--no-pdf-header-footer", "--print-to-pdf=" + pdf, DARK);
    byte[] content = Files.readAllBytes(pdf);
    assertEquals("%PDF", new String(content, 0, 4, StandardCharsets.ISO_8859_1));
    assertTrue(content.length > 20_000, "a page without charts is smaller: " + content.length);
  }

  private Set<Integer> screenshot(int width, String... options) throws Exception {
    Path file = folder.resolve("page.png");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--window-size=" + width + ",3000");
    all.add("--hide-scrollbars");
    all.add("--screenshot=" + file);
    show(all.toArray(String[]::new));
    BufferedImage image = ImageIO.read(file.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }

  private String show(String... options) throws Exception {
    return run(page.toUri().toString(), options);
  }

  private String run(String address, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(browser);
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    command.addAll(List.of(options));
    command.add(address);
    File output = folder.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output)
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail("the browser did not end: " + String.join(" ", command));
    }
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("errors.txt")));
    return Files.readString(output.toPath());
  }

  private static Optional<String> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(path -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static String missing() {
    String message = "Chromium is not installed, so the page is not looked at (see .ci/setup)";
    if ("true".equals(System.getenv("CI"))) {
      return fail(message);
    }
    return abort(message);
  }
}
