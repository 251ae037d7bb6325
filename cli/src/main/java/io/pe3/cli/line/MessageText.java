package io.pe3.cli.line;

import io.pe3.codec.MsgPackReader;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** A WAMP message as plain values that JSON has forms for. Used again. */
public final class MessageText {
  private final MessageView view;
  private final PayloadReader reader;
  private final UnsafeBuffer octets = new UnsafeBuffer(0, 0);

  /** Makes one for messages of a session serializer. */
  public MessageText(Serializer session) {
    view = new MessageView(session);
    reader = session.newReader();
  }

  /** Type, ids, URI, options, args, kwargs and payload of a message; null where it has none. */
  public Map<String, Object> of(byte[] message) {
    view.wrap(new UnsafeBuffer(message), 0, message.length);
    Map<String, Object> shown = new LinkedHashMap<>();
    boolean unknown = view.type() == MessageType.UNKNOWN;
    shown.put("type", unknown ? view.code() : view.type().name());
    shown.put("ids", ids());
    shown.put("uri", uri());
    shown.put("options", part(view.optionsOffset(), view.optionsLength()));
    shown.put("args", unknown ? rest() : args());
    shown.put("kwargs", part(view.kwargsOffset(), view.kwargsLength()));
    shown.put("payload", view.hasBareItem() ? base64() : null);
    return shown;
  }

  private List<Object> ids() {
    List<Object> ids = new ArrayList<>();
    for (int i = 0; i < view.idCount(); i++) {
      ids.add(view.id(i));
    }
    return ids;
  }

  private String uri() {
    return switch (view.type()) {
      case EVENT -> view.options().text(Attribute.TOPIC);
      case INVOCATION -> view.options().text(Attribute.PROCEDURE);
      case CHALLENGE, AUTHENTICATE -> null;
      default -> view.uri();
    };
  }

  /** The text of a CHALLENGE or AUTHENTICATE is no URI, but has to be seen. */
  private Object args() {
    return switch (view.type()) {
      case CHALLENGE, AUTHENTICATE -> List.of(part(view.uriOffset(), view.uriLength()));
      default -> part(view.argsOffset(), view.argsLength());
    };
  }

  private Object part(int offset, int length) {
    return length == 0 ? null : value(reader.wrap(view.buffer(), offset, length));
  }

  private List<Object> rest() {
    List<Object> values = new ArrayList<>();
    reader.wrap(view.buffer(), view.offset(), view.length()).startArray();
    reader.skipValue();
    while (reader.hasNext()) {
      values.add(value(reader));
    }
    return values;
  }

  private String base64() {
    byte[] payload = new byte[view.bareItem().length()];
    view.bareItem().octets().getBytes(0, payload);
    return Base64.getEncoder().encodeToString(payload);
  }

  private Object value(PayloadReader from) {
    return switch (from.peek()) {
      case ARRAY -> array(from);
      case MAP -> map(from);
      case TEXT -> text(from.readText());
      case FLOAT -> number(from.readDouble());
      case UNDEFINED -> {
        from.skipValue();
        yield Map.of("undefined", true);
      }
      case SIMPLE -> {
        from.skipValue();
        yield Map.of("simple", true);
      }
      case EXTENSION -> extension((MsgPackReader) from);
      default -> PlainValues.read(from);
    };
  }

  private List<Object> array(PayloadReader from) {
    List<Object> values = new ArrayList<>();
    from.startArray();
    while (from.hasNext()) {
      values.add(value(from));
    }
    from.endArray();
    return values;
  }

  private Map<String, Object> map(PayloadReader from) {
    Map<String, Object> entries = new LinkedHashMap<>();
    from.startMap();
    while (from.hasNext()) {
      String name = from.peek() == ValueType.TEXT ? from.readText() : String.valueOf(value(from));
      entries.put(name.startsWith("\0") ? "\\0" + name.substring(1) : name, value(from));
    }
    from.endMap();
    return entries;
  }

  /** In JSON a text that begins with U+0000 would be octets. */
  private static Object text(String text) {
    return text.startsWith("\0") ? Map.of("text", "\\0" + text.substring(1)) : text;
  }

  private static Object number(double number) {
    return Double.isFinite(number) ? (Object) number : Map.of("float", String.valueOf(number));
  }

  private Map<String, Object> extension(MsgPackReader from) {
    int type = from.readExtension(octets);
    byte[] data = new byte[octets.capacity()];
    octets.getBytes(0, data);
    return Map.of("ext", List.of((long) type, data));
  }
}
