package io.pe3.bench.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.pe3.codec.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * Forwards as a router does that decodes each message with Jackson and encodes what it sends. The
 * reader and writer are made once.
 */
final class JacksonForwarder {
  private final ObjectReader reader;
  private final ObjectWriter writer;

  JacksonForwarder(Serializer serializer) {
    ObjectMapper mapper =
        new ObjectMapper(
            serializer == Serializer.CBOR ? new CBORFactory() : new MessagePackFactory());
    reader = mapper.readerFor(List.class);
    writer = mapper.writer();
  }

  /** What another session gets of a PUBLISH, CALL or YIELD, with new ids and a detail. */
  byte[] forward(byte[] message, int type, long first, long second, String detail, String value) {
    try {
      List<?> in = reader.readValue(message);
      List<Object> out = new ArrayList<>(in.size() + 1);
      out.add(type);
      out.add(first);
      boolean named = second >= 0;
      if (named) {
        out.add(second);
      }
      Map<String, Object> details = new LinkedHashMap<>();
      if (detail != null) {
        details.put(detail, value);
      }
      for (Map.Entry<?, ?> option : ((Map<?, ?>) in.get(2)).entrySet()) {
        String name = (String) option.getKey();
        if (name.startsWith("ppt_") || name.startsWith("e2ee_") || name.startsWith("enc_")) {
          details.put(name, option.getValue());
        }
      }
      out.add(details);
      out.addAll(in.subList(named ? 4 : 3, in.size()));
      return writer.writeValueAsBytes(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
