package io.pe3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pe3.aead.EngineTable;
import io.pe3.error.ErrorCode;
import io.pe3.error.Pe3Exception;
import io.pe3.key.DataKey;
import io.pe3.replay.ReplayGuard;
import io.pe3.replay.ReplayState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases in which a message follows another one and yet must not be opened by the short way. */
class FollowingMessageTest {
  private static final int CAPACITY = 512;
  private static final int SENDER_OFFSET = 2;
  private static final int SENDER_LENGTH = 16;

  private final DataKey key = DataKey.generate();
  private final PayloadSealer one = PayloadTesting.nativeSealer(key);
  private final PayloadSealer two = PayloadTesting.nativeSealer(key);
  private final ReplayState state = new ReplayState();
  private PayloadOpener opener = PayloadOpener.builder(key).replayState(state).build();
  private UnsafeBuffer output = PayloadTesting.output(CAPACITY);

  @AfterEach
  void close() {
    one.close();
    two.close();
    opener.close();
    key.close();
  }

  private void reopen(UnaryOperator<PayloadOpenerBuilder> settings) {
    opener.close();
    opener = settings.apply(PayloadOpener.builder(key)).build();
  }

  private static byte[] seal(PayloadSealer sealer, int length) {
    UnsafeBuffer out = PayloadTesting.output(CAPACITY);
    UnsafeBuffer body = new UnsafeBuffer(new byte[length]);
    body.setMemory(0, length, (byte) 7);
    int sealed = sealer.seal(PayloadTesting.EVENT, body, 0, length, out, 0);
    return PayloadTesting.octets(out, 0, sealed);
  }

  private static byte[] seal(PayloadSealer sealer) {
    return seal(sealer, 5);
  }

  private void open(byte[] payload) {
    open(opener, one.attributes(), payload);
  }

  private void open(PayloadOpener by, PayloadAttributes attributes, byte[] payload) {
    UnsafeBuffer src = Buffers.direct(payload.length);
    src.putBytes(0, payload);
    output = PayloadTesting.output(CAPACITY);
    int length = by.open(attributes, PayloadTesting.EVENT, src, 0, payload.length, output, 3);
    for (int i = 0; i < length; i++) {
      assertEquals(7, output.getByte(3 + i));
    }
  }

  private void assertRefused(ErrorCode code, byte[] payload) {
    assertEquals(code, assertThrows(Pe3Exception.class, () -> open(payload)).code());
    assertTrue(PayloadTesting.isClean(output));
  }

  private void openTwo() {
    open(seal(one));
    open(seal(one));
  }

  @Test
  void shouldNotTakeTheSenderFromAHeaderThatWasRefused() {
    openTwo();
    byte[] genuine = seal(one);
    byte[] renamed = genuine.clone();
    renamed[SENDER_OFFSET + SENDER_LENGTH - 1] ^= 1;
    PayloadAttributes own = one.attributes();
    PayloadAttributes unknown =
        new PayloadAttributes(
            own.scheme(), own.serializer(), own.cipher(), "0x" + "0".repeat(40), null);
    assertEquals(
        ErrorCode.UNKNOWN_KEY,
        assertThrows(Pe3Exception.class, () -> open(opener, unknown, renamed)).code());
    assertRefused(ErrorCode.AUTHENTICATION_FAILED, renamed);
    open(genuine);
  }

  /** Both have met one sender, each another one, and as many messages of it. */
  @Test
  void shouldMarkWhatItOpensWhereItBelongs() {
    ReplayGuard first = new ReplayGuard(new ReplayState());
    ReplayGuard second = new ReplayGuard(new ReplayState());
    opener.replayGuard(first);
    openTwo();
    opener.replayGuard(second);
    open(seal(two));
    open(seal(two));
    opener.replayGuard(first);
    byte[] third = seal(two);
    open(third);
    assertRefused(ErrorCode.REPLAYED, third);
    open(seal(one));
  }

  @Test
  void shouldLeaveNothingOfAMessageThatAnotherOpenerHasAccepted() {
    openTwo();
    byte[] message = seal(one);
    try (PayloadOpener other = PayloadOpener.builder(key).replayState(state).build()) {
      open(other, one.attributes(), message);
    }
    assertRefused(ErrorCode.REPLAYED, message);
    open(seal(one));
  }

  @Test
  void shouldOpenWhereReplaysAreAccepted() {
    reopen(PayloadOpenerBuilder::insecurelyAcceptReplays);
    openTwo();
    byte[] third = seal(one);
    open(third);
    open(third);
  }

  @Test
  void shouldOpenEachLengthByItsEngine(@TempDir Path folder) throws IOException {
    Path table = folder.resolve("engines.properties");
    Files.writeString(table, "format = 1\naes256gcm.open.direct = 0 sodium, 100 jca:SunJCE\n");
    EngineTable engines = EngineTable.read(table);
    reopen(builder -> builder.engineTable(engines));
    openTwo();
    for (int length : new int[] {150, 20, 150, 150, 20, 20, 150}) {
      open(seal(one, length));
    }
  }

  @Test
  void shouldOpenAfterTheOutputWasTooSmall() {
    openTwo();
    byte[] third = seal(one);
    UnsafeBuffer src = new UnsafeBuffer(third);
    UnsafeBuffer small = PayloadTesting.output(7);
    assertEquals(
        ErrorCode.BUFFER_TOO_SMALL,
        assertThrows(
                Pe3Exception.class,
                () ->
                    opener.open(
                        one.attributes(), PayloadTesting.EVENT, src, 0, third.length, small, 3))
            .code());
    assertArrayEquals(
        PayloadTesting.octets(PayloadTesting.output(7), 0, 7), PayloadTesting.octets(small, 0, 7));
    for (int offset : new int[] {-1, Integer.MIN_VALUE}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () ->
              opener.open(
                  one.attributes(), PayloadTesting.EVENT, src, 0, third.length, output, offset));
    }
    open(third);
  }

  @Test
  void shouldRefuseAPayloadThatIsNotInsideItsBuffer() {
    openTwo();
    byte[] third = seal(one);
    UnsafeBuffer all = Buffers.direct(third.length);
    all.putBytes(0, third);
    UnsafeBuffer cut = new UnsafeBuffer(all.addressOffset(), third.length - 1);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> opener.open(one.attributes(), PayloadTesting.EVENT, cut, 0, third.length, output, 0));
    UnsafeBuffer src = new UnsafeBuffer(third);
    for (int offset : List.of(-1, 1, Integer.MAX_VALUE)) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () ->
              opener.open(
                  one.attributes(), PayloadTesting.EVENT, src, offset, third.length, output, 0));
    }
    open(third);
  }
}
