/**
 * PE3: WAMP payloads, end-to-end encrypted.
 *
 * <p>{@link io.pe3.codec} reads and writes values; keys, compression, ciphers and the pipeline
 * stand beside it.
 */
@SuppressWarnings("module") // the name ends in the project's digit
module io.pe3.core {
  requires transitive org.agrona;
  requires com.github.luben.zstd_jni;
  requires org.bouncycastle.provider;

  uses java.security.Provider;

  exports io.pe3;
  exports io.pe3.aead;
  exports io.pe3.codec;
  exports io.pe3.compress;
  exports io.pe3.envelope;
  exports io.pe3.error;
  exports io.pe3.key;
  exports io.pe3.replay;
  exports io.pe3.sign;
  exports io.pe3.wamp.policy;
  exports io.pe3.wamp.session;
  exports io.pe3.wamp;
}
