package io.pe3.routers.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ArrayValue;
import org.msgpack.value.Value;

/** Lists and maps to MessagePack and back. */
final class MsgPackTree {
  private MsgPackTree() {}

  static byte[] write(List<?> message) throws IOException {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      write(message, out);
      return out.toByteArray();
    }
  }

  static List<Object> read(byte[] octets) throws IOException {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(octets)) {
      return list(in.unpackValue().asArrayValue());
    }
  }

  private static void write(Object value, MessageBufferPacker out) throws IOException {
    switch (value) {
      case null -> out.packNil();
      case Boolean flag -> out.packBoolean(flag);
      case String text -> out.packString(text);
      case byte[] octets -> out.packBinaryHeader(octets.length).writePayload(octets);
      case Double number -> out.packDouble(number);
      case Number number -> out.packLong(number.longValue());
      case List<?> list -> {
        out.packArrayHeader(list.size());
        for (Object each : list) {
          write(each, out);
        }
      }
      case Map<?, ?> map -> {
        out.packMapHeader(map.size());
        for (Map.Entry<?, ?> each : map.entrySet()) {
          write(each.getKey(), out);
          write(each.getValue(), out);
        }
      }
      default -> throw new IOException("no form for " + value.getClass());
    }
  }

  private static List<Object> list(ArrayValue values) throws IOException {
    List<Object> list = new ArrayList<>();
    for (Value each : values) {
      list.add(plain(each));
    }
    return list;
  }

  private static Object plain(Value value) throws IOException {
    return switch (value.getValueType()) {
      case NIL -> null;
      case BOOLEAN -> value.asBooleanValue().getBoolean();
      case INTEGER -> value.asIntegerValue().toLong();
      case FLOAT -> value.asFloatValue().toDouble();
      case STRING -> value.asStringValue().asString();
      case BINARY -> value.asBinaryValue().asByteArray();
      case ARRAY -> list(value.asArrayValue());
      case MAP -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Map.Entry<Value, Value> each : value.asMapValue().entrySet()) {
          map.put(plain(each.getKey()), plain(each.getValue()));
        }
        yield map;
      }
      default -> throw new IOException("no value for " + value.getValueType());
    };
  }
}
