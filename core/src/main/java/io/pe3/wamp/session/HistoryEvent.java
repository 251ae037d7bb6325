package io.pe3.wamp.session;

import io.pe3.OpenedPayload;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.CleartextException;
import io.pe3.error.PolicyRefusedException;
import io.pe3.key.Flow;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.policy.Protection;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Opens an item of an event history, by the same rules as the EVENT that it was: it is made one
 * again, since the router may have brought its payload into any of the forms that views read.
 */
final class HistoryEvent {
  private static final int MIN_CAPACITY = 1024;

  private HistoryEvent() {}

  static OpenedPayload open(
      SessionState session, SessionLane lane, String topic, Map<?, ?> details, Object arguments) {
    UriRoutes routes = lane.routes(session, TrackedUri.of(null, topic).octets());
    Protection protection = routes.decision().event();
    if (protection == null) {
      throw new PolicyRefusedException("events of this topic are not protected", "topic", topic);
    }
    List<Object> event = List.of(MessageType.EVENT.code(), 0, 0, details, arguments);
    UnsafeBuffer message = encode(event);
    MessageView view = new MessageView(Serializer.CBOR).wrap(message, 0, message.capacity());
    Carrier carrier = view.options().carrier();
    if (carrier == Carrier.NONE) {
      throw new CleartextException("the event was stored in clear", "topic", topic);
    }
    ProtectionUse use = lane.use(protection);
    PayloadAttributes attributes =
        use.received().read(view.options(), carrier, message, Serializer.CBOR);
    PayloadContext context = routes.context(Flow.EVENT);
    context = protection.opensRetained() ? context.openingReplays() : context;
    DirectBuffer item = view.item().octets();
    byte[] octets = new byte[item.capacity()];
    item.getBytes(0, octets);
    return use.opener().replayGuard(session.replayGuard()).open(attributes, context, octets);
  }

  private static UnsafeBuffer encode(Object message) {
    PayloadWriter writer = Serializer.CBOR.newWriter();
    for (int capacity = MIN_CAPACITY; ; capacity *= 2) {
      UnsafeBuffer buffer = new UnsafeBuffer(new byte[capacity]);
      try {
        PlainValues.write(writer.wrap(buffer, 0, capacity), message);
        return new UnsafeBuffer(buffer, 0, writer.length());
      } catch (BufferTooSmallException e) {
        if (capacity > Integer.MAX_VALUE / 4) {
          throw e;
        }
      }
    }
  }
}
