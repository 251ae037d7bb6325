package io.pe3.bench.alternative;

import java.security.GeneralSecurityException;

/** One way of doing a thing. Not thread-safe. */
public interface Alternative {

  /**
   * Does it once.
   *
   * @return something that depends on what was done, to be consumed
   * @throws GeneralSecurityException as a provider raises it
   */
  long run() throws GeneralSecurityException;

  /**
   * Checks that the last {@link #run} did what it should have.
   *
   * @throws GeneralSecurityException when what was sealed does not open
   * @throws IllegalStateException when something else came out
   */
  void check() throws GeneralSecurityException;
}
