package io.pe3.replay;

import io.pe3.internal.SoleThread;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which messages an endpoint has accepted (wire profile, section 4), so that none is accepted
 * twice.
 *
 * <p>It belongs to one endpoint, that is one logical client: all of its openers and threads share
 * it, the application hands it to the sessions that follow each other, and two clients that live at
 * the same time never share one. It is keyed by data key, delivery scope and sender; the delivery
 * scope of an event or call is the pattern that was subscribed or registered, because a router
 * delivers one publication once for each subscription that matches.
 *
 * <p>A counter is accepted if it is above the sender's highest, or less than {@value #WINDOW} below
 * it and not seen. The table is bounded: when it is full, the sender with the oldest creation time
 * leaves, and from then on its key takes no sender that is not known and as old or older. So what
 * leaves is refused, not forgotten; {@link #evictions()} counts it.
 *
 * <p>Thread-safe. A message of a sender that is known takes no lock and allocates nothing, and no
 * atomic step as long as one thread alone opens for the endpoint; a second thread waits once, for
 * its first message, until the other is between two. The first message of a sender takes a lock and
 * about 900 octets of heap for as long as the sender stays.
 */
public final class ReplayState {
  /** How many senders a state holds unless told otherwise. */
  public static final int DEFAULT_LIMIT = 65_536;

  /** How far below the highest counter of a sender one may still arrive, exclusive. */
  public static final int WINDOW = SenderWindow.WIDTH;

  /** How many seconds ahead of the clock here a sender may have been made. */
  public static final int MAX_AHEAD_SECONDS = 300;

  private static final long NO_FLOOR = -1;

  private final int limit;
  private final long seed = new SecureRandom().nextLong();
  private final ConcurrentHashMap<SenderKey, Sender> senders = new ConcurrentHashMap<>();

  /** By certified key id: the creation time up to which no unknown sender is taken. */
  private final ConcurrentHashMap<String, Long> floors = new ConcurrentHashMap<>();

  /** Of those that mark counters. */
  private final SoleThread marking = new SoleThread();

  /** Held to let a sender in or out. */
  private final Object lock = new Object();

  private final PriorityQueue<Sender> byAge = new PriorityQueue<>(Sender.OLDEST_FIRST);
  private long nextOrder;
  private final AtomicLong evictions = new AtomicLong();

  /** Makes an empty state of at most {@link #DEFAULT_LIMIT} senders. */
  public ReplayState() {
    this(DEFAULT_LIMIT);
  }

  /**
   * Makes an empty state. Under a key that was in use before, everything sent until now could be
   * played again to it: load what was saved, use a new key, or call {@link #refuseSendersUntil}.
   *
   * @param limit senders that it holds at most, at least 1
   */
  public ReplayState(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a replay state holds at least 1 sender, not " + limit);
    }
    this.limit = limit;
  }

  /**
   * Loads a state of at most {@link #DEFAULT_LIMIT} senders.
   *
   * @param file that {@link #save} made
   * @return the state
   * @throws io.pe3.error.MalformedException when it is damaged or no such file
   * @throws io.pe3.error.LimitExceededException when it is larger than a state can be
   * @throws io.pe3.error.PolicyRefusedException when others than its owner may use it in any way
   * @throws IOException when reading fails
   */
  public static ReplayState load(Path file) throws IOException {
    return load(file, DEFAULT_LIMIT);
  }

  /**
   * Loads a state. It is as of when it was saved: what was accepted after that, before a crash,
   * would be accepted again. Senders over the limit leave as they do from a full table. Keys are
   * told apart by their certified ids, whether a key ring holds them or not, so that a key that is
   * added later finds its state.
   *
   * @param file that {@link #save} made
   * @param limit senders that it holds at most, at least 1
   * @return the state
   * @throws io.pe3.error.MalformedException when it is damaged or no such file
   * @throws io.pe3.error.LimitExceededException when it is larger than a state can be
   * @throws io.pe3.error.PolicyRefusedException when others than its owner may use it in any way
   * @throws IOException when reading fails
   */
  public static ReplayState load(Path file, int limit) throws IOException {
    ReplayState state = new ReplayState(limit);
    ReplayFile.read(file, state);
    return state;
  }

  /**
   * Writes the state to a file that only its owner may use, in place of a former one, which stays
   * whole if writing fails. Messages that are accepted meanwhile may be in it or not: to lose none,
   * save when the openers have stopped.
   *
   * @param file to write
   * @throws io.pe3.error.PolicyRefusedException when the file system cannot keep it from others
   * @throws IOException when writing fails
   */
  public void save(Path file) throws IOException {
    ReplayFile.write(file, this);
  }

  /**
   * Refuses every sender of a key that is not known here and was made at a time or before. For an
   * endpoint that starts without saved state under a key in use: after the present time nothing
   * that was sent before is accepted, and a sender is heard again once it takes a new name, within
   * an hour. The time only rises: a lower one than was given before changes nothing.
   *
   * @param key of the senders
   * @param unixSeconds the creation time
   */
  public void refuseSendersUntil(DataKey key, long unixSeconds) {
    synchronized (lock) {
      raiseFloor(key.certifiedId(), unixSeconds);
    }
  }

  /**
   * Forgets all about a key. Only for a key that is never used again: with the state gone,
   * everything sent under it could be played again.
   *
   * @param key that ended; may be closed
   */
  public void forget(DataKey key) {
    String keyId = key.certifiedId();
    synchronized (lock) {
      byAge.removeIf(
          sender -> {
            boolean its = sender.key().keyId().equals(keyId);
            if (its) {
              remove(sender);
            }
            return its;
          });
      floors.remove(keyId);
    }
  }

  /**
   * How many senders are held.
   *
   * @return a count
   */
  public int size() {
    return senders.size();
  }

  /**
   * How many senders left because the table was full.
   *
   * @return a count since the state was made or loaded
   */
  public long evictions() {
    return evictions.get();
  }

  @Override
  public String toString() {
    return "ReplayState[size=" + size() + " limit=" + limit + " evictions=" + evictions() + "]";
  }

  /** A key to look up with, which its owner sets again for each message. */
  SenderKey newProbe() {
    return new SenderKey(seed);
  }

  /** The entry, or null. */
  Sender find(SenderKey probe) {
    return senders.get(probe);
  }

  /** Whether a sender that has no entry may have had one. */
  boolean isBelowFloor(SenderKey probe) {
    return probe.created() <= floor(probe.keyId());
  }

  /** Lets a sender in, unless another thread did, and accepts a counter of it. */
  Refusal admit(SenderKey probe, long counter) {
    Sender sender;
    synchronized (lock) {
      sender = senders.get(probe);
      if (sender == null) {
        if (isBelowFloor(probe)) {
          return Refusal.BEFORE_FLOOR;
        }
        // Marked first: once it is in the table another thread may ask for the same counter.
        SenderWindow window = new SenderWindow();
        window.accept(counter);
        put(probe.copy(), window);
        return Refusal.NONE;
      }
    }
    return accept(sender, counter) ? Refusal.NONE : Refusal.SEEN;
  }

  /**
   * Accepts a counter that was looked at, by an atomic step unless one thread alone has come here
   * so far.
   */
  boolean accept(CounterMark mark) {
    SoleThread thread = marking;
    if (!thread.enter()) {
      return mark.window.accept(mark);
    }
    try {
      return mark.window.acceptAlone(mark);
    } finally {
      thread.exit();
    }
  }

  /**
   * Looks at a counter and accepts it if it is fresh.
   *
   * @param mark of the sender's last one, which it probably follows; becomes that of the counter
   */
  boolean acceptNext(Sender sender, long counter, CounterMark mark) {
    SenderWindow window = sender.window();
    SoleThread thread = marking;
    if (!thread.enter()) {
      return window.isFresh(counter, mark) && window.accept(mark);
    }
    try {
      return window.acceptNextAlone(counter, mark);
    } finally {
      thread.exit();
    }
  }

  /** As {@link #accept(CounterMark)}, of a counter that was not looked at. */
  private boolean accept(Sender sender, long counter) {
    boolean alone = marking.enter();
    try {
      return sender.window().accept(counter);
    } finally {
      if (alone) {
        marking.exit();
      }
    }
  }

  /** Puts an entry from a file in. */
  void restore(String keyId, UriPattern scope, long high, long low, SenderWindow window) {
    SenderKey key = newProbe();
    key.set(keyId, scope, high, low);
    synchronized (lock) {
      // Whatever its floor: it was in the table, so what was accepted of it is known.
      if (!senders.containsKey(key)) {
        put(key, window);
      }
    }
  }

  /** Raises the floor of a key to what a file says. */
  void restoreFloor(String keyId, long unixSeconds) {
    synchronized (lock) {
      raiseFloor(keyId, unixSeconds);
    }
  }

  /** Floors and entries of one moment; the windows go on. */
  Contents contents() {
    synchronized (lock) {
      return new Contents(new TreeMap<>(floors), new ArrayList<>(byAge));
    }
  }

  private long floor(String keyId) {
    Long floor = floors.get(keyId);
    return floor == null ? NO_FLOOR : floor;
  }

  /** The new sender itself leaves at once if it is the oldest; its message is accepted then. */
  private void put(SenderKey key, SenderWindow window) {
    Sender sender = new Sender(key, window, nextOrder++);
    senders.put(key, sender);
    byAge.add(sender);
    while (byAge.size() > limit) {
      Sender oldest = Objects.requireNonNull(byAge.poll());
      // The floor first: without entry and floor a replay would pass.
      raiseFloor(oldest.key().keyId(), oldest.key().created());
      remove(oldest);
      evictions.incrementAndGet();
    }
  }

  private void remove(Sender sender) {
    sender.leave();
    senders.remove(sender.key());
  }

  private void raiseFloor(String keyId, long unixSeconds) {
    floors.merge(keyId, unixSeconds, Math::max);
  }

  /** What a file holds. */
  record Contents(Map<String, Long> floors, List<Sender> senders) {}
}
