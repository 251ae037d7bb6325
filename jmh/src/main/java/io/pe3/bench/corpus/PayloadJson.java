package io.pe3.bench.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the payloads that are kept as JSON files, byte strings in the WAMP form. */
final class PayloadJson {
  private PayloadJson() {}

  static PlainPayload read(String name) {
    ObjectMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
    try (InputStream input = PayloadJson.class.getResourceAsStream(name + ".json")) {
      if (input == null) {
        throw new IllegalStateException("the corpus file " + name + ".json is not in the jar");
      }
      Map<?, ?> root = mapper.readValue(input, Map.class);
      return new PlainPayload((String) root.get("uri"), list(root, "args"), map(root, "kwargs"));
    } catch (IOException e) {
      throw new UncheckedIOException("the corpus file " + name + ".json cannot be read", e);
    }
  }

  private static List<Object> list(Map<?, ?> root, String key) {
    List<Object> list = new ArrayList<>();
    ((List<?>) root.get(key)).forEach(item -> list.add(plain(item)));
    return list;
  }

  private static Map<String, Object> map(Map<?, ?> root, String key) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) root.get(key)).forEach((name, item) -> map.put((String) name, plain(item)));
    return map;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Map<?, ?> nested -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        nested.forEach((name, item) -> copy.put((String) name, plain(item)));
        yield copy;
      }
      case List<?> nested -> nested.stream().map(PayloadJson::plain).toList();
      case String text when text.startsWith("\0") -> Base64.getDecoder().decode(text.substring(1));
      case null, default -> value;
    };
  }
}
