package io.pe3.wamp.session;

import io.pe3.internal.WordRuns;
import io.pe3.wamp.policy.SessionPolicy;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Octets of a message that mean the same each time under one policy and in one realm, and the
 * octets that were written for them. Allocates nothing once made.
 */
abstract class KnownMessage {
  /** Octets of either that are held at most. */
  private static final int MAX_LENGTH = 512;

  private final byte[] octets = new byte[MAX_LENGTH];

  /** Of the first octet, within the array's object. */
  private final long base = new UnsafeBuffer(octets).addressOffset();

  private final byte[] headOctets = new byte[MAX_LENGTH];
  final UnsafeBuffer head = new UnsafeBuffer(headOctets);
  int headLength;
  private int length;
  private SessionPolicy policy;
  private String realm;

  /** Whether octets of a length, and a head of a length for them, can be held. */
  static boolean holds(int length, int headLength) {
    return length >= WordRuns.MIN_LENGTH && length <= MAX_LENGTH && headLength <= MAX_LENGTH;
  }

  /** How many octets are compared. */
  final int length() {
    return length;
  }

  /** Takes what was read and what was written for it; both can be held. */
  final void set(SessionState session, DirectBuffer message, int offset, int count) {
    policy = session.policy;
    realm = session.realm;
    message.getBytes(offset, octets, 0, count);
    length = count;
  }

  final void setHead(DirectBuffer written, int offset, int count) {
    head.putBytes(0, written, offset, count);
    headLength = count;
  }

  /**
   * Writes what was written for it again, where the caller has made sure of room.
   *
   * @return its length
   */
  final int putHead(MutableDirectBuffer out, int at) {
    int count = headLength;
    if (count >= WordRuns.MIN_LENGTH && count <= WordRuns.MAX_COPIED) {
      WordRuns.copy(
          headOctets, head.addressOffset(), out.byteArray(), out.addressOffset() + at, count);
    } else {
      out.putBytes(at, headOctets, 0, count);
    }
    return count;
  }

  /**
   * Whether they stand at a place; the caller knows that as many octets are there.
   *
   * @param array or null
   * @param address of the first octet: absolute, or within the array's object
   */
  @SuppressWarnings("ReferenceEquality") // a policy is the same only if it is the same object
  final boolean isAt(SessionState session, byte[] array, long address) {
    return policy == session.policy
        && WordRuns.areEqual(octets, base, array, address, length)
        && isRealm(session.realm);
  }

  @SuppressWarnings("ReferenceEquality") // nearly always the same object
  private boolean isRealm(String other) {
    return realm == other || realm.equals(other);
  }
}
