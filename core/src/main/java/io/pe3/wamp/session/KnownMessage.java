package io.pe3.wamp.session;

import io.pe3.wamp.policy.SessionPolicy;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Octets of a message that mean the same each time under one policy and in one realm, and the
 * octets that were written for them. Allocates nothing once made.
 */
abstract class KnownMessage {
  /** Octets of either that are held at most. */
  private static final int MAX_LENGTH = 512;

  private final UnsafeBuffer octets = new UnsafeBuffer(new byte[MAX_LENGTH]);
  final UnsafeBuffer head = new UnsafeBuffer(new byte[MAX_LENGTH]);
  int headLength;
  private int length;
  private SessionPolicy policy;
  private String realm;

  /** Whether octets of a length, and a head of a length for them, can be held. */
  static boolean holds(int length, int headLength) {
    return length <= MAX_LENGTH && headLength <= MAX_LENGTH;
  }

  /** How many octets are compared. */
  final int length() {
    return length;
  }

  /** Takes what was read and what was written for it; both can be held. */
  final void set(SessionState session, DirectBuffer message, int offset, int count) {
    policy = session.policy;
    realm = session.realm;
    octets.putBytes(0, message, offset, count);
    length = count;
  }

  final void setHead(DirectBuffer written, int offset, int count) {
    head.putBytes(0, written, offset, count);
    headLength = count;
  }

  /** Whether they stand at a place; the caller knows that as many octets are there. */
  @SuppressWarnings("ReferenceEquality") // a policy is the same only if it is the same object
  final boolean isAt(SessionState session, DirectBuffer message, int at) {
    return policy == session.policy
        && Octets.areEqual(octets, 0, length, message, at, length)
        && isRealm(session.realm);
  }

  @SuppressWarnings("ReferenceEquality") // nearly always the same object
  private boolean isRealm(String other) {
    return realm == other || realm.equals(other);
  }
}
