package io.pe3.cli.line;

import io.pe3.OpenedPayload;
import io.pe3.PayloadOpener;
import io.pe3.envelope.ReplyTo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line that holds what was opened: {@code {"uri":…,"args":[…],"kwargs":{…}}}, and who sent it
 * where that is known: {@code "sender","counter","signer"}. Used again.
 */
public final class OpenedLine {
  private final JsonText text = new JsonText();
  private final ReplyTo message = new ReplyTo();
  private int replaced;

  /**
   * Writes a line.
   *
   * @return how many NaN and infinities became null
   */
  public int write(OpenedPayload opened, PayloadOpener opener, LineOutput out) throws IOException {
    replaced = 0;
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("uri", opened.uri());
    line.put("args", finite(opened.args()));
    line.put("kwargs", finite(opened.kwargs()));
    opener.lastMessage(message);
    if (!message.isEmpty()) {
      line.put("sender", message.senderHex());
      line.put("counter", message.counterHex());
    }
    if (opener.signer() != null) {
      line.put("signer", opener.signer().toString());
    }
    text.write(line, out);
    out.write("\n");
    return replaced;
  }

  /** The value itself when all of it is finite, as nearly always. */
  private Object finite(Object value) {
    return isFinite(value) ? value : replaceIn(value);
  }

  private static boolean isFinite(Object value) {
    return switch (value) {
      case Double number -> Double.isFinite(number);
      case List<?> list -> list.stream().allMatch(OpenedLine::isFinite);
      case Map<?, ?> map -> map.values().stream().allMatch(OpenedLine::isFinite);
      case null, default -> true;
    };
  }

  private Object replaceIn(Object value) {
    return switch (value) {
      case Double number when !Double.isFinite(number) -> {
        replaced++;
        yield null;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
          copy.add(replaceIn(element));
        }
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, element) -> copy.put(key, replaceIn(element)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
