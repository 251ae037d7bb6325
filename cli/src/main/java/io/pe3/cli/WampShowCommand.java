package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.cli.line.JsonText;
import io.pe3.cli.line.MessageText;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pe3 wamp show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Shows WAMP messages as JSON, one line each.",
    description = {
      "",
      "Octets in on standard input. Out: type (its name, or the number of an unknown one), ids",
      "(of an ERROR request type and request), uri (of an EVENT or INVOCATION the one in",
      "Details), options, args, kwargs, and payload, the base64 of an item that stands in the",
      "place of Arguments. What is absent is null. Of an unknown type everything after the",
      "number is shown as args, and so is the text of a CHALLENGE or AUTHENTICATE.",
      "",
      "What JSON has not: octets are a string of U+0000 and base64; undefined is",
      "{\"undefined\":true}, an extension {\"ext\":[TYPE,OCTETS]}, another simple value",
      "{\"simple\":true}, NaN and infinities {\"float\":\"NaN\"}, and a text that begins with",
      "U+0000 {\"text\":\"\\\\0…\"}. Tags are passed over, names that are no text become text,",
      "and of a name that is repeated the last value is shown.",
      ""
    },
    footer = {"", "Example:", "  pe3 wamp show --session-serializer cbor <publish.cbor"})
final class WampShowCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--session-serializer",
      required = true,
      paramLabel = "S",
      description = "Serializer of the messages: cbor, msgpack or json.")
  private String session;

  @Option(
      names = "--framed",
      description = {
        "Many messages, each with the 4-octet header of RawSocket.",
        "Without it the input is one message."
      })
  private boolean framed;

  WampShowCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    MessageText shown =
        new MessageText(WampOptions.session(spec.commandLine(), "--session-serializer", session));
    JsonText text = new JsonText();
    WampFrames.eachLine(streams, framed, message -> line(text.octets(shown.of(message))));
    return ExitCode.OK;
  }

  private static byte[] line(byte[] text) {
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }
}
