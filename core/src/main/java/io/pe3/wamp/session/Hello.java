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
  private static final PayloadKey CALLEE = PayloadKey.of("callee");
  private static final PayloadKey[] CLIENT_ROLES = {
    PayloadKey.of("publisher"), PayloadKey.of("subscriber"), PayloadKey.of("caller"), CALLEE
  };
  private static final PayloadKey BROKER = PayloadKey.of("broker");
  private static final PayloadKey DEALER = PayloadKey.of("dealer");

  /** What three features in four roles add at most, with all that frames them. */
  private static final int MAX_ADDED = 1024;

  private final PayloadReader reader;
  private final PayloadReader roleReader;
  private final PayloadReader featureReader;
  private final PayloadWriter writer;

  Hello(Serializer session) {
    reader = session.newReader();
    roleReader = session.newReader();
    featureReader = session.newReader();
    writer = session.newWriter();
  }

  /** Whether the application announced that its callee can be told to stop. */
  boolean takesInterrupts(MessageView view) {
    return has(view, CALLEE, CANCELING);
  }

  /** Notes what the router announced, and the realm if none was asked for; all of it or nothing. */
  void readWelcome(MessageView view, SessionState session) {
    Carrier broker = carrier(view, BROKER);
    Carrier dealer = carrier(view, DEALER);
    boolean cancels = has(view, DEALER, CANCELING);
    boolean progressive = has(view, DEALER, PROGRESSIVE);
    String realm = session.realm;
    if (realm == null && enter(view, REALM) && reader.peek() == ValueType.TEXT) {
      realm = reader.readText();
    }
    session.welcomed = true;
    session.broker = broker;
    session.dealer = dealer;
    session.dealerTakesCancels = cancels;
    session.dealerHasProgressiveCalls = progressive;
    session.realm = realm == null || realm.isEmpty() ? null : realm;
  }

  private Carrier carrier(MessageView view, PayloadKey role) {
    if (has(view, role, PASSTHRU)) {
      return Carrier.PPT;
    }
    return has(view, role, TRANSPARENCY) ? Carrier.ENC : Carrier.NONE;
  }

  private boolean has(MessageView view, PayloadKey role, PayloadKey feature) {
    return enter(view, ROLES)
        && find(reader, role)
        && find(reader, FEATURES)
        && find(reader, feature)
        && reader.peek() == ValueType.BOOLEAN
        && reader.readBoolean();
  }

  /** Stands before the value of an entry of Details. */
  private boolean enter(MessageView view, PayloadKey key) {
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

  /**
   * Writes a HELLO with the features added.
   *
   * @return its length, from the beginning of the output; 0 when it names no roles and stays as it
   *     is
   */
  int announce(MessageView view, WorkerMemory out) {
    if (!enter(view, ROLES) || reader.peek() != ValueType.MAP) {
      return 0;
    }
    int from = reader.position();
    reader.skipValue();
    int to = reader.end();
    UnsafeBuffer dst = out.reserve(view.length() + MAX_ADDED);
    int before = from - view.offset();
    dst.putBytes(0, view.buffer(), view.offset(), before);
    writer.wrap(dst, before, dst.capacity() - before);
    roles(view, from, to);
    int after = before + writer.length();
    int rest = view.offset() + view.length() - to;
    dst.putBytes(after, view.buffer(), to, rest);
    return after + rest;
  }

  private void roles(MessageView view, int from, int to) {
    writer.startMap(entries(reader, view, from, to));
    for (reader.startMap(); reader.hasNext(); ) {
      boolean client = isClientRole(view);
      copy(view, reader);
      if (client && reader.peek() == ValueType.MAP) {
        int start = reader.position();
        reader.skipValue();
        role(view, start, reader.end());
      } else {
        copy(view, reader);
      }
    }
    writer.endMap();
  }

  private boolean isClientRole(MessageView view) {
    if (reader.peek() != ValueType.TEXT) {
      return false;
    }
    // Looked at with another reader, since this one has to copy the key.
    roleReader.wrap(
        view.buffer(), reader.position(), view.offset() + view.length() - reader.position());
    return roleReader.readKey(CLIENT_ROLES, -1) >= 0;
  }

  private void role(MessageView view, int from, int to) {
    int entries = entries(roleReader, view, from, to);
    boolean features = find(roleReader, FEATURES);
    roleReader.wrap(view.buffer(), from, to - from);
    writer.startMap(features ? entries : entries + 1);
    for (roleReader.startMap(); roleReader.hasNext(); ) {
      if (roleReader.peek() == ValueType.TEXT && roleReader.readKey(FEATURES)) {
        int start = roleReader.position();
        boolean map = roleReader.peek() == ValueType.MAP;
        roleReader.skipValue();
        features(view, start, map ? roleReader.end() : start);
      } else {
        copy(view, roleReader);
        copy(view, roleReader);
      }
    }
    if (!features) {
      features(view, to, to);
    }
    writer.endMap();
  }

  /** Writes features with those of protection in place of what stood there under their names. */
  private void features(MessageView view, int from, int to) {
    writer.writeKey(FEATURES);
    int kept = 0;
    if (from < to) {
      featureReader.wrap(view.buffer(), from, to - from);
      for (featureReader.startMap(); featureReader.hasNext(); featureReader.skipValue()) {
        kept += isAnnounced() ? 0 : 1;
      }
    }
    writer.startMap(kept + ANNOUNCED.length);
    if (kept > 0) {
      copyOthers(view, from, to);
    }
    for (PayloadKey feature : ANNOUNCED) {
      writer.writeKey(feature).writeBoolean(true);
    }
    writer.endMap();
  }

  private void copyOthers(MessageView view, int from, int to) {
    featureReader.wrap(view.buffer(), from, to - from);
    for (featureReader.startMap(); featureReader.hasNext(); ) {
      int start = featureReader.position();
      boolean announced = isAnnounced();
      int end = featureReader.end();
      if (announced) {
        featureReader.skipValue();
      } else {
        writer.writeRaw(view.buffer(), start, end - start);
        copy(view, featureReader);
      }
    }
  }

  /** Takes a name; whether it is one of the features that are added. */
  private boolean isAnnounced() {
    if (featureReader.peek() == ValueType.TEXT) {
      return featureReader.readKey(ANNOUNCED, -1) >= 0;
    }
    featureReader.skipValue();
    return false;
  }

  /** How many entries a map has, before which the reader then stands again. */
  private static int entries(PayloadReader from, MessageView view, int start, int end) {
    from.wrap(view.buffer(), start, end - start);
    int entries = 0;
    for (from.startMap(); from.hasNext(); entries++) {
      from.skipValue();
      from.skipValue();
    }
    from.wrap(view.buffer(), start, end - start);
    return entries;
  }

  private void copy(MessageView view, PayloadReader from) {
    int start = from.position();
    from.skipValue();
    writer.writeRaw(view.buffer(), start, from.end() - start);
  }
}
