package io.pe3.wamp.session;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.wamp.MessageType;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the messages that a transformer makes itself, which never carry arguments. Belongs to a
 * worker. Allocates nothing but for a URI that is long.
 */
final class Replies {
  private static final int FRAMING = 128;
  private static final PayloadKey MODE = PayloadKey.of("mode");
  private static final PayloadKey KILL_NO_WAIT = PayloadKey.of("killnowait");

  private final PayloadWriter writer;
  private final WorkerMemory out;

  Replies(Serializer session, WorkerMemory out) {
    this.writer = session.newWriter();
    this.out = out;
  }

  /** An ERROR that answers a request; its length, from the beginning of the worker's output. */
  int error(MessageType of, long request, String uri) {
    begin(5, FRAMING + 3 * uri.length());
    writer.writeLong(MessageType.ERROR.code()).writeLong(of.code()).writeLong(request);
    writer.startMap(0).endMap().writeText(uri).endArray();
    return writer.length();
  }

  /** A CANCEL of a call, or an INTERRUPT of an invocation, that nobody waits for any more. */
  int cancel(MessageType type, long request) {
    begin(3, FRAMING);
    writer.writeLong(type.code()).writeLong(request).startMap(1);
    writer.writeKey(MODE).writeKey(KILL_NO_WAIT).endMap().endArray();
    return writer.length();
  }

  private void begin(int elements, int capacity) {
    UnsafeBuffer dst = out.reserve(capacity);
    writer.wrap(dst, 0, dst.capacity()).startArray(elements);
  }
}
