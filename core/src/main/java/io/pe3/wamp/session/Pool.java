package io.pe3.wamp.session;

import java.util.function.Supplier;

/**
 * Objects that come and go with every message, kept for the next one. Belongs to a worker.
 *
 * @param <T> what is kept
 */
final class Pool<T> {
  private final Supplier<T> maker;
  private final Object[] kept;
  private int count;

  Pool(Supplier<T> maker, int capacity) {
    this.maker = maker;
    this.kept = new Object[capacity];
  }

  @SuppressWarnings("unchecked") // only give() puts objects there
  T take() {
    if (count == 0) {
      return maker.get();
    }
    T object = (T) kept[--count];
    kept[count] = null;
    return object;
  }

  /** Takes back an object that was cleared; drops it when enough are kept. */
  void give(T object) {
    if (count < kept.length) {
      kept[count++] = object;
    }
  }
}
