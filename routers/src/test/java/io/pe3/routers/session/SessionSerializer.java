package io.pe3.routers.session;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The serializers of WAMP sessions, by codecs that are not PE3's. */
public enum SessionSerializer {
  CBOR(3) {
    @Override
    byte[] write(List<?> message) throws IOException {
      return CBOR_MAPPER.writeValueAsBytes(message);
    }

    @Override
    List<Object> read(byte[] octets) throws IOException {
      return CBOR_MAPPER.readValue(octets, LIST);
    }
  },
  MSGPACK(2) {
    @Override
    byte[] write(List<?> message) throws IOException {
      return MsgPackTree.write(message);
    }

    @Override
    List<Object> read(byte[] octets) throws IOException {
      return MsgPackTree.read(octets);
    }
  },
  JSON(1) {
    @Override
    byte[] write(List<?> message) throws IOException {
      return JSON_MAPPER.writeValueAsBytes(message);
    }

    @Override
    List<Object> read(byte[] octets) throws IOException {
      return JSON_MAPPER.readValue(octets, LIST);
    }
  };

  private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};
  private static final ObjectMapper CBOR_MAPPER = CBORMapper.builder().build();
  private static final ObjectMapper JSON_MAPPER = jsonMapper();

  private final int rawSocketId;

  SessionSerializer(int rawSocketId) {
    this.rawSocketId = rawSocketId;
  }

  /** The name that a WebSocket client asks for. */
  public String subprotocol() {
    return "wamp.2." + name().toLowerCase(Locale.ROOT);
  }

  /** The number in the handshake of RawSocket. */
  public int rawSocketId() {
    return rawSocketId;
  }

  /** The octets of a message; byte arrays become binary, in JSON in the form of WAMP. */
  public byte[] encode(List<?> message) {
    try {
      return write(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The items of a message; binary becomes a byte array, but in JSON stays text. */
  public List<Object> decode(byte[] octets) {
    try {
      return read(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The form of WAMP for binary in JSON: U+0000 and base64. */
  public static String textOf(byte[] octets) {
    return "\0" + Base64.getEncoder().encodeToString(octets);
  }

  abstract byte[] write(List<?> message) throws IOException;

  abstract List<Object> read(byte[] octets) throws IOException;

  private static ObjectMapper jsonMapper() {
    SimpleModule octets = new SimpleModule();
    octets.addSerializer(
        new StdSerializer<>(byte[].class) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(byte[] value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(textOf(value));
          }
        });
    return JsonMapper.builder().addModule(octets).build();
  }
}
