package io.pe3.wamp.session;

import io.pe3.CallState;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.codec.Serializer;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.CleartextException;
import io.pe3.error.PolicyRefusedException;
import io.pe3.key.Flow;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Protects and opens single messages, for tools and tests that have no session around them: the
 * caller says what a {@link SessionTransformer} knows from the messages before.
 *
 * <p>All that is opened here is one endpoint's: scheme {@code x_pe3} opens no message twice. Not
 * thread-safe. Allocates.
 */
public final class MessageProtector implements AutoCloseable {
  private static final SessionPolicy NO_RULES = SessionPolicy.builder().build();

  private final String realm;
  private final ProtectionUse use;
  private final MessageView view;
  private final SessionLane lane;
  private final TransformerWorker worker = new TransformerWorker();
  private final UnsafeBuffer message = new UnsafeBuffer(0, 0);

  /**
   * Makes one.
   *
   * @param serializer of the messages: CBOR, MessagePack or JSON
   * @param protection key, scheme, cipher, and what is accepted
   * @param realm of the messages; may be null in scheme {@code wamp}
   */
  public MessageProtector(Serializer serializer, Protection protection, String realm) {
    this.realm = realm;
    this.lane = worker.lane(serializer);
    this.use = worker.use(protection);
    this.view = lane.view;
  }

  /**
   * Protects a message in clear.
   *
   * @param octets one PUBLISH, CALL, YIELD, or ERROR that ends a call
   * @param carrier how the payload is carried: ppt or enc
   * @param uri the topic or procedure, also of a YIELD or ERROR
   * @param replyTo the call that a later CALL, a YIELD or an ERROR belongs to; empty for none, and
   *     where the call was not sealed in scheme {@code x_pe3}
   * @return the protected message
   * @throws PolicyRefusedException when it is of another type, or its URI is never protected
   * @throws io.pe3.error.AlreadyProtectedException when it carries attributes already
   * @throws io.pe3.error.MalformedException when it is no message
   */
  public byte[] protect(byte[] octets, Carrier carrier, String uri, ReplyTo replyTo) {
    message.wrap(octets);
    view.wrap(message, 0, octets.length);
    Flow flow =
        switch (view.type()) {
          case PUBLISH -> Flow.EVENT;
          case CALL -> Heads.hasMore(view) ? Flow.CALL_PROGRESS : Flow.CALL;
          case YIELD -> Heads.hasMore(view) ? Flow.RESULT_PROGRESS : Flow.RESULT;
          case ERROR -> errorFlow();
          default -> throw neverProtected();
        };
    if (NO_RULES.isNeverProtected(uri)) {
      throw new PolicyRefusedException("messages of this URI are never protected", "uri", uri);
    }
    CallState call = new CallState();
    call.replyTo().set(replyTo);
    PayloadContext context = context(uri, flow);
    int length = lane.sealer.seal(view, carrier, use.next(context), context, call);
    return copy(lane.out().buffer(), 0, length);
  }

  /**
   * Opens a protected message.
   *
   * @param octets one EVENT, INVOCATION, RESULT, or ERROR that ends a call, of either carrier
   * @param uri the topic or procedure that is expected, by the rules of the wire profile, section 1
   * @param call that a later INVOCATION, a RESULT or an ERROR belongs to; null for none
   * @return the message in clear
   * @throws CleartextException when it is not protected
   * @throws PolicyRefusedException when it is of another type
   * @throws io.pe3.error.Pe3Exception when it does not open
   */
  public byte[] unprotect(byte[] octets, String uri, CallState call) {
    message.wrap(octets);
    view.wrap(message, 0, octets.length);
    Flow flow =
        switch (view.type()) {
          case EVENT -> Flow.EVENT;
          case INVOCATION -> Heads.hasMore(view) ? Flow.CALL_PROGRESS : Flow.CALL;
          case RESULT -> Heads.hasMore(view) ? Flow.RESULT_PROGRESS : Flow.RESULT;
          case ERROR -> errorFlow();
          default -> throw neverProtected();
        };
    Carrier carrier = view.options().carrier();
    if (carrier == Carrier.NONE) {
      throw new CleartextException("the message is not protected", "type", view.type());
    }
    PayloadAttributes attributes =
        use.received().read(view.options(), carrier, message, view.serializer());
    try {
      int length =
          lane.opener.open(
              view, view.item(), use.opener(), attributes, context(uri, flow), call, false);
      return copy(lane.out().buffer(), lane.opener.start(), length);
    } finally {
      lane.opener.wipe();
    }
  }

  private Flow errorFlow() {
    MessageType ended = MessageType.of(view.id(0));
    if (ended != MessageType.CALL && ended != MessageType.INVOCATION) {
      throw new PolicyRefusedException(
          "an error that ends no call is never protected", "of", ended);
    }
    return Flow.ERROR;
  }

  private PolicyRefusedException neverProtected() {
    return new PolicyRefusedException(
        "messages of this type are not protected in this direction", "type", view.type());
  }

  private PayloadContext context(String uri, Flow flow) {
    PayloadContext context = PayloadContext.of(uri).withFlow(flow);
    context = realm == null ? context : context.withRealm(realm);
    return flow == Flow.ERROR ? context.withErrorUri(view.uri()) : context;
  }

  private static byte[] copy(DirectBuffer buffer, int offset, int length) {
    byte[] octets = new byte[length];
    buffer.getBytes(offset, octets);
    return octets;
  }

  /** Wipes prepared keys and memory. The keys themselves stay open. */
  @Override
  public void close() {
    worker.close();
  }
}
