package io.pe3.aead.engine;

/** Random octets of libsodium: {@code randombytes_buf_deterministic}, ChaCha20. */
final class SodiumRandomOctets extends RandomOctets {
  private final SodiumLibrary library;

  SodiumRandomOctets(SodiumLibrary library) {
    this.library = library;
    reseed();
  }

  @Override
  void seed() {
    library.random(address(), SEED_LENGTH);
  }

  @Override
  void expandSeedCopy() {
    library.expand(address(), BUFFER_LENGTH, address() + SEED_COPY_OFFSET);
  }
}
