package io.pe3.routers.protect;

import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.policy.PolicyRule;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.ProtectionBuilder;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.ArrayList;
import java.util.List;

/** One way to protect a message, with a topic and procedure of its own. */
record Combination(PayloadScheme scheme, AeadCipher cipher, boolean isCompressed) {
  static final String PREFIX = "com.example.protected.";
  private static final int LEVEL = 3;

  /** Every scheme with every cipher that it has, with and without compression. */
  static List<Combination> all() {
    List<Combination> all = new ArrayList<>();
    for (PayloadScheme scheme : PayloadScheme.values()) {
      for (AeadCipher cipher : scheme.ciphers()) {
        all.add(new Combination(scheme, cipher, false));
        all.add(new Combination(scheme, cipher, true));
      }
    }
    return all;
  }

  /** The topic and the procedure of messages that are protected in this way. */
  String uri() {
    return PREFIX + scheme.text() + "." + cipher.text() + (isCompressed ? ".zstd" : ".plain");
  }

  /** A policy that protects each combination's URI in its way. */
  static SessionPolicy policy(DataKey key) {
    SessionPolicy.Builder policy = SessionPolicy.builder();
    for (Combination each : all()) {
      policy.rule(PolicyRule.protect(UriPattern.exact(each.uri()), each.protection(key)));
    }
    return policy.build();
  }

  private Protection protection(DataKey key) {
    ProtectionBuilder protection = Protection.builder(key).scheme(scheme).cipher(cipher);
    if (isCompressed) {
      protection.compression(LEVEL);
    }
    return protection.build();
  }
}
