package io.pe3.routers.session;

import java.util.List;
import java.util.Map;

/** A WAMP message that arrived. */
public record Message(List<Object> items) {
  /** Its number, as in {@link MessageType}. */
  public int type() {
    return Math.toIntExact(number(0));
  }

  /** The item at an index that is an integer. */
  public long number(int index) {
    return ((Number) items.get(index)).longValue();
  }

  /** The item at an index that is text. */
  public String text(int index) {
    return (String) items.get(index);
  }

  /** The item at an index that is a list. */
  public List<?> list(int index) {
    return (List<?>) items.get(index);
  }

  /** The item at an index that is a map. */
  public Map<?, ?> map(int index) {
    return (Map<?, ?>) items.get(index);
  }
}
