package io.pe3.bench.pipeline;

import io.pe3.OpenedPayload;
import io.pe3.PayloadAttributes;
import io.pe3.PayloadContext;
import io.pe3.PayloadOpener;
import io.pe3.PayloadScheme;
import io.pe3.aead.AeadCipher;
import io.pe3.bench.corpus.Corpus;
import io.pe3.bench.corpus.PlainPayload;
import io.pe3.bench.corpus.Shape;
import io.pe3.bench.corpus.ShapeCodec;
import io.pe3.key.DataKey;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Takes payloads of the corpus the whole way and compares what comes out with what went in. */
public final class CorpusCheck {
  private CorpusCheck() {}

  /**
   * PE3 seals and opens; the fields read in place, the plain objects that PE3's convenience gives,
   * and what Jackson reads from the octets that another engine opened must all be the input.
   *
   * @param shape of the payload
   * @param cipher to seal with
   * @return octets of the sealed payload
   * @throws IOException when Jackson does not read it
   * @throws GeneralSecurityException when another engine does not open it
   */
  public static int pe3(Shape shape, AeadCipher cipher)
      throws IOException, GeneralSecurityException {
    ShapeCodec codec = Corpus.codec(shape);
    codec.keepFields();
    byte[] sealed;
    try (Pe3Pipeline pipeline = new Pe3Pipeline(codec, cipher)) {
      pipeline.seal();
      pipeline.open();
      Checks.fields(codec, "PE3");
      sealed = pipeline.sealedOctets();
      requirePlain(codec, pipeline.attributes(), sealed);
    }
    byte[] body = Checks.openElsewhere(Pe3Engines.AUTO, cipher, sealed);
    JacksonSide jackson = new JacksonSide(codec);
    jackson.readStreaming(body, body.length);
    Checks.fields(codec, "Jackson streaming");
    requireMapped(codec, jackson.readMapper(body, body.length));
    return sealed.length;
  }

  /**
   * Jackson and a peer seal and open, in both forms; PE3 opens what they sealed.
   *
   * @param shape of the payload
   * @param cipher to seal with
   * @param engine the peer
   * @throws IOException when Jackson does not read it
   * @throws GeneralSecurityException when it does not open
   * @throws IllegalArgumentException {@code pair does not exist: …}
   */
  public static void jackson(Shape shape, AeadCipher cipher, String engine)
      throws IOException, GeneralSecurityException {
    ShapeCodec codec = Corpus.codec(shape);
    codec.keepFields();
    JacksonPipeline pipeline = new JacksonPipeline(codec, cipher, engine);
    pipeline.openStreaming();
    Checks.fields(codec, "Jackson streaming");
    requireMapped(codec, pipeline.openMapper());
    PayloadAttributes attributes;
    try (Pe3Pipeline pe3 = new Pe3Pipeline(codec, cipher)) {
      attributes = pe3.attributes();
    }
    requirePlain(codec, attributes, pipeline.sealedOctets());
    pipeline.sealMapper();
    pipeline.sealStreaming();
  }

  private static void requirePlain(ShapeCodec codec, PayloadAttributes attributes, byte[] sealed) {
    PlainPayload plain = codec.plain();
    try (DataKey key = BenchKey.dataKey();
        PayloadOpener opener =
            PayloadOpener.builder(key).schemes(PayloadScheme.WAMP).requireUri(true).build()) {
      OpenedPayload opened = opener.open(attributes, PayloadContext.of(plain.uri()), sealed);
      Checks.require(
          plain.uri().equals(opened.uri())
              && PlainPayload.sameValue(plain.args(), opened.args())
              && PlainPayload.sameValue(plain.kwargs(), opened.kwargs()),
          "PE3 opens the payload to the values that were sealed");
    }
  }

  private static void requireMapped(ShapeCodec codec, Object read) {
    Checks.require(
        PlainPayload.sameValue(codec.mapperValue(), read), "ObjectMapper reads what was written");
  }
}
