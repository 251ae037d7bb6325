package io.pe3.wamp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.codec.Serializer;
import io.pe3.error.MalformedException;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageBatchTest {
  @Test
  void shouldFindMessagesThatEndWithAMark() {
    String text = "..[1]\u001e[2,3]\u001e";
    UnsafeBuffer buffer = new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    MessageBatch batch = new MessageBatch(Serializer.JSON).wrap(buffer, 2, buffer.capacity() - 2);
    assertTrue(batch.next());
    assertEquals("[1]", text.substring(batch.offset(), batch.offset() + batch.length()));
    assertTrue(batch.next());
    assertEquals("[2,3]", text.substring(batch.offset(), batch.offset() + batch.length()));
    assertFalse(batch.next());
  }

  @Test
  void shouldFindMessagesThatBeginWithTheirLength() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[] {0, 0, 0, 1, 9, 0, 0, 0, 2, 7, 8});
    MessageBatch batch = new MessageBatch(Serializer.CBOR).wrap(buffer, 0, buffer.capacity());
    assertTrue(batch.next());
    assertEquals(4, batch.offset());
    assertEquals(1, batch.length());
    assertTrue(batch.next());
    assertEquals(9, batch.offset());
    assertEquals(2, batch.length());
    assertFalse(batch.next());
  }

  @Test
  void shouldRefuseABatchThatEndsWithinAMessage() {
    byte[][] batches = {{0}, {0, 0, 0}, {0, 0, 0, 2, 7}, {-1, 0, 0, 0}, {0x7f, 0, 0, 0}};
    for (byte[] octets : batches) {
      MessageBatch batch =
          new MessageBatch(Serializer.MSGPACK).wrap(new UnsafeBuffer(octets), 0, octets.length);
      assertThrows(MalformedException.class, batch::next);
      assertFalse(batch.next());
    }
    MessageBatch json = new MessageBatch(Serializer.JSON);
    json.wrap(new UnsafeBuffer(new byte[] {'[', ']'}), 0, 2);
    assertThrows(MalformedException.class, json::next);
  }
}
