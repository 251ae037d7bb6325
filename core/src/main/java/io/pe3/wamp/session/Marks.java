package io.pe3.wamp.session;

import io.pe3.codec.Serializer;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.OptionEntries;
import java.util.Map;

/** What the application is told in Details when the policy asks for it, serialized once. */
final class Marks {
  private final OptionEntries none;
  private final OptionEntries sealed;
  private final OptionEntries unsealed;

  Marks(Serializer session) {
    String name = Attribute.X_PE3_SEALED.key().text();
    none = OptionEntries.of(session, Map.of());
    sealed = OptionEntries.of(session, Map.of(name, true));
    unsealed = OptionEntries.of(session, Map.of(name, false));
  }

  /** Nothing. */
  OptionEntries none() {
    return none;
  }

  /** The payload was opened. */
  OptionEntries sealed() {
    return sealed;
  }

  /** An error came in clear in place of a protected answer. */
  OptionEntries unsealed() {
    return unsealed;
  }
}
