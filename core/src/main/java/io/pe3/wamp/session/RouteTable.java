package io.pe3.wamp.session;

import io.pe3.wamp.policy.SessionPolicy;
import org.agrona.DirectBuffer;

/**
 * Remembers what policies said about URIs, for all sessions of a worker. A place in the table takes
 * two answers and a third drops the older one, so that it stays bounded whatever URIs peers make
 * up; an answer that was dropped is asked for again.
 */
final class RouteTable {
  private static final int WAYS = 2;

  private final UriRoutes[] table;
  private final int mask;

  /** The answer given last, which the next message often wants again. */
  private UriRoutes last;

  /** Makes one for so many answers, rounded up to a power of two. */
  RouteTable(int capacity) {
    int places = Integer.highestOneBit(Math.max(WAYS, capacity) * 2 - 1);
    table = new UriRoutes[places];
    mask = places / WAYS - 1;
  }

  UriRoutes find(SessionPolicy policy, String realm, DirectBuffer uri, int offset, int length) {
    if (last != null && last.isFor(policy, realm, uri, offset, length)) {
      return last;
    }
    int place = (Octets.hash(uri, offset, length) & mask) * WAYS;
    UriRoutes first = table[place];
    if (first == null || !first.isFor(policy, realm, uri, offset, length)) {
      UriRoutes second = table[place + 1];
      if (second == null || !second.isFor(policy, realm, uri, offset, length)) {
        byte[] octets = new byte[length];
        uri.getBytes(offset, octets);
        second = new UriRoutes(policy, realm, octets);
      }
      // The one used last stays in front, where the next stranger does not drop it.
      table[place + 1] = first;
      table[place] = second;
      first = second;
    }
    last = first;
    return first;
  }

  void clear() {
    java.util.Arrays.fill(table, null);
    last = null;
  }
}
