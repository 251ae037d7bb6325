package io.pe3.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Off-heap octets of a secret, zeroed when closed or when no longer reachable. The garbage
 * collector moves heap objects and leaves copies behind; this memory stays where it is.
 *
 * <p>Thread-safe. A thread that uses the segment while another may close it brackets the use with
 * {@link #acquire()} and {@link #release()}: without that, a close in the middle of an encryption
 * would zero the key under it, and the rest would be encrypted under a key that everybody knows.
 */
public final class SecretMemory implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  /** Set in the user count once closed; the users that are left then count down to it. */
  private static final int CLOSED = 1 << 30;

  private final MemorySegment segment;
  private final Cleaner.Cleanable cleanable;
  private final AtomicInteger users = new AtomicInteger();

  private SecretMemory(int octets, int alignment, Consumer<MemorySegment> beforeFree) {
    @SuppressWarnings("MustBeClosedChecker") // closed by Wipe
    Arena arena = Arena.ofShared();
    this.segment = arena.allocate(octets, alignment);
    this.cleanable = CLEANER.register(this, new Wipe(arena, segment, beforeFree));
  }

  /**
   * Takes memory, all zeros.
   *
   * @param octets how many, at least 1
   * @param alignment of the first one, a power of two
   * @return the memory; the caller closes it
   */
  public static SecretMemory allocate(int octets, int alignment) {
    return new SecretMemory(octets, alignment, wiped -> {});
  }

  /** Lets a test look at the octets after they were wiped and before they are freed. */
  static SecretMemory allocate(int octets, int alignment, Consumer<MemorySegment> beforeFree) {
    return new SecretMemory(octets, alignment, beforeFree);
  }

  /**
   * The octets. The segment does not keep this object reachable: whoever uses it keeps both.
   *
   * @return the segment; access raises {@link IllegalStateException} once it is freed
   */
  public MemorySegment segment() {
    return segment;
  }

  /**
   * Where the octets are, for buffers that take an address. Only for use between {@link #acquire()}
   * and {@link #release()} or by the one owner, since nothing checks an address.
   *
   * @return the address of the first octet
   */
  public long address() {
    return segment.address();
  }

  /**
   * The size.
   *
   * @return octets
   */
  public int length() {
    return (int) segment.byteSize();
  }

  /**
   * Keeps the octets as they are until {@link #release()}.
   *
   * @return false when closed already; the octets must then not be touched, and release not called
   */
  public boolean acquire() {
    if (users.incrementAndGet() < CLOSED) {
      return true;
    }
    release();
    return false;
  }

  /** Ends a use that {@link #acquire()} allowed; the last one wipes if it was closed meanwhile. */
  public void release() {
    if (users.decrementAndGet() == CLOSED) {
      cleanable.clean();
    }
  }

  /**
   * Compares the octets in a time that depends on the length alone.
   *
   * @param other to compare with
   * @return false also when the lengths differ or either is closed
   */
  public boolean hasSameOctets(SecretMemory other) {
    if (length() != other.length() || !acquire()) {
      return false;
    }
    try {
      return other.acquire() && equalsAcquired(other);
    } finally {
      release();
    }
  }

  /**
   * Wipes and frees the octets, at once or, while a use is under way, at its end. From here on no
   * use begins. A second call does nothing.
   */
  @Override
  public void close() {
    int before = users.getAndUpdate(count -> count < CLOSED ? count + CLOSED : count);
    if (before == 0) {
      cleanable.clean();
    }
  }

  /**
   * Whether it was closed.
   *
   * @return true from the call of {@link #close()} on
   */
  public boolean isClosed() {
    return users.get() >= CLOSED;
  }

  @Override
  public String toString() {
    return "SecretMemory[length=" + length() + " closed=" + isClosed() + "]";
  }

  private boolean equalsAcquired(SecretMemory other) {
    try {
      int difference = 0;
      for (int i = 0; i < length(); i++) {
        difference |=
            segment.get(ValueLayout.JAVA_BYTE, i) ^ other.segment.get(ValueLayout.JAVA_BYTE, i);
      }
      return difference == 0;
    } finally {
      other.release();
    }
  }

  /** Does not refer to the memory's owner, or the owner would never become unreachable. */
  private record Wipe(Arena arena, MemorySegment segment, Consumer<MemorySegment> beforeFree)
      implements Runnable {
    @Override
    public void run() {
      segment.fill((byte) 0);
      beforeFree.accept(segment);
      arena.close();
    }
  }
}
