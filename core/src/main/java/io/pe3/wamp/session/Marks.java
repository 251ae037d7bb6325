package io.pe3.wamp.session;

import io.pe3.PayloadOpener;
import io.pe3.codec.Serializer;
import io.pe3.sign.SignerKey;
import io.pe3.wamp.Attribute;
import io.pe3.wamp.OptionEntries;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the application is told in Details when the policy asks for it, serialized beforehand. */
final class Marks {
  private static final String SEALED = Attribute.X_PE3_SEALED.key().text();
  private static final String SIGNER = Attribute.X_PE3_SIGNER.key().text();
  private static final String REPLAY = "x_pe3_replay";

  private final Serializer session;
  private final OptionEntries none;
  private final OptionEntries sealed;
  private final OptionEntries unsealed;
  private final OptionEntries replayed;

  /** The marks of the signer seen last. */
  private OptionEntries signed;

  private SignerKey signer;

  Marks(Serializer session) {
    this.session = session;
    none = OptionEntries.of(session, Map.of());
    sealed = OptionEntries.of(session, Map.of(SEALED, true));
    unsealed = OptionEntries.of(session, Map.of(SEALED, false));
    replayed = OptionEntries.of(session, Map.of(REPLAY, true));
  }

  /** Nothing. */
  OptionEntries none() {
    return none;
  }

  /** An error came in clear in place of a protected answer. */
  OptionEntries unsealed() {
    return unsealed;
  }

  /** What there is to tell of the payload opened last. */
  OptionEntries of(PayloadOpener opener, boolean marked) {
    SignerKey who = opener.signer();
    if (opener.isReplay()) {
      // Told in any case: without it the application would take it for news.
      return marked ? make(who, true) : replayed;
    }
    if (!marked) {
      return none;
    }
    if (who == null) {
      return sealed;
    }
    if (!who.equals(signer)) {
      signed = make(who, false);
      signer = who;
    }
    return signed;
  }

  private OptionEntries make(SignerKey who, boolean replay) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put(SEALED, true);
    if (who != null) {
      entries.put(SIGNER, who.toString());
    }
    if (replay) {
      entries.put(REPLAY, true);
    }
    return OptionEntries.of(session, entries);
  }
}
