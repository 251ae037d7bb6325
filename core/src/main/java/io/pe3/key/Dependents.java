package io.pe3.key;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** What was made from a key and is closed with it; held weakly. Guarded by its key's lock. */
final class Dependents {
  private static final int FIRST_PRUNING = 16;

  private List<WeakReference<AutoCloseable>> references = new ArrayList<>();
  private int pruneAt = FIRST_PRUNING;

  void add(AutoCloseable dependent) {
    if (references.size() >= pruneAt) {
      // A key outlives many sealers; without this the list would grow as long as the key lives.
      references.removeIf(reference -> reference.refersTo(null));
      pruneAt = Math.max(FIRST_PRUNING, 2 * references.size());
    }
    references.add(new WeakReference<>(dependent));
  }

  /** Hands them over to be closed, outside the lock; there are none left here. */
  List<WeakReference<AutoCloseable>> take() {
    List<WeakReference<AutoCloseable>> taken = references;
    references = List.of();
    return taken;
  }

  /** Closes each, whatever the others do, then raises what the first failure was. */
  static void closeAll(List<WeakReference<AutoCloseable>> references) {
    IllegalStateException failure = null;
    for (WeakReference<AutoCloseable> reference : references) {
      AutoCloseable dependent = reference.get();
      if (dependent == null) {
        continue;
      }
      try {
        dependent.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("closing what was made from a data key failed", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
