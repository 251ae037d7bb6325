package io.pe3.cli;

import io.pe3.LaunchFlags;
import io.pe3.cli.line.JsonText;
import io.pe3.cli.line.PayloadFacts;
import io.pe3.cli.line.SealedLine;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pe3 inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    sortSynopsis = false,
    synopsisHeading = "%nUsage: ",
    optionListHeading = "Options:%n",
    header = "Says what can be said of sealed payloads without a key.",
    description = {
      "",
      "In:   what pe3 seal prints.",
      "Out:  one JSON object per line: scheme, serializer, cipher, keyid, compressor,",
      "      payload_octets; what is absent or cannot be told is null. With x_pe3 then version,",
      "      flags, sender (hex), created (when the sender was made), counter (hex),",
      "      content_octets (body, signature and padding together) and tag_octets. With wamp,",
      "      when the cipher is known, nonce (hex), nonce_prefix (its random part, hex),",
      "      counter, plaintext_octets (compressed, if compressor says so) and tag_octets;",
      "      nonce_prefix and counter mean something only if PE3 sealed the payload.",
      "      Nothing of it is authentic before the payload was opened.",
      ""
    },
    footer = {"", "Example:", "  pe3 inspect <sealed.ndjson"})
final class InspectCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private LineFiles files;

  InspectCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    LaunchFlags.require();
    SealedLine sealedLine = new SealedLine();
    JsonText text = new JsonText();
    files.eachLine(
        streams,
        (line, out) -> {
          sealedLine.read(line);
          text.write(PayloadFacts.of(sealedLine.options(), sealedLine.payload()), out);
          out.write("\n");
        });
    return ExitCode.OK;
  }
}
