package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pe3.PayloadScheme;
import io.pe3.codec.PlainValueArbitraries;
import io.pe3.codec.Serializer;
import io.pe3.key.DataKey;
import io.pe3.key.UriPattern;
import io.pe3.wamp.Forwarder;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.OptionEntries;
import io.pe3.wamp.policy.Protection;
import io.pe3.wamp.policy.SessionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;

/** From one application to another: protected, forwarded by PE3's own forwarder, and opened. */
class WholeWayPropertyTest {
  private static final String URI = "com.secret.uri";
  private static final List<Serializer> FORMATS =
      List.of(Serializer.CBOR, Serializer.MSGPACK, Serializer.JSON);

  /** How two sessions talk. */
  record Way(
      Serializer from, Serializer to, Serializer payload, boolean ppt, PayloadScheme scheme) {}

  @Provide
  Arbitrary<Way> ways() {
    Arbitrary<Serializer> formats = Arbitraries.of(FORMATS);
    return Combinators.combine(
            formats,
            formats,
            formats,
            Arbitraries.of(true, false),
            Arbitraries.of(PayloadScheme.class))
        .as(
            (from, to, payload, ppt, scheme) ->
                new Way(
                    from,
                    to,
                    scheme == PayloadScheme.WAMP ? Serializer.CBOR : payload,
                    ppt,
                    scheme));
  }

  @Provide
  Arbitrary<List<Object>> arguments() {
    return PlainValueArbitraries.nested(
            PlainValueArbitraries.scalars(
                PlainValueArbitraries.textsForJson(),
                PlainValueArbitraries.unsignedBeyondLong(),
                PlainValueArbitraries.finiteDoubles()),
            PlainValueArbitraries.textsForJson())
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 150)
  void shouldBringAnyArgumentsOfEveryTypeToTheOtherApplication(
      @ForAll("ways") Way way, @ForAll("arguments") List<Object> args) {
    try (World world = new World(way)) {
      world.left.application(16, 3, Map.of(), URI, args);
      assertArrived(args, world.toRight(36, 77, 9), 4);
      world.left.application(48, 4, Map.of(), URI, args);
      assertArrived(args, world.toRight(68, 10, 88), 4);
      world.right.application(70, 10, Map.of("progress", true), args);
      assertArrived(args, world.toLeft(4, Forwarder.NO_ID), 3);
      world.right.application(70, 10, Map.of(), args);
      assertArrived(args, world.toLeft(4, Forwarder.NO_ID), 3);
      world.left.application(48, 5, Map.of(), URI, args);
      world.toRight(68, 11, 88);
      world.right.application(8, 68, 11, Map.of(), "com.failed", args);
      assertArrived(args, world.toLeft(48, 5), 5);
      assertEquals(0, world.left.refusals.size() + world.right.refusals.size());
    }
  }

  private static void assertArrived(List<Object> args, List<Object> message, int at) {
    PlainValueArbitraries.assertSame(args, message.get(at));
    assertEquals(at + 1, message.size());
  }

  @Property(tries = 60)
  void shouldGiveTheApplicationWhatWasSentOrNothingWhateverIsChanged(
      @ForAll("ways") Way way, @ForAll Random random) {
    try (World world = new World(way)) {
      List<Object> args = List.of("cleartext", random.nextLong());
      world.left.application(16, 3, Map.of(), URI, args);
      byte[] event = world.forward(way.from(), way.to(), world.left.toRouter.removeFirst(), 77, 9);
      for (int i = 0; i < 40; i++) {
        byte[] changed = changed(event, random);
        world.right.routerSends(changed);
        for (byte[] octets : world.right.toApplication) {
          // A router may send the application whatever else it likes, well formed or not.
          MessageView view =
              new MessageView(way.to()).wrap(new UnsafeBuffer(octets), 0, octets.length);
          if (view.type() == MessageType.EVENT) {
            byte[] opened = Session.octets(view.buffer(), view.argsOffset(), view.argsLength());
            assertEquals(args, world.right.decode(opened));
          }
        }
        world.right.applicationSends(changed);
        world.right.clear();
      }
    }
  }

  private static byte[] changed(byte[] message, Random random) {
    byte[] changed = message.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed = Arrays.copyOf(message, random.nextInt(message.length));
      case 1 -> changed = Arrays.copyOf(message, message.length + 1 + random.nextInt(4));
      default -> {
        for (int i = random.nextInt(3); i >= 0; i--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
      }
    }
    return changed;
  }

  /** Two sessions of one policy and the router between them. */
  private static final class World implements AutoCloseable {
    private final DataKey key = DataKey.generate();
    private final TransformerWorker worker = new TransformerWorker();
    private final Way way;
    private final Session left;
    private final Session right;

    World(Way way) {
      this.way = way;
      Protection protection =
          Protection.builder(key).scheme(way.scheme()).serializer(way.payload()).build();
      SessionPolicy policy =
          SessionPolicy.builder().protect(UriPattern.prefix("com.secret."), protection).build();
      left = open(policy, way.from());
      right = open(policy, way.to());
      RuleTesting.subscribed(right, 77, URI);
      RuleTesting.registered(right, 88, URI);
    }

    private Session open(SessionPolicy policy, Serializer serializer) {
      Session session = new Session(worker, policy, serializer);
      return way.ppt() ? session.openPpt() : session.openEnc();
    }

    List<Object> toRight(int type, long first, long second) {
      byte[] sent = left.toRouter.removeFirst();
      List<Object> received =
          right.routerSends(forward(way.from(), way.to(), sent, first, second)).received();
      assertEquals((long) type, received.getFirst());
      return received;
    }

    List<Object> toLeft(long first, long second) {
      byte[] sent = right.toRouter.removeFirst();
      return left.routerSends(forward(way.to(), way.from(), sent, first, second)).received();
    }

    byte[] forward(Serializer from, Serializer to, byte[] message, long first, long second) {
      MessageView view = new MessageView(from).wrap(new UnsafeBuffer(message), 0, message.length);
      Forwarder forwarder = new Forwarder(to).prepare(view);
      OptionEntries details = OptionEntries.of(to, Map.of("hop", 1));
      byte[] out = new byte[forwarder.maxLength(details)];
      int length = forwarder.forward(first, second, details, new UnsafeBuffer(out), 0);
      return Arrays.copyOf(out, length);
    }

    @Override
    public void close() {
      worker.close();
      key.close();
    }
  }
}
