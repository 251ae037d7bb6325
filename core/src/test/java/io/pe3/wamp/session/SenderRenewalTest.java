package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pe3.aead.RestartDetector;
import io.pe3.envelope.EnvelopeHeader;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A transformer's senders end where its process may have been copied. */
class SenderRenewalTest extends RuleTesting {
  private static final int TAG_LENGTH = 16;

  @Test
  void shouldGoOnUnderANewSenderWhenTheProcessWasRestored() {
    Session publisher = session();
    Session subscriber = subscribed(session());
    EnvelopeHeader before = header(publisher, subscriber);
    RestartDetector.restored();
    EnvelopeHeader after = header(publisher, subscriber);
    assertNotEquals(before.senderLow(), after.senderLow());
    assertEquals(1, after.counter());
  }

  private static EnvelopeHeader header(Session publisher, Session subscriber) {
    List<Object> publish = published(publisher);
    subscriber.router(Router.event(77, 1, publish));
    assertEquals(ARGS, subscriber.received().get(4));
    byte[] payload = (byte[]) ((List<?>) publish.get(4)).getFirst();
    EnvelopeHeader header = new EnvelopeHeader();
    header.read(new UnsafeBuffer(payload), 0, payload.length, TAG_LENGTH);
    return header;
  }
}
