package io.pe3.wamp.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.Serializer;
import io.pe3.error.ErrorCode;
import io.pe3.error.LimitExceededException;
import io.pe3.error.Pe3Exception;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.MessageWriter;
import io.pe3.wamp.OptionEntries;
import io.pe3.wamp.policy.Protection;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a worker needs for sessions of one serializer: the view of the message that is being
 * handled, and what writes the messages that come of it. Sessions take turns.
 */
final class SessionLane {
  /** What a message over the router's limit is called, which has a URI of WAMP's own. */
  private static final String MESSAGE = "message";

  private static final String SIZE_EXCEEDED = "wamp.error.payload_size_exceeded";

  /** What the URIs of errors that routers make begin with. */
  private static final byte[] KEPT = "wamp.".getBytes(US_ASCII);

  private static final PayloadKey CLEARTEXT = PayloadKey.of(ErrorCode.CLEARTEXT.uri());

  /** How much longer ids get that were floats. */
  private static final int MAX_RESERIALIZED = 64;

  final MessageView view;
  final MessageSealer sealer;
  final MessageOpener opener;
  final Replies replies;
  final Hello hello;
  final Outbound outbound;
  final Inbound inbound;

  private final TransformerWorker worker;
  private final Serializer serializer;
  private final MessageWriter writer;
  private final Marks marks;
  private final WorkerMemory out;
  private final UnsafeBuffer uri = new UnsafeBuffer(0, 0);

  SessionLane(
      TransformerWorker worker,
      Serializer session,
      WorkerMemory payload,
      WorkerMemory body,
      WorkerMemory out) {
    this.worker = worker;
    this.serializer = session;
    this.out = out;
    this.view = new MessageView(session);
    this.writer = new MessageWriter(session);
    this.sealer = new MessageSealer(session, writer, payload, out);
    this.marks = new Marks(session);
    this.opener = new MessageOpener(session, writer, marks, payload, body, out);
    this.replies = new Replies(session, out);
    this.hello = new Hello(session);
    this.outbound = new Outbound(this, session);
    this.inbound = new Inbound(this, session);
  }

  TransformerWorker worker() {
    return worker;
  }

  ProtectionUse use(Protection protection) {
    return worker.use(protection);
  }

  /** What the policy says about the URI of the message. */
  UriRoutes routes(SessionState session) {
    view.uri(uri);
    return routes(session, uri);
  }

  /** What the policy says about a URI. */
  UriRoutes routes(SessionState session, DirectBuffer text) {
    return worker.routes.find(session.policy, session.requireRealm(), text, 0, text.capacity());
  }

  /**
   * Lets the message of the view out to the router as it is.
   *
   * @throws LimitExceededException when it is longer than the router takes
   */
  void passToRouter(SessionState session) {
    requireFits(session, view.length());
    session.counters.passed++;
    session.toRouter(view.buffer(), view.offset(), view.length());
  }

  /** Lets the message of the view out to the application, without marks that are not ours. */
  void passToApplication(SessionState session) {
    session.counters.passed++;
    if (view.type().carriesPayload() && Heads.hasMarks(view)) {
      UnsafeBuffer dst = out.reserve(view.length() + MAX_RESERIALIZED);
      session.toApplication(dst, 0, Heads.withoutMarks(writer, view, dst));
      return;
    }
    session.toApplication(view.buffer(), view.offset(), view.length());
  }

  /** Lets out what was written to the worker's output. */
  void toRouter(SessionState session, int length) {
    requireFits(session, length);
    session.toRouter(out.buffer(), 0, length);
  }

  /** Refuses a message that is longer than the router takes, before anything is sent. */
  void requireFits(SessionState session, int length) {
    if (length > session.maxMessageLength) {
      throw new LimitExceededException(
          "the message is longer than the router takes",
          "limit",
          MESSAGE,
          "length",
          length,
          "maximum",
          session.maxMessageLength);
    }
  }

  void toApplication(SessionState session, int length) {
    session.toApplication(out.buffer(), 0, length);
  }

  /** Lets out the message that was opened last. */
  void openedToApplication(SessionState session, int length) {
    session.toApplication(out.buffer(), opener.start(), length);
  }

  /**
   * Writes the ERROR of the view again without arguments: its URI stays if it is one of WAMP's own,
   * any other could tell or ask what nobody vouches for.
   *
   * @return its length, from the beginning of the worker's output
   */
  int clearError(boolean marked) {
    OptionEntries added = marked ? marks.unsealed() : marks.none();
    UnsafeBuffer dst = out.reserve(Heads.maxLength(view, added) + MAX_RESERIALIZED);
    writer.wrap(dst, 0, dst.capacity());
    view.uri(uri);
    boolean kept = Octets.startWith(uri, KEPT);
    Heads.writeError(writer, view, added, kept ? null : CLEARTEXT);
    return writer.end();
  }

  /** Answers a request of the application with an error. */
  void errorToApplication(SessionState session, MessageType of, long request, Pe3Exception e) {
    toApplication(session, replies.error(of, request, uri(e)));
  }

  /** Answers the router's invocation with an error. */
  void errorToRouter(SessionState session, long request, Pe3Exception e) {
    session.toRouter(out.buffer(), 0, replies.error(MessageType.INVOCATION, request, uri(e)));
  }

  /** Asks the dealer to end a call that nobody waits for any more, if it can. */
  void cancel(SessionState session, long request) {
    if (session.dealerTakesCancels) {
      session.toRouter(out.buffer(), 0, replies.cancel(MessageType.CANCEL, request));
    }
  }

  /** Asks the application to end an invocation that nobody waits for any more, if it can. */
  void interrupt(SessionState session, long request) {
    if (session.calleeTakesInterrupts) {
      toApplication(session, replies.cancel(MessageType.INTERRUPT, request));
    }
  }

  private static String uri(Pe3Exception e) {
    return MESSAGE.equals(e.facts().get("limit")) ? SIZE_EXCEEDED : e.code().uri();
  }

  WorkerMemory out() {
    return out;
  }

  Serializer serializer() {
    return serializer;
  }
}
