package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.cli.line.JsonObject;
import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import io.pe3.error.Pe3Exception;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.Forwarder;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.OptionEntries;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pe3 wamp forward}. */
@Command(
    name = "forward",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Makes of a message what a router sends to the other session.",
    description = {
      "",
      "Octets in on standard input, octets out on standard output: of a PUBLISH an EVENT, of a",
      "CALL an INVOCATION, of a YIELD a RESULT, of an ERROR an ERROR. The carrier's attributes",
      "(ppt_*, e2ee_*, enc_*) and a true progress are carried over, nothing else of the Options;",
      "the payload is not looked at. Clear messages are forwarded in the same way.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  pe3 wamp forward --session-serializer cbor --to EVENT --ids 7,8 \\",
      "    --details '{\"topic\":\"com.example.temperature\"}' <publish.cbor >event.cbor"
    })
final class WampForwardCommand implements Callable<Integer> {
  private static final List<MessageType> TARGETS =
      List.of(MessageType.EVENT, MessageType.INVOCATION, MessageType.RESULT, MessageType.ERROR);

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--session-serializer",
      required = true,
      paramLabel = "S",
      description = "Serializer of the messages: cbor, msgpack or json.")
  private String session;

  @Option(
      names = "--to-serializer",
      paramLabel = "S",
      description = "Serializer of the other session (default: the same).")
  private String toSession;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TYPE",
      description = "EVENT, INVOCATION, RESULT or ERROR.")
  private String to;

  @Option(
      names = "--ids",
      required = true,
      paramLabel = "A[,B]",
      description = {
        "EVENT: subscription, publication. INVOCATION: request,",
        "registration. RESULT: request. ERROR: request type, request."
      })
  private String ids;

  @Option(
      names = "--details",
      paramLabel = "JSON",
      defaultValue = "{}",
      description = "What the router adds to Details, as a JSON object.")
  private String details;

  @Option(
      names = "--framed",
      description = {
        "Many messages, each with the 4-octet header of RawSocket;",
        "pings and pongs pass. Without it the input is one message."
      })
  private boolean framed;

  WampForwardCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    CommandLine command = spec.commandLine();
    Serializer from = WampOptions.session(command, "--session-serializer", session);
    Serializer target =
        toSession == null ? from : WampOptions.session(command, "--to-serializer", toSession);
    MessageType type = type(command);
    long[] numbers = ids(command, type);
    OptionEntries entries = details(command, target);
    MessageView view = new MessageView(from);
    Forwarder forwarder = new Forwarder(target);
    WampFrames.eachMessage(
        streams,
        framed,
        message -> {
          view.wrap(new UnsafeBuffer(message), 0, message.length);
          if (Forwarder.target(view.type()) != type) {
            throw new MalformedException(
                "a message of this type does not become that", "type", view.type(), "to", type);
          }
          forwarder.prepare(view);
          byte[] out = new byte[forwarder.maxLength(entries)];
          int length = forwarder.forward(numbers[0], numbers[1], entries, new UnsafeBuffer(out), 0);
          return Arrays.copyOf(out, length);
        });
    return ExitCode.OK;
  }

  private MessageType type(CommandLine command) {
    for (MessageType type : TARGETS) {
      if (type.name().equals(to)) {
        return type;
      }
    }
    throw new ParameterException(
        command, "--to " + to + " is not known; use EVENT, INVOCATION, RESULT or ERROR");
  }

  private long[] ids(CommandLine command, MessageType type) {
    String[] words = ids.split(",", -1);
    int wanted = type == MessageType.RESULT ? 1 : 2;
    long[] numbers = {Forwarder.NO_ID, Forwarder.NO_ID};
    try {
      for (int i = 0; i < Math.min(wanted, words.length); i++) {
        numbers[i] = Long.parseUnsignedLong(words[i]);
      }
    } catch (NumberFormatException e) {
      throw badIds(command, type, wanted, e);
    }
    for (int i = 0; i < wanted; i++) {
      if (words.length != wanted || numbers[i] < 0 || numbers[i] > MessageView.MAX_ID) {
        throw badIds(command, type, wanted, null);
      }
    }
    return numbers;
  }

  private ParameterException badIds(
      CommandLine command, MessageType type, int wanted, Throwable cause) {
    String form = wanted == 1 ? "--ids A" : "--ids A,B";
    return new ParameterException(
        command, type + " takes " + form + ", each 0 to 2^53, not --ids " + ids, cause);
  }

  private OptionEntries details(CommandLine command, Serializer target) {
    Map<String, Object> map;
    try {
      map = JsonObject.read(details);
    } catch (Pe3Exception e) {
      throw new ParameterException(command, "--details takes a JSON object: " + e.detail(), e);
    }
    for (String name : map.keySet()) {
      if (Attribute.isCarrierAttribute(name)
          || name.startsWith("x_pe3_")
          || name.equals(Attribute.PROGRESS.key().text())) {
        throw new ParameterException(
            command, "--details can't have " + name + ": it comes from the message");
      }
    }
    return OptionEntries.of(target, map);
  }
}
