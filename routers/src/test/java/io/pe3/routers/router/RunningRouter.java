package io.pe3.routers.router;

import io.pe3.routers.link.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A router in a process of its own, on loopback. Its log stands in {@code target}. */
public final class RunningRouter implements AutoCloseable {
  private static final int READY_SECONDS = 90;
  private static final int STOP_SECONDS = 15;
  private static final int LOG_LINES = 60;

  private final Process process;
  private final Path log;
  private final int webSocketPort;
  private final int rawSocketPort;

  private RunningRouter(Process process, Path log, int webSocketPort, int rawSocketPort) {
    this.process = process;
    this.log = log;
    this.webSocketPort = webSocketPort;
    this.rawSocketPort = rawSocketPort;
  }

  /** Starts it and waits until it accepts sessions. */
  static RunningRouter start(Router router) {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      Path folder = Files.createTempDirectory(target, router.name().toLowerCase(Locale.ROOT));
      Path log = folder.resolve("router.log");
      Process process =
          new ProcessBuilder(router.command(folder)).redirectError(log.toFile()).start();
      String[] ready = readyLine(process, log).split(" ", -1);
      return new RunningRouter(
          process, log, Integer.parseInt(ready[1]), Integer.parseInt(ready[2]));
    } catch (IOException e) {
      throw new AssertionError("the router " + router + " can't be started", e);
    }
  }

  /** The port on loopback. */
  public int port(Transport transport) {
    return switch (transport) {
      case WEBSOCKET -> webSocketPort;
      case RAWSOCKET -> rawSocketPort;
    };
  }

  /** The end of its log, for the message of a failure. */
  public String logTail() {
    return tail(log);
  }

  @Override
  public void close() {
    stop(process);
  }

  private static String readyLine(Process process, Path log) {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader out = process.inputReader()) {
                line.complete(String.valueOf(out.readLine()));
                // Until the end: a full pipe would stop the router.
                while (out.readLine() != null) {}
              } catch (IOException e) {
                line.completeExceptionally(e);
              }
            });
    try {
      String ready = line.get(READY_SECONDS, TimeUnit.SECONDS);
      if (ready.matches("ready \\d+ \\d+")) {
        return ready;
      }
      stop(process);
      throw new AssertionError("the router said " + ready + "; the end of its log:\n" + tail(log));
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      stop(process);
      throw new AssertionError("the router is not ready; the end of its log:\n" + tail(log), e);
    }
  }

  private static void stop(Process process) {
    List<ProcessHandle> workers = process.descendants().toList();
    try {
      process.getOutputStream().close();
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      System.out.println("a router's standard input can't be closed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }
}
