package io.pe3.bench.corpus;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/** The steps that every Jackson streaming reader here takes, in their fastest form. */
final class JacksonNames {
  static final SerializedString URI = new SerializedString("uri");
  static final SerializedString ARGS = new SerializedString("args");
  static final SerializedString KWARGS = new SerializedString("kwargs");

  private JacksonNames() {}

  /** Opens the map and checks the uri, as PE3's opener does. */
  static void startBody(JsonParser p, String uri) throws IOException {
    token(p, JsonToken.START_OBJECT);
    name(p, URI);
    if (!uri.equals(p.nextTextValue())) {
      throw new JsonParseException(p, "the uri is another one");
    }
  }

  static void name(JsonParser p, SerializableString name) throws IOException {
    if (!p.nextFieldName(name)) {
      throw new JsonParseException(p, "expected the field " + name.getValue());
    }
  }

  static void token(JsonParser p, JsonToken token) throws IOException {
    if (p.nextToken() != token) {
      throw new JsonParseException(p, "expected " + token);
    }
  }
}
