package io.pe3.sign;

import io.pe3.error.MalformedException;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The public half of a {@link SessionKey}, WAMP-Cryptosign's {@code csPubKey}: who signed. A signer
 * is a key, not yet a person; who may sign what is the application's list or a certificate's
 * matter.
 *
 * <p>Immutable; equal when the octets are.
 */
public final class SignerKey {
  /** The length of a public key. */
  public static final int OCTETS = 32;

  private final byte[] octets;

  private SignerKey(byte[] octets) {
    this.octets = octets;
  }

  /**
   * Takes the octets of a public key. Whether they are a point of the curve is checked where a
   * signature is.
   *
   * @param octets 32; copied
   * @return the key
   * @throws MalformedException when they are not 32
   */
  public static SignerKey of(byte[] octets) {
    if (octets.length != OCTETS) {
      throw new MalformedException("a signer key is 32 octets", "length", octets.length);
    }
    return new SignerKey(octets.clone());
  }

  /**
   * Reads the text form.
   *
   * @param hex 64 hex digits
   * @return the key
   * @throws MalformedException when it is anything else
   */
  public static SignerKey parse(String hex) {
    try {
      return of(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw (MalformedException)
          new MalformedException("a signer key is 64 hex digits", "signer", hex).causedBy(e);
    }
  }

  static SignerKey copyOf(DirectBuffer buffer, int offset) {
    byte[] octets = new byte[OCTETS];
    buffer.getBytes(offset, octets);
    return new SignerKey(octets);
  }

  /**
   * The octets.
   *
   * @return a copy
   */
  public byte[] octets() {
    return octets.clone();
  }

  void putTo(MutableDirectBuffer buffer, int offset) {
    buffer.putBytes(offset, octets);
  }

  /** Whether the octets of a buffer are these. */
  boolean isAt(DirectBuffer buffer, int offset) {
    for (int i = 0; i < OCTETS; i++) {
      if (buffer.getByte(offset + i) != octets[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignerKey that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** 64 lower-case hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets);
  }
}
