package io.pe3.wamp.session;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.PayloadWriter;
import io.pe3.codec.Serializer;
import io.pe3.codec.ValueType;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageView;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads what HELLO and WELCOME announce, and adds the features of protection to a HELLO, for the
 * roles that the client has (wire profile, section 1). All else in it stays octet by octet.
 */
final class Hello {
  private static final PayloadKey ROLES = PayloadKey.of("roles");
  private static final PayloadKey FEATURES = PayloadKey.of("features");
  private static final PayloadKey REALM = PayloadKey.of("realm");
  private static final PayloadKey PASSTHRU = PayloadKey.of("payload_passthru_mode");
  private static final PayloadKey ENCRYPTION = PayloadKey.of("payload_encryption");
  private static final PayloadKey TRANSPARENCY = PayloadKey.of("payload_transparency");
  private static final PayloadKey CANCELING = PayloadKey.of("call_canceling");
  private static final PayloadKey PROGRESSIVE = PayloadKey.of("progressive_call_invocations");
  private static final PayloadKey[] ANNOUNCED = {PASSTHRU, ENCRYPTION, TRANSPARENCY};
  private static final PayloadKey[] CLIENT_ROLES = {
    PayloadKey.of("publisher"),
    PayloadKey.of("subscriber"),
    PayloadKey.of("caller"),
    PayloadKey.of("callee")
  };
  private static final PayloadKey CALLEE = CLIENT_ROLES[3];
  private static final PayloadKey BROKER = PayloadKey.of("broker");
  private static final PayloadKey DEALER = PayloadKey.of("dealer");

  /** What three features in four roles add, with all that frames them. */
  private static final int MAX_ADDED = 1024;

  private final PayloadReader reader;
  private final PayloadReader inner;
  private final PayloadReader features;
  private final PayloadWriter writer;
  private final UnsafeBuffer name = new UnsafeBuffer(0, 0);

  Hello(Serializer session) {
    reader = session.newReader();
    inner = session.newReader();
    features = session.newReader();
    writer = session.newWriter();
  }

  /** Notes what the application announced. */
  void readRoles(MessageView view, SessionState session) {
    session.calleeTakesInterrupts = has(view, CALLEE, CANCELING);
  }

  /** Notes what the router announced, and the realm if none was asked for. */
  void readWelcome(MessageView view, SessionState session) {
    session.broker = carrier(view, BROKER);
    session.dealer = carrier(view, DEALER);
    session.dealerTakesCancels = has(view, DEALER, CANCELING);
    session.dealerHasProgressiveCalls = has(view, DEALER, PROGRESSIVE);
    if (session.realm == null && enter(reader, view, REALM) && reader.peek() == ValueType.TEXT) {
      session.realm = reader.readText();
    }
  }

  private Carrier carrier(MessageView view, PayloadKey role) {
    if (has(view, role, PASSTHRU)) {
      return Carrier.PPT;
    }
    return has(view, role, TRANSPARENCY) ? Carrier.ENC : Carrier.NONE;
  }

  private boolean has(MessageView view, PayloadKey role, PayloadKey feature) {
    return enter(reader, view, ROLES)
        && find(reader, role)
        && find(reader, FEATURES)
        && find(reader, feature)
        && reader.peek() == ValueType.BOOLEAN
        && reader.readBoolean();
  }

  /** Stands before the value of an entry of Details. */
  private static boolean enter(PayloadReader reader, MessageView view, PayloadKey key) {
    reader.wrap(view.buffer(), view.optionsOffset(), view.optionsLength());
    return find(reader, key);
  }

  /** Goes into the map that comes next, up to the value of a key. */
  private static boolean find(PayloadReader reader, PayloadKey key) {
    if (reader.peek() != ValueType.MAP) {
      return false;
    }
    reader.startMap();
    while (reader.hasNext()) {
      if (reader.peek() == ValueType.TEXT && reader.readKey(key)) {
        return true;
      }
      reader.skipValue();
      reader.skipValue();
    }
    return false;
  }

  /** Writes a HELLO with the features added; its length, from the beginning of the output. */
  int announce(MessageView view, WorkerMemory out) {
    UnsafeBuffer dst = out.reserve(2 * view.length() + MAX_ADDED);
    writer.wrap(dst, 0, dst.capacity());
    reader.wrap(view.buffer(), view.offset(), view.length());
    int elements = 0;
    for (reader.startArray(); reader.hasNext(); elements++) {
      reader.skipValue();
    }
    reader.wrap(view.buffer(), view.offset(), view.length());
    reader.startArray();
    writer.startArray(elements);
    for (int i = 0; i < elements; i++) {
      if (reader.position() == view.optionsOffset()) {
        details(view);
        reader.skipValue();
      } else {
        copy(view, reader);
      }
    }
    writer.endArray();
    return writer.length();
  }

  private void details(MessageView view) {
    inner.wrap(view.buffer(), view.optionsOffset(), view.optionsLength());
    writer.startMap(entries(inner));
    inner.wrap(view.buffer(), view.optionsOffset(), view.optionsLength());
    for (inner.startMap(); inner.hasNext(); ) {
      boolean roles = inner.peek() == ValueType.TEXT && inner.readKey(ROLES);
      if (roles) {
        writer.writeKey(ROLES);
      } else {
        copy(view, inner);
      }
      if (roles && inner.peek() == ValueType.MAP) {
        roles(view);
      } else {
        copy(view, inner);
      }
    }
    writer.endMap();
  }

  private void roles(MessageView view) {
    int start = inner.position();
    int count = entries(inner);
    int end = inner.end();
    features.wrap(view.buffer(), start, end - start);
    writer.startMap(count);
    for (features.startMap(); features.hasNext(); ) {
      boolean client = features.peek() == ValueType.TEXT && isClientRole();
      if (client) {
        writer.writeText(name, 0, name.capacity());
      } else {
        copy(view, features);
      }
      if (client && features.peek() == ValueType.MAP) {
        role(view);
      } else {
        copy(view, features);
      }
    }
    writer.endMap();
  }

  private boolean isClientRole() {
    int role = features.readKey(CLIENT_ROLES, -1);
    return role >= 0;
  }

  private void role(MessageView view) {}

  /** How many entries the map has that comes next, which is taken. */
  private static int entries(PayloadReader reader) {
    int entries = 0;
    for (reader.startMap(); reader.hasNext(); entries++) {
      reader.skipValue();
      reader.skipValue();
    }
    reader.endMap();
    return entries;
  }

  private void copy(MessageView view, PayloadReader from) {
    int start = from.position();
    from.skipValue();
    writer.writeRaw(view.buffer(), start, from.end() - start);
  }
}
