package io.pe3.wamp;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What WAMP says of the values in Options and Details, by message type (Basic and Advanced Profile;
 * for {@code enc_*} what routers accept). Names that it does not list are anybody's. Null,
 * undefined and extensions are as good as absent. Allocates.
 */
final class OptionRules {
  private static final Pattern EXTENSION = Pattern.compile("x_[a-z0-9_]+");

  private static final Rule BOOLEAN = reader -> takes(reader, ValueType.BOOLEAN);
  private static final Rule TEXT = reader -> takes(reader, ValueType.TEXT);
  private static final Rule MAP = reader -> takes(reader, ValueType.MAP);
  private static final Rule NUMBER = reader -> takes(reader, ValueType.INTEGER);
  private static final Rule NUMBERS = reader -> takesList(reader, NUMBER);
  private static final Rule TEXTS = reader -> takesList(reader, TEXT);
  private static final Rule FORWARDERS = reader -> takesList(reader, OptionRules::takesForwarder);
  private static final Rule MATCH = choice("exact", "prefix", "wildcard");
  private static final Rule INVOKE = choice("single", "first", "last", "random", "roundrobin");
  private static final Rule CANCEL_MODE = choice("skip", "kill", "killnowait");
  private static final Rule SCHEME = choiceOrExtension("wamp", "mqtt", "cryptobox", "xbr");
  private static final Rule ENC_ALGO = choiceOrExtension("null", "cryptobox", "mqtt", "xbr");
  private static final Rule ENC_SERIALIZER =
      choiceOrExtension("null", "json", "msgpack", "cbor", "ubjson", "opaque", "flatbuffers");

  private static final Map<String, Rule> FORWARDER =
      Map.of("session", NUMBER, "authid", TEXT, "authrole", TEXT);

  private static final Map<String, Rule> PAYLOAD =
      Map.ofEntries(
          Map.entry("ppt_scheme", SCHEME),
          Map.entry("ppt_serializer", TEXT),
          Map.entry("ppt_cipher", TEXT),
          Map.entry("ppt_keyid", TEXT),
          Map.entry("ppt_compressor", TEXT),
          Map.entry("e2ee_request_key_rpc", TEXT),
          Map.entry("e2ee_use_same_key", BOOLEAN),
          Map.entry("enc_algo", ENC_ALGO),
          Map.entry("enc_serializer", ENC_SERIALIZER),
          Map.entry("enc_key", TEXT),
          Map.entry("transaction_hash", TEXT),
          Map.entry("forward_for", FORWARDERS));

  private static final Map<String, Rule> PUBLISH =
      Map.ofEntries(
          Map.entry("acknowledge", BOOLEAN),
          Map.entry("exclude_me", BOOLEAN),
          Map.entry("disclose_me", BOOLEAN),
          Map.entry("retain", BOOLEAN),
          Map.entry("exclude", NUMBERS),
          Map.entry("exclude_authid", TEXTS),
          Map.entry("exclude_authrole", TEXTS),
          Map.entry("eligible", NUMBERS),
          Map.entry("eligible_authid", TEXTS),
          Map.entry("eligible_authrole", TEXTS));

  private static final Map<String, Rule> EVENT =
      Map.of(
          "publisher", NUMBER,
          "publisher_authid", TEXT,
          "publisher_authrole", TEXT,
          "topic", TEXT,
          "retained", BOOLEAN,
          "trustlevel", NUMBER);

  private static final Map<String, Rule> CALL =
      Map.of(
          "timeout", NUMBER,
          "receive_progress", BOOLEAN,
          "progress", BOOLEAN,
          "disclose_me", BOOLEAN,
          "caller", NUMBER,
          "caller_authid", TEXT,
          "caller_authrole", TEXT,
          "procedure", TEXT,
          "trustlevel", NUMBER);

  private static final Map<String, Rule> RESULT =
      Map.of("progress", BOOLEAN, "callee", NUMBER, "callee_authid", TEXT, "callee_authrole", TEXT);

  private static final Map<String, Rule> SUBSCRIBE =
      Map.of("match", MATCH, "get_retained", BOOLEAN, "forward_for", FORWARDERS);

  private static final Map<String, Rule> REGISTER =
      Map.of(
          "match", MATCH,
          "invoke", INVOKE,
          "concurrency", NUMBER,
          "force_reregister", BOOLEAN,
          "forward_for", FORWARDERS);

  private static final Map<String, Rule> CANCEL =
      Map.of("mode", CANCEL_MODE, "reason", TEXT, "forward_for", FORWARDERS);

  private static final Map<String, Rule> SESSION =
      Map.of(
          "roles", MAP,
          "agent", TEXT,
          "realm", TEXT,
          "authid", TEXT,
          "authrole", TEXT,
          "authmethod", TEXT,
          "authprovider", TEXT,
          "authmethods", TEXTS,
          "authextra", MAP);

  private OptionRules() {}

  /** Takes the value that comes next if it is as it should be. */
  private interface Rule {
    /** Whether it was taken. */
    boolean takes(PayloadReader reader);
  }

  /**
   * Checks a map.
   *
   * @param type of the message
   * @param reader stands before the map
   * @throws MalformedException which names the first attribute that is not as it should be
   */
  static void check(MessageType type, PayloadReader reader) {
    reader.startMap();
    while (reader.hasNext()) {
      String name = reader.readText();
      ValueType found = reader.peek();
      Rule rule = isAbsent(found) ? null : rule(type, name);
      if (rule == null) {
        reader.skipValue();
      } else if (!rule.takes(reader)) {
        throw new MalformedException(
            "WAMP does not allow this value; it is a protocol violation",
            "type",
            type,
            "attribute",
            name,
            "found",
            found);
      }
    }
    reader.endMap();
  }

  /** What clients write for a value that they do not set. */
  static boolean isAbsent(ValueType type) {
    return type == ValueType.NULL || type == ValueType.UNDEFINED || type == ValueType.EXTENSION;
  }

  private static Rule rule(MessageType type, String name) {
    Rule rule = of(type).get(name);
    return rule == null && type.carriesPayload() ? PAYLOAD.get(name) : rule;
  }

  private static Map<String, Rule> of(MessageType type) {
    return switch (type) {
      case PUBLISH -> PUBLISH;
      case EVENT -> EVENT;
      case CALL, INVOCATION -> CALL;
      case YIELD, RESULT, ERROR -> RESULT;
      case SUBSCRIBE -> SUBSCRIBE;
      case REGISTER -> REGISTER;
      case CANCEL, INTERRUPT -> CANCEL;
      case HELLO, WELCOME -> SESSION;
      default -> Map.of();
    };
  }

  private static boolean takes(PayloadReader reader, ValueType type) {
    if (reader.peek() != type) {
      return false;
    }
    reader.skipValue();
    return true;
  }

  private static boolean takesList(PayloadReader reader, Rule rule) {
    if (reader.peek() != ValueType.ARRAY) {
      return false;
    }
    reader.startArray();
    while (reader.hasNext()) {
      if (!rule.takes(reader)) {
        return false;
      }
    }
    reader.endArray();
    return true;
  }

  private static boolean takesForwarder(PayloadReader reader) {
    if (reader.peek() != ValueType.MAP) {
      return false;
    }
    reader.startMap();
    while (reader.hasNext()) {
      Rule rule = FORWARDER.get(reader.readText());
      if (rule == null || isAbsent(reader.peek())) {
        reader.skipValue();
      } else if (!rule.takes(reader)) {
        return false;
      }
    }
    reader.endMap();
    return true;
  }

  private static Rule choice(String... values) {
    Set<String> allowed = Set.of(values);
    return reader -> reader.peek() == ValueType.TEXT && allowed.contains(reader.readText());
  }

  private static Rule choiceOrExtension(String... values) {
    Set<String> allowed = Set.of(values);
    return reader -> {
      if (reader.peek() != ValueType.TEXT) {
        return false;
      }
      String value = reader.readText();
      return allowed.contains(value) || EXTENSION.matcher(value).matches();
    };
  }
}
