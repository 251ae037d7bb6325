package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.cli.line.ArgumentsLine;
import io.pe3.cli.line.BodyEncoder;
import io.pe3.cli.line.FileException;
import io.pe3.cli.line.LineException;
import io.pe3.cli.line.LineInput;
import io.pe3.cli.line.LineOutput;
import io.pe3.codec.Serializer;
import io.pe3.compress.ZstdDictionary;
import io.pe3.error.LimitExceededException;
import io.pe3.error.Pe3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 dict train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Makes a dictionary of samples, one JSON object per line.",
    description = {
      "",
      "In:   {\"args\":[…],\"kwargs\":{…}}, as pe3 seal takes them: some hundred or more, of one",
      "      kind, together about a hundred times the size of the dictionary.",
      "Out:  {\"dictionary\":ID,\"octets\":N,\"sha256\":HEX,\"samples\":N,\"sample_octets\":N}",
      "",
      "The dictionary consists of pieces of the samples. Train on messages that everybody",
      "who gets it may read, never on ones with secrets.",
      ""
    },
    footer = {"", "Example:", "  pe3 dict train --size 4096 --out sensor.dict <samples.ndjson"})
final class DictTrainCommand implements Callable<Integer> {
  /** Training takes several times this memory. */
  private static final long MAX_SAMPLE_OCTETS = 128L << 20;

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--in",
      paramLabel = "FILE",
      description = "Read samples from FILE (default: standard input).")
  private Path in;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Write the dictionary to FILE, which must not be there yet.")
  private Path out;

  @Option(
      names = "--size",
      paramLabel = "OCTETS",
      defaultValue = "16384",
      description = {"Octets that it has at most, 1024 to 1048576", "(default: 16384)."})
  private int size;

  @Option(
      names = "--serializer",
      paramLabel = "NAME",
      defaultValue = "cbor",
      description = "For payloads in cbor (the default), msgpack or json.")
  private String serializer;

  DictTrainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    BodyEncoder encoder = new BodyEncoder(serializer());
    if (size < ZstdDictionary.MIN_TRAINED_OCTETS || size > ZstdDictionary.MAX_OCTETS) {
      throw new ParameterException(
          spec.commandLine(), "--size " + size + " is not from 1024 to 1048576");
    }
    List<byte[]> samples;
    try (InputStream source = open()) {
      samples = read(source, encoder);
    }
    ZstdDictionary dictionary = ZstdDictionary.train(samples, size);
    try {
      dictionary.write(out);
    } catch (IOException e) {
      throw FileException.io(
          "cannot write the dictionary (" + LineOutput.reason(e) + ")", "file", out);
    }
    long octets = samples.stream().mapToLong(sample -> sample.length).sum();
    streams.print(
        DictShowCommand.facts(dictionary)
            + ",\"samples\":"
            + samples.size()
            + ",\"sample_octets\":"
            + octets
            + "}\n");
    return ExitCode.OK;
  }

  private Serializer serializer() {
    for (Serializer each : Serializer.values()) {
      if (each.isParsed() && each.text().equals(serializer)) {
        return each;
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "--serializer " + serializer + " is not known here; use cbor, msgpack or json");
  }

  private InputStream open() {
    if (in == null) {
      return streams.in();
    }
    try {
      return Files.newInputStream(in);
    } catch (IOException e) {
      throw FileException.io("cannot read it (" + LineOutput.reason(e) + ")", "file", in);
    }
  }

  private static List<byte[]> read(InputStream source, BodyEncoder encoder) throws IOException {
    List<byte[]> samples = new ArrayList<>();
    ArgumentsLine arguments = new ArgumentsLine();
    LineInput line = new LineInput(source, LineInput.MAX_LINE_LENGTH, () -> {});
    long octets = 0;
    while (line.next()) {
      try {
        arguments.read(line);
        byte[] sample = encoder.encode(arguments);
        octets += sample.length;
        if (octets > MAX_SAMPLE_OCTETS) {
          throw new LimitExceededException(
              "the samples are too large together; take a part of them",
              "limit",
              "samples",
              "maximum",
              MAX_SAMPLE_OCTETS);
        }
        samples.add(sample);
      } catch (Pe3Exception e) {
        throw new LineException(line.number(), e);
      }
    }
    return samples;
  }
}
