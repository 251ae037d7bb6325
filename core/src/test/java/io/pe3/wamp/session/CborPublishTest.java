package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.Buffers;
import io.pe3.codec.Serializer;
import io.pe3.wamp.Carrier;
import io.pe3.wamp.MessageType;
import io.pe3.wamp.MessageView;
import io.pe3.wamp.MessageWriter;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/** What is written in words is what the writer of messages writes. */
class CborPublishTest {
  private static final int MARGIN = 16;
  private static final byte PATTERN = (byte) 0xA5;

  @Provide
  Arbitrary<Long> ids() {
    return Arbitraries.oneOf(
        Arbitraries.of(0L, 23L, 24L, 255L, 256L, 65_535L, 65_536L, 0xffff_ffffL, 0x1_0000_0000L),
        Arbitraries.longs().between(0, MessageView.MAX_ID));
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(24, 400),
        Arbitraries.integers().between(65_500, 65_600),
        Arbitraries.integers().between(24, 70_000));
  }

  @Property
  void shouldWriteWhatTheWriterWrites(
      @ForAll("ids") long request,
      @ForAll @IntRange(min = 1, max = 512) int headLength,
      @ForAll("lengths") int length,
      @ForAll @IntRange(min = 0, max = 300) int spare,
      @ForAll boolean isPpt,
      @ForAll boolean direct) {
    byte[] head = octets(headLength, request);
    byte[] payload = octets(length, headLength);
    Carrier carrier = isPpt ? Carrier.PPT : Carrier.ENC;
    byte[] expected = expected(request, head, payload, carrier);

    PublishMemory.Slot known = new PublishMemory.Slot();
    known.setHead(new UnsafeBuffer(head), 0, headLength);
    int room = CborPublish.MAX_FRAMING + headLength + length + spare;
    UnsafeBuffer out =
        direct ? Buffers.direct(room + MARGIN) : new UnsafeBuffer(new byte[room + MARGIN]);
    out.setMemory(room, MARGIN, PATTERN);
    int item = CborPublish.start(out, request, known);
    int place = item + CborPublish.headLength(carrier, length + spare);
    out.putBytes(place, payload);
    int end = CborPublish.end(out, carrier, item, place, length);

    byte[] found = new byte[end];
    out.getBytes(0, found);
    assertArrayEquals(expected, found);
    assertTrue(place + length + spare <= room);
    for (int i = room; i < room + MARGIN; i++) {
      assertEquals(PATTERN, out.getByte(i), "behind the room");
    }
  }

  private static byte[] octets(int length, long seed) {
    byte[] octets = new byte[length];
    new Random(seed).nextBytes(octets);
    return octets;
  }

  private static byte[] expected(long request, byte[] head, byte[] payload, Carrier carrier) {
    UnsafeBuffer out = new UnsafeBuffer(new byte[head.length + payload.length + 100]);
    MessageWriter writer = new MessageWriter(Serializer.CBOR).wrap(out, 0, out.capacity());
    writer.start(MessageType.PUBLISH, 5).id(request).raw(new UnsafeBuffer(head), 0, head.length);
    int length = writer.item(carrier, new UnsafeBuffer(payload), 0, payload.length).end();
    byte[] octets = new byte[length];
    out.getBytes(0, octets);
    return octets;
  }
}
