package io.pe3.aead.engine;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** An AES key that can be wiped, which the JDK's own key class cannot. */
final class WipeableKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final transient byte[] octets;
  private transient boolean destroyed;

  WipeableKey(byte[] octets) {
    this.octets = octets;
  }

  @Override
  public String getAlgorithm() {
    return "AES";
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
    return "AES key of " + octets.length + " octets";
  }
}
