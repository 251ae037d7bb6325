package io.pe3.wamp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.pe3.codec.PlainValueArbitraries;
import io.pe3.codec.Serializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;

/** A forwarded message is what a router that decodes and encodes with Jackson would send. */
class ForwardPropertyTest {
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Map<String, Object> DETAILS = Map.of("topic", "com.example");

  private final UnsafeBuffer output = new UnsafeBuffer(new byte[1 << 16]);

  @Provide
  Arbitrary<MessageType> types() {
    return Arbitraries.of(
        MessageType.PUBLISH, MessageType.CALL, MessageType.YIELD, MessageType.ERROR);
  }

  @Provide
  Arbitrary<Map<String, Object>> options() {
    Arbitrary<String> names =
        Arbitraries.of(
            "ppt_scheme", "ppt_cipher", "ppt_later", "e2ee_x", "x_pe3_sealed", "acknowledge", "a");
    Arbitrary<Object> values =
        Arbitraries.oneOf(Arbitraries.of("wamp", "", true, false), PlainValueArbitraries.longs());
    return Combinators.combine(Arbitraries.maps(names, values), Arbitraries.of(true, false))
        .as(
            (map, progress) -> {
              Map<String, Object> options = new LinkedHashMap<>(map);
              if (progress) {
                options.put("progress", true);
              }
              return options;
            });
  }

  /** No floats: Jackson writes them in the width that it read. */
  @Provide
  Arbitrary<List<Object>> tails() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            PlainValueArbitraries.textsForJson(),
            PlainValueArbitraries.longs(),
            Arbitraries.of(true, false));
    Arbitrary<Object> values =
        PlainValueArbitraries.nested(scalars, PlainValueArbitraries.textsForJson());
    Arbitrary<List<Object>> args = values.list().ofMaxSize(4);
    Arbitrary<Map<String, Object>> kwargs =
        Arbitraries.maps(PlainValueArbitraries.textsForJson(), values).ofMaxSize(3);
    return Combinators.combine(args, kwargs, Arbitraries.integers().between(0, 2))
        .as((list, map, elements) -> List.<Object>of(list, map).subList(0, elements));
  }

  @Property(tries = 300)
  void shouldForwardAsJacksonWould(
      @ForAll("types") MessageType type,
      @ForAll("options") Map<String, Object> options,
      @ForAll("tails") List<Object> tail)
      throws IOException {
    for (Serializer from : List.of(Serializer.CBOR, Serializer.JSON)) {
      byte[] message = WampTesting.message(from, elements(type, options, tail));
      JsonNode expected = modelled(type, mapper(from).readTree(message));
      for (Serializer to : List.of(Serializer.CBOR, Serializer.JSON)) {
        // Numbers of either width are the same number once they are written as text.
        assertEquals(
            expected.toString(), mapper(to).readTree(forward(from, message, to)).toString());
      }
    }
  }

  private static Object[] elements(MessageType type, Object options, List<Object> tail) {
    List<Object> elements = new ArrayList<>();
    elements.add(type.code());
    for (int i = 0; i < type.elements(); i++) {
      elements.add(
          switch (type.element(i)) {
            case MessageType.ID -> 68;
            case MessageType.OPTIONS -> options;
            default -> "com.example";
          });
    }
    elements.addAll(tail);
    return elements.toArray();
  }

  private byte[] forward(Serializer from, byte[] message, Serializer to) {
    MessageView view = WampTesting.view(from, message);
    Forwarder forwarder = new Forwarder(to).prepare(view);
    long second = view.type() == MessageType.YIELD ? Forwarder.NO_ID : 12;
    int length = forwarder.forward(11, second, OptionEntries.of(to, DETAILS), output, 0);
    byte[] octets = new byte[length];
    output.getBytes(0, octets);
    return octets;
  }

  /** What a router author would write. */
  private static JsonNode modelled(MessageType type, JsonNode message) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ArrayNode forwarded = nodes.arrayNode();
    forwarded.add(Forwarder.target(type).code()).add(11);
    if (type != MessageType.YIELD) {
      forwarded.add(12);
    }
    int optionsAt = type == MessageType.ERROR ? 3 : 2;
    ObjectNode details = forwarded.addObject();
    DETAILS.forEach((name, value) -> details.put(name, (String) value));
    for (Map.Entry<String, JsonNode> option : message.get(optionsAt).properties()) {
      if (Attribute.isCarrierAttribute(option.getKey())) {
        details.set(option.getKey(), option.getValue());
      }
    }
    if (message.get(optionsAt).path("progress").isBoolean()) {
      details.put("progress", true);
    }
    int tailAt = 1 + type.elements();
    if (type == MessageType.ERROR) {
      forwarded.add(message.get(4));
    }
    for (int i = tailAt; i < message.size(); i++) {
      forwarded.add(message.get(i));
    }
    return forwarded;
  }

  private static ObjectMapper mapper(Serializer serializer) {
    return serializer == Serializer.CBOR ? CBOR : JSON;
  }
}
