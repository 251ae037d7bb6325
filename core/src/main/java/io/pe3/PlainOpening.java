package io.pe3;

import io.pe3.codec.PayloadReader;
import io.pe3.codec.PlainValues;
import io.pe3.codec.Serializer;
import io.pe3.error.BufferTooSmallException;
import io.pe3.error.UnrepresentableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Opens payloads as plain objects: into ever larger memory, since what it decompresses to shows
 * late.
 */
final class PlainOpening {
  private static final int MIN_CAPACITY = 4096;

  private PlainOpening() {}

  static OpenedPayload open(
      PayloadOpener opener,
      PayloadLimits limits,
      PayloadAttributes attributes,
      PayloadContext context,
      CallState call,
      byte[] payload) {
    // Looked at before memory is taken by its length.
    limits.requirePayload(payload.length);
    int largest = Math.max(payload.length, limits.decompression().maxDecompressed());
    int capacity = Math.max(MIN_CAPACITY, payload.length);
    UnsafeBuffer src = new UnsafeBuffer(payload);
    while (true) {
      UnsafeBuffer body = new UnsafeBuffer(new byte[capacity]);
      try {
        int length = opener.open(attributes, context, call, src, 0, payload.length, body, 0);
        try {
          return plain(opener, limits, attributes, context, body);
        } finally {
          body.setMemory(0, length, (byte) 0);
        }
      } catch (BufferTooSmallException e) {
        if (capacity >= largest) {
          throw e;
        }
        capacity = (int) Math.min(2L * capacity, largest);
      }
    }
  }

  private static OpenedPayload plain(
      PayloadOpener opener,
      PayloadLimits limits,
      PayloadAttributes attributes,
      PayloadContext context,
      UnsafeBuffer body) {
    // Not before it is opened: whoever edits the attribute is told that nothing is authentic.
    AcceptedAttributes.requireParsed(attributes);
    Serializer serializer = Serializer.of(attributes.serializer());
    PayloadReader reader = serializer.newReader().maxDepth(limits.maxDepth());
    List<Object> args = new ArrayList<>();
    if (opener.argsLength() > 0) {
      reader.wrap(body, opener.argsOffset(), opener.argsLength());
      args.addAll((List<?>) PlainValues.read(reader));
    }
    Map<String, Object> kwargs = new LinkedHashMap<>();
    if (opener.kwargsLength() > 0) {
      reader.wrap(body, opener.kwargsOffset(), opener.kwargsLength());
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) PlainValues.read(reader)).entrySet()) {
        if (!(entry.getKey() instanceof String name)) {
          throw new UnrepresentableException("a key of kwargs is not text", "part", "kwargs");
        }
        kwargs.put(name, entry.getValue());
      }
    }
    return new OpenedPayload(opener.hasUri() ? context.uri() : null, args, kwargs);
  }
}
