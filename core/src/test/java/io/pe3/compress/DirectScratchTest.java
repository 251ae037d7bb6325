package io.pe3.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DirectScratchTest {
  @Test
  void shouldWipeTheScratch() {
    DirectScratch scratch = new DirectScratch();
    ByteBuffer memory = scratch.ensure(100);
    memory.put(0, new byte[] {1, 2, 3});
    scratch.wipe(3);
    byte[] content = new byte[memory.capacity()];
    memory.get(0, content);
    assertArrayEquals(new byte[memory.capacity()], content);
    assertEquals(memory, scratch.ensure(memory.capacity()));
    assertTrue(scratch.ensure(memory.capacity() + 1).capacity() > memory.capacity());
  }
}
