package io.pe3.wamp.session;

import io.pe3.codec.Serializer;
import io.pe3.wamp.policy.Protection;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * What the sessions of one event loop share: prepared keys, zstd contexts, scratch memory, and what
 * policies said about URIs. A session that is idle holds none of it.
 *
 * <p>One worker per thread; a message is handled to its end before the next one. Closing it wipes
 * prepared keys and memory and ends its sessions.
 */
public final class TransformerWorker implements AutoCloseable {
  private static final int POOLED = 1024;
  private static final int DEFAULT_MAX_URIS = 4096;
  private static final int DEFAULT_MAX_PROTECTIONS = 1024;

  final RouteTable routes;
  final Pool<PendingCall> calls = new Pool<>(PendingCall::new, POOLED);
  final Pool<PendingInvocation> invocations = new Pool<>(PendingInvocation::new, POOLED);

  private final int maxProtections;
  private final IdentityHashMap<Protection, ProtectionUse> uses = new IdentityHashMap<>();
  private final Map<Serializer, SessionLane> lanes = new EnumMap<>(Serializer.class);
  private final WorkerMemory payload = new WorkerMemory();
  private final WorkerMemory body = new WorkerMemory();
  private final WorkerMemory out = new WorkerMemory();

  /** The use asked for last. */
  private ProtectionUse last;

  /** Counts the changes from one use to another. */
  private long clock;

  private boolean busy;
  private boolean closed;

  /** Makes a worker that remembers 4096 URIs and prepares the keys of 1024 protections. */
  public TransformerWorker() {
    this(DEFAULT_MAX_URIS, DEFAULT_MAX_PROTECTIONS);
  }

  /**
   * Makes a worker with other bounds. Beyond them the least used give way and are made again.
   *
   * @param maxUris whose rules are remembered, at least 1
   * @param maxProtections whose keys are held prepared, at least 1
   */
  public TransformerWorker(int maxUris, int maxProtections) {
    if (maxUris < 1 || maxProtections < 1) {
      throw new IllegalArgumentException("a worker has room for one URI and protection at least");
    }
    this.routes = new RouteTable(maxUris);
    this.maxProtections = maxProtections;
  }

  /** The lane of a session serializer, made when its first session is. */
  SessionLane lane(Serializer session) {
    SessionLane lane = lanes.get(session);
    if (lane == null) {
      lane = new SessionLane(this, session, payload, body, out);
      lanes.put(session, lane);
    }
    return lane;
  }

  /** What the worker holds of a protection. */
  @SuppressWarnings("ReferenceEquality") // one object is one protection
  ProtectionUse use(Protection protection) {
    if (last != null && last.protection() == protection) {
      return last;
    }
    ProtectionUse use = uses.get(protection);
    if (use == null) {
      if (uses.size() >= maxProtections) {
        evict();
      }
      use = new ProtectionUse(protection);
      uses.put(protection, use);
    }
    use.touch(++clock);
    last = use;
    return use;
  }

  private void evict() {
    ProtectionUse oldest = null;
    for (ProtectionUse use : uses.values()) {
      if (oldest == null || use.touched() < oldest.touched()) {
        oldest = use;
      }
    }
    if (oldest != null) {
      uses.remove(oldest.protection());
      oldest.close();
    }
  }

  /** A message begins. */
  void enter() {
    if (closed) {
      throw new IllegalStateException("the worker is closed");
    }
    if (busy) {
      // Its octets would be written over while somebody else still reads them.
      throw new IllegalStateException(
          "a message of this worker is being handled; a sink must not call a transformer, and a"
              + " worker belongs to one thread");
    }
    busy = true;
  }

  /** The message is done with. */
  void leave() {
    busy = false;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Iterator<ProtectionUse> each = uses.values().iterator(); each.hasNext(); ) {
      each.next().close();
      each.remove();
    }
    last = null;
    routes.clear();
    lanes.clear();
    body.wipe(body.buffer().capacity());
    out.wipe(out.buffer().capacity());
  }
}
