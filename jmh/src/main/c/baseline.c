/*
 * What libsodium itself takes for the octets that RawBenchmark and AeadBenchmark seal: the same
 * functions of the same file, called from C. Prints ns for each call, a line for each size.
 *
 *   baseline LIBSODIUM
 *
 * The prototypes are declared here and the library is opened by its name, so that it needs neither
 * headers nor a linked libsodium.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef int (*aead_fn)(unsigned char *c, unsigned long long *c_length, const unsigned char *m,
                       unsigned long long m_length, const unsigned char *ad,
                       unsigned long long ad_length, const unsigned char *nsec,
                       const unsigned char *npub, const unsigned char *k);
typedef int (*aead_open_fn)(unsigned char *m, unsigned long long *m_length, unsigned char *nsec,
                            const unsigned char *c, unsigned long long c_length,
                            const unsigned char *ad, unsigned long long ad_length,
                            const unsigned char *npub, const unsigned char *k);
typedef int (*box_fn)(unsigned char *out, const unsigned char *in, unsigned long long length,
                      const unsigned char *n, const unsigned char *k);
typedef int (*no_arguments_fn)(void);
typedef int (*expand_fn)(void *state, const unsigned char *k);

enum { ROUNDS = 9, LONGEST = 1 << 20, KEY = 32, MAX_NONCE = 32, MAX_TAG = 32, STATE = 512 };

static const double ROUND_NANOS = 20e6;

struct cipher {
  const char *name;
  const char *seal;
  const char *open;
  int nonce;
  int tag;
  int box; /* takes and gives tag and ciphertext as crypto_secretbox_easy does */
};

static const struct cipher CIPHERS[] = {
    {"aes256gcm", "crypto_aead_aes256gcm_encrypt_afternm", "crypto_aead_aes256gcm_decrypt_afternm",
     12, 16, 0},
    {"xsalsa20poly1305", "crypto_secretbox_easy", "crypto_secretbox_open_easy", 24, 16, 1},
    {"xchacha20poly1305", "crypto_aead_xchacha20poly1305_ietf_encrypt",
     "crypto_aead_xchacha20poly1305_ietf_decrypt", 24, 16, 0},
    {"aegis256", "crypto_aead_aegis256_encrypt", "crypto_aead_aegis256_decrypt", 32, 32, 0},
};

static const int SIZES[] = {64, 115, 256, 1024, 4096, 16384, 65536, 1048576};

static unsigned char *message;
static unsigned char *sealed;
static unsigned char *opened;
static unsigned char *key;
static unsigned char *nonce;
static uint64_t counter;

static void fail(const char *what, const char *name) {
  fprintf(stderr, "baseline: %s: %s\n", what, name);
  exit(1);
}

static unsigned char *memory(size_t length) {
  void *at = NULL;
  if (posix_memalign(&at, 64, length) != 0) {
    fail("no memory", "");
  }
  memset(at, 0, length);
  return at;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Object and function pointers are of one size wherever dlsym is. */
static void find(void *library, const char *name, void *function) {
  void *found = dlsym(library, name);
  memcpy(function, &found, sizeof found);
}

struct task {
  const struct cipher *cipher;
  aead_fn aead;
  aead_open_fn aead_open;
  box_fn box;
  unsigned long long length;
  int opening;
};

/* Stored as libsodium loads it, 8 octets in one piece. */
static void next_nonce(void) {
  counter++;
  memcpy(nonce, &counter, sizeof counter);
}

static int once(const struct task *t) {
  unsigned long long whole = t->length + (unsigned long long)t->cipher->tag;
  if (t->opening) {
    return t->cipher->box ? t->box(opened, sealed, whole, nonce, key)
                          : t->aead_open(opened, NULL, NULL, sealed, whole, NULL, 0, nonce, key);
  }
  next_nonce();
  return t->cipher->box ? t->box(sealed, message, t->length, nonce, key)
                        : t->aead(sealed, NULL, message, t->length, NULL, 0, NULL, nonce, key);
}

static double run(const struct task *t, long calls) {
  int status = 0;
  double start = now();
  for (long i = 0; i < calls; i++) {
    status |= once(t);
  }
  double nanos = now() - start;
  if (status != 0) {
    fail("libsodium refused", t->cipher->name);
  }
  return nanos / (double)calls;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a;
  double y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Median of the rounds, after one that tells how many calls a round has. */
static double median(const struct task *t) {
  double first = run(t, 16);
  long calls = (long)(ROUND_NANOS / first) + 1;
  double rounds[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    rounds[i] = run(t, calls);
  }
  qsort(rounds, ROUNDS, sizeof rounds[0], ascending);
  return rounds[ROUNDS / 2];
}

static void measure(void *library, const struct cipher *cipher) {
  struct task seal = {.cipher = cipher};
  find(library, cipher->seal, cipher->box ? (void *)&seal.box : (void *)&seal.aead);
  struct task open = {.cipher = cipher, .opening = 1};
  find(library, cipher->open, cipher->box ? (void *)&open.box : (void *)&open.aead_open);
  if ((cipher->box ? seal.box == NULL : seal.aead == NULL)) {
    printf("%-18s not in this libsodium\n", cipher->name);
    return;
  }
  memset(nonce, 0, MAX_NONCE);
  for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
    seal.length = open.length = (unsigned long long)SIZES[i];
    double sealing = median(&seal);
    double opening = median(&open);
    if (memcmp(message, opened, (size_t)SIZES[i]) != 0) {
      fail("another message came back", cipher->name);
    }
    printf("%-18s %8d %12.1f %12.1f\n", cipher->name, SIZES[i], sealing, opening);
    fflush(stdout);
  }
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fail("usage", "baseline LIBSODIUM");
  }
  void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    fail("cannot load", dlerror());
  }
  no_arguments_fn init;
  no_arguments_fn has_aes;
  expand_fn expand;
  find(library, "sodium_init", &init);
  find(library, "crypto_aead_aes256gcm_is_available", &has_aes);
  find(library, "crypto_aead_aes256gcm_beforenm", &expand);
  if (init == NULL || init() < 0) {
    fail("not a libsodium", argv[1]);
  }
  message = memory(LONGEST);
  sealed = memory(LONGEST + MAX_TAG);
  opened = memory(LONGEST);
  nonce = memory(MAX_NONCE);
  for (int i = 0; i < LONGEST; i++) {
    message[i] = (unsigned char)(i * 7 + (i >> 8));
  }
  unsigned char octets[KEY];
  for (int i = 0; i < KEY; i++) {
    octets[i] = (unsigned char)(i * 7 + 8);
  }
  printf("%-18s %8s %12s %12s\n", "cipher", "octets", "seal ns", "open ns");
  for (size_t i = 0; i < sizeof CIPHERS / sizeof CIPHERS[0]; i++) {
    key = memory(STATE);
    if (i == 0) {
      if (has_aes == NULL || expand == NULL || has_aes() != 1) {
        printf("%-18s not on this CPU\n", CIPHERS[i].name);
        continue;
      }
      expand(key, octets);
    } else {
      memcpy(key, octets, KEY);
    }
    measure(library, &CIPHERS[i]);
  }
  return 0;
}
