package io.pe3.wamp;

import io.pe3.codec.PayloadKey;
import io.pe3.codec.PayloadReader;
import io.pe3.codec.ValueType;
import io.pe3.error.MalformedException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the roles of one peer announce of the features that protected payloads need, in HELLO or
 * WELCOME. A router keeps one for each session, and its own.
 *
 * <p>Immutable and thread-safe.
 */
public final class PeerFeatures {
  private static final PayloadKey ROLES = PayloadKey.of("roles");
  private static final PayloadKey FEATURES = PayloadKey.of("features");

  private final Map<PeerRole, Set<PeerFeature>> roles;

  private PeerFeatures(Map<PeerRole, Set<PeerFeature>> roles) {
    this.roles = roles;
  }

  /**
   * The announcements of a router that forwards blindly: broker and dealer with the features given.
   *
   * @param features to announce
   * @return the announcements
   */
  public static PeerFeatures router(Set<PeerFeature> features) {
    return of(EnumSet.of(PeerRole.BROKER, PeerRole.DEALER), features);
  }

  /**
   * Announcements of the same features by several roles.
   *
   * @param roles that the peer has
   * @param features that each of them announces
   * @return the announcements
   */
  public static PeerFeatures of(Set<PeerRole> roles, Set<PeerFeature> features) {
    Map<PeerRole, Set<PeerFeature>> map = new EnumMap<>(PeerRole.class);
    for (PeerRole role : roles) {
      map.put(role, Set.copyOf(features));
    }
    return new PeerFeatures(map);
  }

  /**
   * Reads what a HELLO or WELCOME announces. Only the value true announces a feature; roles and
   * features that are not named here are passed over.
   *
   * @param message a HELLO or WELCOME
   * @return the announcements
   * @throws MalformedException when it is neither, or broken before its end
   */
  public static PeerFeatures read(MessageView message) {
    if (message.type() != MessageType.HELLO && message.type() != MessageType.WELCOME) {
      throw new MalformedException("only HELLO and WELCOME announce", "type", message.type());
    }
    Map<PeerRole, Set<PeerFeature>> map = new EnumMap<>(PeerRole.class);
    int offset = message.optionsOffset();
    PayloadReader reader = message.serializer().newReader();
    reader.wrap(message.buffer(), offset, message.optionsLength());
    if (enter(reader, ROLES) && reader.peek() == ValueType.MAP) {
      reader.startMap();
      while (reader.hasNext()) {
        readRole(reader, map);
      }
    }
    return new PeerFeatures(map);
  }

  private static void readRole(PayloadReader reader, Map<PeerRole, Set<PeerFeature>> map) {
    for (PeerRole role : PeerRole.values()) {
      if (isKey(reader, role.key())) {
        map.put(role, Set.copyOf(readFeatures(reader)));
        return;
      }
    }
    reader.skipValue();
    reader.skipValue();
  }

  private static Set<PeerFeature> readFeatures(PayloadReader reader) {
    Set<PeerFeature> features = EnumSet.noneOf(PeerFeature.class);
    if (reader.peek() != ValueType.MAP) {
      reader.skipValue();
      return features;
    }
    reader.startMap();
    while (reader.hasNext()) {
      boolean announced = isKey(reader, FEATURES);
      if (announced && reader.peek() == ValueType.MAP) {
        readAnnounced(reader, features);
      } else if (announced) {
        reader.skipValue();
      } else {
        reader.skipValue();
        reader.skipValue();
      }
    }
    reader.endMap();
    return features;
  }

  private static void readAnnounced(PayloadReader reader, Set<PeerFeature> features) {
    reader.startMap();
    while (reader.hasNext()) {
      PeerFeature found = null;
      for (PeerFeature feature : PeerFeature.values()) {
        if (found == null && isKey(reader, feature.key())) {
          found = feature;
        }
      }
      if (found == null) {
        reader.skipValue();
        reader.skipValue();
      } else if (reader.peek() == ValueType.BOOLEAN) {
        if (reader.readBoolean()) {
          features.add(found);
        }
      } else {
        reader.skipValue();
      }
    }
    reader.endMap();
  }

  private static boolean isKey(PayloadReader reader, PayloadKey key) {
    return reader.peek() == ValueType.TEXT && reader.readKey(key);
  }

  private static boolean enter(PayloadReader reader, PayloadKey key) {
    if (reader.peek() != ValueType.MAP) {
      return false;
    }
    reader.startMap();
    while (reader.hasNext()) {
      if (isKey(reader, key)) {
        return true;
      }
      reader.skipValue();
      reader.skipValue();
    }
    return false;
  }

  /**
   * Whether the peer has a role.
   *
   * @param role to look for
   * @return true when it is named, with features or without
   */
  public boolean has(PeerRole role) {
    return roles.containsKey(role);
  }

  /**
   * Whether a role announces a feature.
   *
   * @param role of the peer
   * @param feature to look for
   * @return false also when the peer has not that role
   */
  public boolean has(PeerRole role, PeerFeature feature) {
    return roles.getOrDefault(role, Set.of()).contains(feature);
  }

  /**
   * What stands in {@code Details.roles} of a HELLO or WELCOME.
   *
   * @return role → features → name → true, new each time, so that a router can add its own
   */
  public Map<String, Object> toRoles() {
    Map<String, Object> map = new LinkedHashMap<>();
    roles.forEach(
        (role, announced) -> {
          Map<String, Object> features = new LinkedHashMap<>();
          for (PeerFeature feature : PeerFeature.values()) {
            if (announced.contains(feature)) {
              features.put(feature.text(), true);
            }
          }
          Map<String, Object> value = new LinkedHashMap<>();
          value.put(FEATURES.text(), features);
          map.put(role.text(), value);
        });
    return map;
  }

  @Override
  public String toString() {
    return "PeerFeatures" + roles;
  }
}
