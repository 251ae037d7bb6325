package io.pe3;

import io.pe3.codec.PayloadWriter;
import io.pe3.codec.PlainValues;
import io.pe3.envelope.ReplyTo;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.LimitExceededException;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Seals plain objects, whose length only shows by writing them: into ever larger memory. */
final class PlainSealing {
  private static final int MIN_CAPACITY = 4096;

  private PlainSealing() {}

  static SealedPayload seal(
      PayloadSealer sealer,
      PayloadLimits limits,
      PayloadContext context,
      List<?> args,
      Map<String, ?> kwargs) {
    int capacity = MIN_CAPACITY;
    ReplyTo call = sealer.nextReplyTo();
    while (true) {
      try {
        sealer.inReplyTo(call);
        byte[] payload = seal(sealer, context, args, kwargs, new UnsafeBuffer(new byte[capacity]));
        return new SealedPayload(sealer.attributes(), payload);
      } catch (BufferTooSmallException e) {
        int longest = Math.max(limits.maxBody(), limits.decompression().maxDecompressed());
        int largest = sealer.maxSealedLength(longest);
        if (capacity >= largest) {
          throw new LimitExceededException(
              "the body is too long", "limit", "body", "maximum", limits.maxBody());
        }
        capacity = (int) Math.min(2L * capacity, largest);
      }
    }
  }

  private static byte[] seal(
      PayloadSealer sealer,
      PayloadContext context,
      List<?> args,
      Map<String, ?> kwargs,
      UnsafeBuffer out) {
    PayloadWriter values = sealer.begin(context, out, 0);
    boolean sealed = false;
    try {
      PlainValues.write(values, args == null ? List.of() : args);
      PlainValues.write(sealer.kwargs(), kwargs == null ? Map.of() : kwargs);
      byte[] payload = new byte[sealer.finish()];
      sealed = true;
      out.getBytes(0, payload);
      return payload;
    } finally {
      if (!sealed) {
        sealer.abort();
      }
    }
  }
}
