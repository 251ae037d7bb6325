package io.pe3.aead.engine;

/**
 * Unpredictable octets for nonces. Buffered, so that most calls cost no system call; octets that
 * were given out are erased.
 *
 * <p>Not thread-safe.
 */
public interface RandomOctets extends AutoCloseable {
  /** The next 8 octets. */
  long nextLong();

  /** The next 4 octets. */
  int nextInt();

  /** Discards what is buffered and draws anew from the system. */
  void reseed();

  /** Erases what is buffered. */
  @Override
  void close();
}
