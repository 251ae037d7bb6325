package io.pe3.wamp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an honest router makes of protected messages, as plain values. */
final class Router {
  private Router() {}

  static Object[] event(long subscription, long publication, List<Object> publish, Object... more) {
    return join(List.of(36L, subscription, publication), options(publish, 2, more), publish, 4);
  }

  static Object[] invocation(long request, long registration, List<Object> call, Object... more) {
    return join(List.of(68L, request, registration), options(call, 2, more), call, 4);
  }

  static Object[] result(long request, List<Object> yield, Object... more) {
    return join(List.of(50L, request), options(yield, 2, more), yield, 3);
  }

  /** What a dealer makes of a callee's ERROR for the caller. */
  static Object[] error(long request, List<Object> error, Object... more) {
    Map<String, Object> options = options(error, 3, more);
    List<Object> message = new ArrayList<>(List.of(8L, 48L, request, options, error.get(4)));
    message.addAll(error.subList(5, error.size()));
    return message.toArray();
  }

  /** The carrier's attributes and the progress mark; names and values are added in turn. */
  static Map<String, Object> options(List<Object> message, int at, Object... more) {
    Map<String, Object> options = new LinkedHashMap<>();
    ((Map<?, ?>) message.get(at))
        .forEach(
            (name, value) -> {
              String text = (String) name;
              if (text.startsWith("ppt_") || text.startsWith("enc_") || text.equals("progress")) {
                options.put(text, value);
              }
            });
    for (int i = 0; i < more.length; i += 2) {
      options.put((String) more[i], more[i + 1]);
    }
    return options;
  }

  private static Object[] join(
      List<Object> ids, Map<String, Object> options, List<Object> from, int tail) {
    List<Object> message = new ArrayList<>(ids);
    message.add(options);
    message.addAll(from.subList(Math.min(tail, from.size()), from.size()));
    return message.toArray();
  }
}
