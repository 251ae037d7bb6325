package io.pe3.aead.engine;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** A secret key that can be wiped, which the JDK's own key class cannot. */
public final class WipeableKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final transient byte[] octets;
  private final transient String algorithm;
  private transient boolean destroyed;

  /** An AES key; the array is kept. */
  WipeableKey(byte[] octets) {
    this(octets, "AES");
  }

  /**
   * A key of any algorithm.
   *
   * @param octets kept, and zeroed by {@link #destroy()}
   * @param algorithm as the JCA names it
   */
  public WipeableKey(byte[] octets, String algorithm) {
    this.octets = octets;
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("the key was wiped");
    }
    return octets.clone();
  }

  @Override
  public void destroy() {
    Arrays.fill(octets, (byte) 0);
    destroyed = true;
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("keys are not serialized");
  }

  @Override
  public String toString() {
    return algorithm + " key of " + octets.length + " octets";
  }
}
