package io.pe3.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.error.LimitExceededException;
import io.pe3.error.MalformedException;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A writer's own depth limit, in every format. */
class WriterDepthTest {
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

  private static Stream<Serializer> parsed() {
    return Stream.of(Serializer.values()).filter(Serializer::isParsed);
  }

  @ParameterizedTest
  @MethodSource("parsed")
  void shouldNestNoDeeperThanTold(Serializer serializer) {
    PayloadWriter writer = serializer.newWriter().maxDepth(2).wrap(buffer, 0, 256);
    PlainValues.write(writer, List.of(List.of()));
    assertTrue(writer.isComplete());
    writer.wrap(buffer, 0, 256);
    LimitExceededException refused =
        assertThrows(
            LimitExceededException.class,
            () -> PlainValues.write(writer, List.of(List.of(List.of()))));
    assertEquals("depth", refused.facts().get("limit"));
    assertEquals(2, refused.facts().get("maximum"));
  }

  @ParameterizedTest
  @MethodSource("parsed")
  void shouldCountWhatIsSplicedToTheSameLimit(Serializer serializer) {
    UnsafeBuffer value = new UnsafeBuffer(new byte[64]);
    PayloadWriter other = serializer.newWriter().wrap(value, 0, 64);
    PlainValues.write(other, List.of(List.of()));
    PayloadWriter writer = serializer.newWriter().maxDepth(3).wrap(buffer, 0, 256);
    writer.startArray(1).writeRaw(value, 0, other.length()).endArray();
    writer.wrap(buffer, 0, 256).startArray(1).startArray(1);
    assertThrows(MalformedException.class, () -> writer.writeRaw(value, 0, other.length()));
  }

  @ParameterizedTest
  @MethodSource("parsed")
  void shouldTakeANewLimitFromTheNextWrapOn(Serializer serializer) {
    PayloadWriter writer = serializer.newWriter().wrap(buffer, 0, 256);
    writer.maxDepth(1).startArray(1).startArray(0).endArray().endArray();
    writer.wrap(buffer, 0, 256).startArray(1);
    assertThrows(LimitExceededException.class, () -> writer.startArray(0));
  }
}
