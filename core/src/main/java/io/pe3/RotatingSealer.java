package io.pe3;

import io.pe3.aead.RestartDetector;
import io.pe3.key.DataKey;
import io.pe3.key.KeyRotation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Seals under the keys of a {@link KeyRotation}: asks it for the key of each message and has a
 * {@link PayloadSealer} for each key in use.
 *
 * <pre>{@code
 * RotatingSealer sealers = new RotatingSealer(rotation, builder -> builder.padding(true));
 * PayloadSealer sealer = sealers.next(topic);
 * int length = sealer.seal(topic, reading, ENCODER, payload, 0);
 * … publish with sealer.attributes() …
 * }</pre>
 *
 * <p>One instance per thread; threads share the rotation. Allocates nothing unless a key changes.
 */
public final class RotatingSealer implements AutoCloseable {
  /** Sealers of URIs that are kept when each URI has a key of its own. */
  private static final int MAX_PREPARED = 256;

  private final KeyRotation rotation;
  private final UnaryOperator<PayloadSealerBuilder> settings;
  private final LinkedHashMap<DataKey, PayloadSealer> prepared =
      new LinkedHashMap<>(16, 0.75f, true);
  private DataKey lastKey;
  private PayloadSealer last;
  private boolean closed;

  /**
   * Makes sealers for the keys of a rotation.
   *
   * @param rotation of the endpoint
   * @param settings sets what a sealer has besides its key; asked once for each key. Message keys
   *     are set by the rotation's policy
   */
  public RotatingSealer(KeyRotation rotation, UnaryOperator<PayloadSealerBuilder> settings) {
    LaunchFlags.require();
    this.rotation = Objects.requireNonNull(rotation, "rotation");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * The sealer for the next message, which counts as sealed by it. Ask again for the message after
   * that.
   *
   * @param context where the message is sent
   * @return the sealer; this closes it
   * @throws io.pe3.error.LimitExceededException when too many URIs have keys
   * @throws IllegalStateException when closed, or the key ring is
   */
  public PayloadSealer next(PayloadContext context) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    DataKey key = rotation.next(context.uri(), RestartDetector.coarseSeconds());
    if (isLast(key)) {
      return last;
    }
    PayloadSealer sealer = prepared.get(key);
    if (sealer == null) {
      evict();
      sealer = build(key);
      prepared.put(key, sealer);
    }
    lastKey = key;
    last = sealer;
    return sealer;
  }

  /** Closes the sealers and wipes what they prepared. The keys stay in their ring. */
  @Override
  public void close() {
    closed = true;
    prepared.values().forEach(PayloadSealer::close);
    prepared.clear();
    last = null;
    lastKey = null;
  }

  @SuppressWarnings("ReferenceEquality") // keys are equal only if they are the same object
  private boolean isLast(DataKey key) {
    return key == lastKey;
  }

  private PayloadSealer build(DataKey key) {
    return settings
        .apply(PayloadSealer.builder(key))
        .messageKeys(rotation.policy().perMessage())
        .build();
  }

  /** Keys that seal no more go first; then the one that was not used for the longest time. */
  private void evict() {
    prepared
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = entry.getKey().isClosed() || entry.getKey().isRetired();
              if (over) {
                entry.getValue().close();
              }
              return over;
            });
    if (prepared.size() >= MAX_PREPARED) {
      Map.Entry<DataKey, PayloadSealer> oldest = prepared.firstEntry();
      oldest.getValue().close();
      prepared.remove(oldest.getKey());
    }
  }
}
