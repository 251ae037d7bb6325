package io.pe3.aead.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;

/**
 * Every function of libsodium that PE3 binds, with the form in which it is called; in which ways,
 * {@link SodiumShape} says. Native-image metadata is checked against both lists.
 */
public enum SodiumFunction {
  /** {@code int sodium_init(void)}. */
  INIT("sodium_init", Form.INT_OF_NOTHING),
  /** {@code const char *sodium_version_string(void)}. */
  VERSION_STRING("sodium_version_string", Form.ADDRESS_OF_NOTHING),
  /** {@code int crypto_aead_aes256gcm_is_available(void)}. */
  AES256GCM_IS_AVAILABLE("crypto_aead_aes256gcm_is_available", Form.INT_OF_NOTHING),
  /** {@code size_t crypto_aead_aes256gcm_statebytes(void)}. */
  AES256GCM_STATEBYTES("crypto_aead_aes256gcm_statebytes", Form.LONG_OF_NOTHING),
  /** Expands an AES key. */
  AES256GCM_BEFORENM("crypto_aead_aes256gcm_beforenm", Form.TWO_ADDRESSES),
  /** Seals under an expanded key. */
  AES256GCM_ENCRYPT("crypto_aead_aes256gcm_encrypt_afternm", Form.ENCRYPT),
  /** Opens under an expanded key. */
  AES256GCM_DECRYPT("crypto_aead_aes256gcm_decrypt_afternm", Form.DECRYPT),
  /** Seals under a subkey of XChaCha20. */
  CHACHA20POLY1305_ENCRYPT("crypto_aead_chacha20poly1305_ietf_encrypt", Form.ENCRYPT),
  /** Opens under a subkey of XChaCha20. */
  CHACHA20POLY1305_DECRYPT("crypto_aead_chacha20poly1305_ietf_decrypt", Form.DECRYPT),
  /** Derives a subkey of XChaCha20. */
  HCHACHA20("crypto_core_hchacha20", Form.FOUR_ADDRESSES),
  /** Seals. */
  AEGIS256_ENCRYPT("crypto_aead_aegis256_encrypt", Form.ENCRYPT),
  /** Opens. */
  AEGIS256_DECRYPT("crypto_aead_aegis256_decrypt", Form.DECRYPT),
  /** Derives a subkey of XSalsa20. */
  HSALSA20("crypto_core_hsalsa20", Form.FOUR_ADDRESSES),
  /** Encrypts or decrypts from a block of the key stream on. */
  SALSA20_XOR_IC("crypto_stream_salsa20_xor_ic", Form.STREAM),
  /** Authenticates. */
  POLY1305("crypto_onetimeauth_poly1305", Form.FOUR_ADDRESSES),
  /** Verifies, in a time that does not depend on where two tags differ. */
  POLY1305_VERIFY("crypto_onetimeauth_poly1305_verify", Form.FOUR_ADDRESSES),
  /** Random octets expanded from a seed. */
  RANDOM_DETERMINISTIC("randombytes_buf_deterministic", Form.RANDOM),
  /** Random octets from the system. */
  RANDOM("randombytes_buf", Form.SYSTEM_RANDOM),
  /** {@code size_t crypto_sign_ed25519ph_statebytes(void)}. */
  ED25519PH_STATEBYTES("crypto_sign_ed25519ph_statebytes", Form.LONG_OF_NOTHING),
  /** Begins what is signed. */
  ED25519PH_INIT("crypto_sign_ed25519ph_init", Form.ONE_ADDRESS),
  /** Goes on with it. */
  ED25519PH_UPDATE("crypto_sign_ed25519ph_update", Form.THREE_ADDRESSES),
  /** Signs it. */
  ED25519PH_FINAL_CREATE("crypto_sign_ed25519ph_final_create", Form.FOUR_ADDRESSES),
  /** Checks a signature of it. */
  ED25519PH_FINAL_VERIFY("crypto_sign_ed25519ph_final_verify", Form.THREE_ADDRESSES),
  /** Makes the public key of a seed. */
  ED25519_SEED_KEYPAIR("crypto_sign_ed25519_seed_keypair", Form.THREE_ADDRESSES),
  /** Whether octets are the canonical form of a point that is not of small order. */
  ED25519_IS_VALID_POINT("crypto_core_ed25519_is_valid_point", Form.ONE_ADDRESS),
  /** Multiplies a point. */
  ED25519_SCALARMULT("crypto_scalarmult_ed25519_noclamp", Form.THREE_ADDRESSES);

  private final String symbol;
  private final Form form;

  SodiumFunction(String symbol, Form form) {
    this.symbol = symbol;
    this.form = form;
  }

  /** The name in the library. */
  public String symbol() {
    return symbol;
  }

  /** How it is called. */
  public Form form() {
    return form;
  }

  /**
   * The C signatures, as Java sees them. Buffers in direct memory and everything off heap go down
   * as plain longs; where a buffer may be a heap array there is a second descriptor with addresses.
   */
  @SuppressWarnings("ImmutableEnumChecker") // descriptors are value-based and immutable
  public enum Form {
    /** {@code int f(void)}. */
    INT_OF_NOTHING(FunctionDescriptor.of(JAVA_INT), null),
    /** {@code size_t f(void)}. */
    LONG_OF_NOTHING(FunctionDescriptor.of(JAVA_LONG), null),
    /** {@code char *f(void)}. */
    ADDRESS_OF_NOTHING(FunctionDescriptor.of(ADDRESS), null),
    /** {@code int f(a)}. */
    ONE_ADDRESS(FunctionDescriptor.of(JAVA_INT, JAVA_LONG), null),
    /** {@code int f(a, b, c)}, of which one may be a length. */
    THREE_ADDRESSES(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG), null),
    /** {@code int f(a, b, c, d)}, of which one may be a length. */
    FOUR_ADDRESSES(
        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG), null),
    /** {@code int f(a, b)}. */
    TWO_ADDRESSES(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG), null),
    /** {@code int f(c, clen*, m, mlen, ad, adlen, nsec, npub, k)}. */
    ENCRYPT(
        FunctionDescriptor.of(
            JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG, JAVA_LONG),
        FunctionDescriptor.of(
            JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG, JAVA_LONG)),
    /** {@code int f(m, mlen*, nsec, c, clen, ad, adlen, npub, k)}. */
    DECRYPT(
        ENCRYPT.direct,
        FunctionDescriptor.of(
            JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG, JAVA_LONG)),
    /** {@code int f(c, m, mlen, n, ic, k)}. */
    STREAM(
        FunctionDescriptor.of(
            JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        null),
    /** {@code void f(buf, size, seed)}. */
    RANDOM(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG), null),
    /** {@code void f(buf, size)}. */
    SYSTEM_RANDOM(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG), null);

    private final FunctionDescriptor direct;
    private final FunctionDescriptor heap;

    Form(FunctionDescriptor direct, FunctionDescriptor heap) {
      this.direct = direct;
      this.heap = heap;
    }

    /** With plain addresses. */
    public FunctionDescriptor direct() {
      return direct;
    }

    /** With addresses where a buffer may be a heap array; null when none may. */
    public FunctionDescriptor heap() {
      return heap;
    }
  }
}
