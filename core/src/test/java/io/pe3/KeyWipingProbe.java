package io.pe3;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.pe3.key.DataKey;
import io.pe3.key.Flow;
import io.pe3.key.KeyRing;
import io.pe3.key.KeyRotation;
import io.pe3.key.KeyScope;
import io.pe3.key.RotationPolicy;
import io.pe3.replay.ReplayState;
import io.pe3.sign.SessionKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A program that uses a data key and a session key in every way, has them wiped, and writes its
 * heap to a file before and after; the octets of the keys go to another file, for who searches.
 */
final class KeyWipingProbe {
  private static final PayloadContext TOPIC =
      PayloadContext.of("realm1", Flow.EVENT, "com.example.topic");

  private KeyWipingProbe() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(System.getProperty("probe.folder"));
    try (KeyRing ring = new KeyRing()) {
      KeyRotation rotation =
          new KeyRotation(
              ring, RotationPolicy.NEVER, KeyScope.ANY, Duration.ZERO, KeyRotation.Listener.NONE);
      long now = System.currentTimeMillis() / 1000;
      DataKey key = rotation.next(TOPIC.uri(), now);
      SessionKey session = SessionKey.generate();
      use(rotation, ring, session);
      byte[] octets = key.octets();
      byte[] seed = session.seed();
      Files.write(folder.resolve("secrets"), octets);
      Files.write(folder.resolve("secrets"), seed, StandardOpenOption.APPEND);
      dump(folder.resolve("before.hprof"));
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(seed, (byte) 0);
      rotation.renew(TOPIC.uri(), now);
      if (!key.isClosed()) {
        throw new IllegalStateException("the rotation left the key open");
      }
      session.close();
    }
    dump(folder.resolve("after.hprof"));
    System.out.println("done");
  }

  private static void use(KeyRotation rotation, KeyRing ring, SessionKey session) {
    for (String engine : List.of("sodium", "bouncycastle", "jca")) {
      for (boolean messageKeys : new boolean[] {false, true}) {
        RotatingSealer sealers =
            new RotatingSealer(
                rotation, builder -> builder.engine(engine).signer(session).padding(true));
        try (sealers;
            PayloadSealer other =
                PayloadSealer.builder(ring.single()).messageKeys(messageKeys).build();
            PayloadOpener opener =
                PayloadOpener.builder(ring).engine(engine).replayState(new ReplayState()).build()) {
          for (int i = 0; i < 50; i++) {
            PayloadSealer sealer = messageKeys ? other : sealers.next(TOPIC);
            SealedPayload sealed = sealer.seal(TOPIC, List.of(i), Map.of());
            opener.open(sealed.attributes(), TOPIC, sealed.payload());
          }
        }
      }
    }
  }

  private static void dump(Path file) throws IOException {
    // Twice: what the first one finds unreachable is freed by cleaners.
    System.gc();
    System.gc();
    HotSpotDiagnosticMXBean bean =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    bean.dumpHeap(file.toString(), false);
  }
}
