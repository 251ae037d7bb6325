package io.pe3.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code pe3 version}. */
@Command(name = "version", mixinStandardHelpOptions = true, header = "Prints the version.")
final class VersionCommand implements Callable<Integer> {
  private final Streams streams;

  VersionCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    streams.print(text() + "\n");
    return ExitCode.OK;
  }

  /** From the jar's manifest, which classes that were not packed have not. */
  static String text() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return "pe3 " + (version == null ? "(not packed)" : version);
  }

  /** For {@code --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {text()};
    }
  }
}
