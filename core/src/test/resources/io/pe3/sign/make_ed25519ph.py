#!/usr/bin/env python3
"""Makes ed25519ph.txt: python3 make_ed25519ph.py > ed25519ph.txt

Signatures that honest and dishonest signers can make, by the group law written out slowly. Nothing
here is fit for anything but making test cases.
"""
import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
NEUTRAL = (0, 1)


def add(a, b):
    k = D * a[0] * b[0] * a[1] * b[1] % P
    return (
        (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, P - 2, P) % P,
        (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, P - 2, P) % P,
    )


def mul(n, a):
    r = NEUTRAL
    while n:
        if n & 1:
            r = add(r, a)
        a = add(a, a)
        n >>= 1
    return r


def point(y, sign):
    """The point of a y, or None."""
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P:
        return None
    return (P - x if x & 1 != sign and x else x, y)


B = point(4 * pow(5, P - 2, P) % P, 0)


def encode(a):
    return (a[1] | (a[0] & 1) << 255).to_bytes(32, "little")


def scalar(n):
    return n.to_bytes(32, "little")


def number(octets):
    return int.from_bytes(octets, "little")


def sha512(*parts):
    return hashlib.sha512(b"".join(parts)).digest()


def dom2(flag, context=b""):
    return b"SigEd25519 no Ed25519 collisions" + bytes([flag, len(context)]) + context


PH = dom2(1)


def challenge(r, a, m, dom=PH):
    return number(sha512(dom, r, a, m)) % L


def secret(seed):
    h = sha512(seed)
    return number(h[:32]) & (1 << 254) - 8 | 1 << 254, h[32:]


def sign(seed, m, dom=PH):
    a, prefix = secret(seed)
    pk = encode(mul(a, B))
    r = number(sha512(dom, prefix, m)) % L
    big_r = encode(mul(r, B))
    return pk, big_r + scalar((r + challenge(big_r, pk, m, dom) * a) % L)


def decode(octets):
    y = number(octets)
    return point((y & (1 << 255) - 1) % P, y >> 255)


def difference(signer, message, signature):
    """What the two sides of the equation differ by."""
    r, a = decode(signature[:32]), decode(signer)
    h = challenge(signature[:32], signer, sha512(message))
    right = add(r, mul(h, a))
    return add(mul(number(signature[32:]), B), (P - right[0], right[1]))


def case(name, expected, signer, message, signature):
    if expected == "valid" or name.endswith("-exact"):
        assert difference(signer, message, signature) == NEUTRAL, name
    if name.endswith("-cofactored"):
        other = difference(signer, message, signature)
        assert other != NEUTRAL and mul(8, other) == NEUTRAL, name
    print(name, expected, signer.hex(), message.hex() or "-", signature.hex())


# A point of order 8: any point times L, if it is not of lower order.
T = next(
    t
    for t in (mul(L, point(y, 0)) for y in range(2, 100) if point(y, 0))
    if mul(4, t) != NEUTRAL
)
SMALL = [mul(i, T) for i in range(8)]
ORDER = [1, 8, 4, 8, 2, 8, 4, 8]
MESSAGE = b"what is signed"
M = sha512(MESSAGE)
SEED = hashlib.sha256(b"signer").digest()

print("# Ed25519ph: name, valid or refused, public key, message, signature; made by make_ed25519ph.py.")
print("# Of the refused ones, those named exact fulfil the equation without cofactor, those named")
print("# cofactored only the one that is multiplied by it; the others neither.")
rfc = bytes.fromhex("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42")
case("rfc8032-7.3", "valid", sign(rfc, b"")[0], b"abc", sign(rfc, sha512(b"abc"))[1])
for i, m in enumerate([b"", b"\x00", bytes(range(256)), b"x" * 5000, MESSAGE]):
    seed = hashlib.sha256(b"signer %d" % i).digest()
    case("message-%d" % i, "valid", sign(seed, b"")[0], m, sign(seed, sha512(m))[1])

a, _ = secret(SEED)
pk, good = sign(SEED, M)
case("honest", "valid", pk, MESSAGE, good)

# What the same key signs elsewhere.
case("plain", "refused", pk, MESSAGE, sign(SEED, MESSAGE, b"")[1])
case("plain-of-hash", "refused", pk, MESSAGE, sign(SEED, M, b"")[1])
case("plain-of-prefix-and-hash", "refused", pk, MESSAGE, sign(SEED, PH + M, b"")[1])
case("with-context", "refused", pk, MESSAGE, sign(SEED, M, dom2(1, b"x"))[1])
case("ctx-not-ph", "refused", pk, MESSAGE, sign(SEED, MESSAGE, dom2(0, b""))[1])
case("ctx-of-hash", "refused", pk, MESSAGE, sign(SEED, M, dom2(0, b""))[1])

# S that is not reduced.
s = number(good[32:])
for name, other in (("l", s + L), ("2l", s + 2 * L), ("8l", s + 8 * L)):
    case("s-plus-%s-exact" % name, "refused", pk, MESSAGE, good[:32] + scalar(other))
case("s-top-bit", "refused", pk, MESSAGE, good[:63] + bytes([good[63] | 0x80]))
case("s-is-l", "refused", pk, MESSAGE, good[:32] + scalar(L))
case("s-is-zero", "refused", pk, MESSAGE, good[:32] + scalar(0))


def other_forms(t):
    """Octets that name a point, but not in its canonical form."""
    x, y = t
    forms = []
    if y < 19:
        forms.append((y + P | (x & 1) << 255).to_bytes(32, "little"))
    if x == 0:
        forms.append((y | 1 << 255).to_bytes(32, "little"))
        if y < 19:
            forms.append((y + P | 1 << 255).to_bytes(32, "little"))
    return forms


# A of small order, in every form: S = r fulfils the equation when h A is neutral.
for i, t in enumerate(SMALL):
    for j, form in enumerate([encode(t)] + other_forms(t)):
        r = 1
        while True:
            big_r = encode(mul(r, B))
            if challenge(big_r, form, M) % ORDER[i] == 0:
                break
            r += 1
        name = "a-order-%d-%d%s-exact" % (ORDER[i], i, "-form-%d" % j if j else "")
        case(name, "refused", form, MESSAGE, big_r + scalar(r))

# R of small order, in every form: S = h a.
for i, t in enumerate(SMALL):
    for j, form in enumerate([encode(t)] + other_forms(t)):
        signature = form + scalar(challenge(form, pk, M) * a % L)
        name = "r-order-%d-%d%s-%s" % (
            ORDER[i], i, "-form-%d" % j if j else "", "cofactored" if i else "exact")
        case(name, "refused", pk, MESSAGE, signature)

# Both of small order: S = 0.
case("both-neutral-exact", "refused", encode(NEUTRAL), MESSAGE, encode(NEUTRAL) + scalar(0))
case("both-order-8-cofactored", "refused", encode(T), MESSAGE, encode(SMALL[3]) + scalar(0))

# Points of mixed order: an honest one and one of small order.
for i in (1, 2, 4):
    mixed = encode(add(mul(a, B), SMALL[i]))
    for wanted in ("exact", "cofactored"):
        r = 1
        while True:
            big_r = encode(mul(r, B))
            h = challenge(big_r, mixed, M)
            if (h % ORDER[i] == 0) == (wanted == "exact"):
                break
            r += 1
        case("a-mixed-%d-%s" % (ORDER[i], wanted), "refused", mixed, MESSAGE,
             big_r + scalar((r + h * a) % L))
    big_r = encode(add(mul(7, B), SMALL[i]))
    case("r-mixed-%d-cofactored" % ORDER[i], "refused", pk, MESSAGE,
         big_r + scalar((7 + challenge(big_r, pk, M) * a) % L))
    r = 1
    while True:
        big_r = encode(add(mul(r, B), T))
        h = challenge(big_r, encode(add(mul(a, B), T)), M)
        if (h + 1) % 8 == 0:
            break
        r += 1
    if i == 1:
        case("both-mixed-exact", "refused", encode(add(mul(a, B), T)), MESSAGE,
             big_r + scalar((r + h * a) % L))

# Octets that are no point, and what is merely wrong.
no_point = next(scalar(y) for y in range(2, 100) if point(y, 0) is None)
case("a-no-point", "refused", no_point, MESSAGE, good)
case("r-no-point", "refused", pk, MESSAGE, no_point + good[32:])
case("a-zeros", "refused", bytes(32), MESSAGE, good)
case("a-ones", "refused", b"\xff" * 32, MESSAGE, good)
case("all-zeros", "refused", pk, MESSAGE, bytes(64))
case("another-signer", "refused", sign(rfc, b"")[0], MESSAGE, good)
case("negated-signer", "refused", pk[:31] + bytes([pk[31] ^ 0x80]), MESSAGE, good)
case("another-message", "refused", pk, MESSAGE + b".", good)
for bit in range(0, 512, 37):
    changed = bytearray(good)
    changed[bit // 8] ^= 1 << bit % 8
    case("changed-bit-%d" % bit, "refused", pk, MESSAGE, bytes(changed))
