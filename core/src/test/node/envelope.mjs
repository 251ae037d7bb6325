// Scheme x_pe3 as docs/profile.md describes it, without anything of PE3: AES-GCM, HKDF, SHA-256 and
// X25519 of node:crypto, the other ciphers and Ed25519ph of libsodium, zstd in WebAssembly. Made to
// check PE3's test vectors from outside and to be read beside the profile; it takes no care of
// speed, nor of keys in memory.
import { createCipheriv, createDecipheriv, createHash, createPrivateKey, createPublicKey, hkdfSync }
  from 'node:crypto';
import { createRequire } from 'node:module';
import { decompress, decompressUsingDict, createDCtx, init as initZstd } from '@bokuweb/zstd-wasm';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { decode } from 'cborg';

// The package's ES module names a file that it does not bring along.
const sodium = createRequire(import.meta.url)('libsodium-wrappers-sumo');
await sodium.ready;
await initZstd();

export const HEADER = 26;
export const SIGNED_LENGTH = 96;
export const FLAGS = { COMPRESSED: 1, PADDED: 2, SIGNED: 4, MESSAGE_KEY: 8 };
export const CIPHERS = {
  aes256gcm: { nonce: 12, tag: 16 },
  xchacha20poly1305: { nonce: 24, tag: 16 },
  aegis256: { nonce: 32, tag: 32 },
};
const SERIALIZERS = ['cbor', 'msgpack', 'json', 'flatbuffers', 'native'];
const FLOWS = ['event', 'call', 'call-progress', 'result', 'result-progress', 'error'];
const WINDOW = 1024n;
const MAX_AHEAD = 300;
const MAX_BODY = 16 << 20;
const MAX_DECOMPRESSED = 64 << 20;
const MAX_RATIO = 1000;
const MAX_ZSTD_WINDOW = 8 << 20;
const MAX_DEPTH = 64;

export class Refused extends Error {
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

const u16 = (n) => Buffer.from([n >> 8, n & 0xff]);
const lp = (octets) => Buffer.concat([u16(octets.length), octets]);
const text = (string) => Buffer.from(string, 'utf8');

/** The digest that ties a payload to its place. */
export function binding(options, context) {
  const parts = [
    'x_pe3', options.ppt_serializer, options.ppt_cipher, options.ppt_keyid, context.flow,
    context.realm, context.uri];
  if (context.flow === 'error') {
    parts.push(context.error_uri);
  }
  return createHash('sha256')
    .update(text('PE3 v1 binding'))
    .update(Buffer.concat(parts.map((part) => lp(text(part)))))
    .digest();
}

/** The key of a sender, or of one message. */
export function sealingKey(dataKey, cipher, header) {
  const ofMessage = (header[1] & FLAGS.MESSAGE_KEY) !== 0;
  const salt = header.subarray(2, ofMessage ? 26 : 18);
  const label = ofMessage ? 'PE3 v1 message key\0' : 'PE3 v1 sealing key\0';
  return Buffer.from(hkdfSync('sha256', dataKey, salt, text(label + cipher), 32));
}

export function header(flags, sender, counter) {
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(counter);
  return Buffer.concat([Buffer.from([1, flags]), sender, count]);
}

function nonce(cipher, head) {
  return Buffer.concat([Buffer.alloc(CIPHERS[cipher].nonce - 8), head.subarray(18, 26)]);
}

function decrypt(cipher, key, head, associated, sealed) {
  const at = sealed.length - CIPHERS[cipher].tag;
  try {
    if (cipher === 'aes256gcm') {
      const aes = createDecipheriv('aes-256-gcm', key, nonce(cipher, head));
      aes.setAAD(associated);
      aes.setAuthTag(sealed.subarray(at));
      return Buffer.concat([aes.update(sealed.subarray(0, at)), aes.final()]);
    }
    const open = cipher === 'aegis256'
      ? sodium.crypto_aead_aegis256_decrypt
      : sodium.crypto_aead_xchacha20poly1305_ietf_decrypt;
    return Buffer.from(open(null, sealed, associated, nonce(cipher, head), key));
  } catch {
    throw new Refused('authentication_failed', 'the payload is not authentic');
  }
}

export function encrypt(cipher, key, head, associated, content) {
  if (cipher === 'aes256gcm') {
    const aes = createCipheriv('aes-256-gcm', key, nonce(cipher, head));
    aes.setAAD(associated);
    return Buffer.concat([aes.update(content), aes.final(), aes.getAuthTag()]);
  }
  const seal = cipher === 'aegis256'
    ? sodium.crypto_aead_aegis256_encrypt
    : sodium.crypto_aead_xchacha20poly1305_ietf_encrypt;
  return Buffer.from(seal(content, associated, null, nonce(cipher, head), key));
}

/** What a signature covers. */
function covered(head, bound, replyTo, dictionary, body) {
  const digest = dictionary ? createHash('sha256').update(dictionary).digest() : Buffer.alloc(32);
  return Buffer.concat([text('PE3 v1 signature\0'), head, bound, lp(replyTo), digest, body]);
}

export function sign(seed, head, bound, replyTo, dictionary, body) {
  const pair = sodium.crypto_sign_seed_keypair(seed);
  const state = sodium.crypto_sign_init();
  sodium.crypto_sign_update(state, covered(head, bound, replyTo, dictionary, body));
  const signature = sodium.crypto_sign_final_create(state, pair.privateKey);
  return Buffer.concat([pair.publicKey, signature]);
}

function verify(signer, signature, message) {
  const state = sodium.crypto_sign_init();
  sodium.crypto_sign_update(state, message);
  return sodium.crypto_sign_final_verify(state, signature, signer);
}

/** Padmé. */
export function paddedLength(n) {
  const length = n + 1;
  let padded = length;
  if (length >= 2) {
    const e = Math.floor(Math.log2(length));
    const s = Math.floor(Math.log2(e)) + 1;
    const mask = 2 ** (e - s) - 1;
    padded = Math.ceil(length / (mask + 1)) * (mask + 1);
  }
  return Math.max(padded, 64);
}

function unpad(content) {
  let end = content.length;
  while (end > 0 && content[end - 1] === 0) {
    end--;
  }
  if (end === 0 || content[end - 1] !== 0x80) {
    throw new Refused('malformed', 'the padding does not begin with 0x80');
  }
  return content.subarray(0, end - 1);
}

/** Reads the header of a zstd frame (RFC 8878, section 3.1.1) and walks over its blocks. */
function frame(octets) {
  const short = (at) => {
    if (at > octets.length) {
      throw new Refused('malformed', 'the frame is cut short');
    }
  };
  short(5);
  if (octets.readUInt32LE(0) !== 0xfd2fb528) {
    throw new Refused('malformed', 'not a zstd frame');
  }
  const descriptor = octets[4];
  if ((descriptor & 0x08) !== 0) {
    throw new Refused('malformed', 'a reserved bit of the frame is set');
  }
  const single = (descriptor & 0x20) !== 0;
  const idLength = [0, 1, 2, 4][descriptor & 3];
  const sizeFlag = descriptor >> 6;
  const sizeLength = sizeFlag === 0 ? (single ? 1 : 0) : 1 << sizeFlag;
  let at = 5;
  short(at + (single ? 0 : 1) + idLength + sizeLength);
  let window = 0;
  if (!single) {
    const base = 2 ** (10 + (octets[at] >> 3));
    window = base + (base / 8) * (octets[at] & 7);
    at++;
  }
  const id = idLength === 0 ? 0 : octets.readUIntLE(at, idLength);
  at += idLength;
  let size = null;
  if (sizeLength === 8) {
    size = Number(octets.readBigUInt64LE(at));
  } else if (sizeLength > 0) {
    size = octets.readUIntLE(at, sizeLength) + (sizeLength === 2 ? 256 : 0);
  }
  at += sizeLength;
  if (single) {
    window = size;
  }
  const checksum = (descriptor & 0x04) !== 0;
  return { id, size, window, checksum, blocks: at };
}

function requireOneFrame(octets, { blocks, checksum }) {
  let at = blocks;
  for (let last = false; !last;) {
    if (at + 3 > octets.length) {
      throw new Refused('malformed', 'the frame is cut short');
    }
    const block = octets.readUIntLE(at, 3);
    last = (block & 1) !== 0;
    const type = (block >> 1) & 3;
    if (type === 3) {
      throw new Refused('malformed', 'a reserved kind of block');
    }
    at += 3 + (type === 1 ? 1 : block >> 3);
  }
  if (at + (checksum ? 4 : 0) !== octets.length) {
    throw new Refused('malformed', 'the body is not exactly one frame');
  }
}

function checkFrame(octets, dictionaries) {
  const head = frame(octets);
  let dictionary = null;
  if (head.id !== 0) {
    dictionary = dictionaries.get(head.id);
    if (!dictionary) {
      throw new Refused('unknown_dictionary', `dictionary ${head.id}`);
    }
    if (!head.checksum) {
      throw new Refused('malformed', 'a frame with dictionary has to carry a checksum');
    }
  }
  if (head.size > MAX_DECOMPRESSED || head.size > MAX_RATIO * octets.length
      || head.window > MAX_ZSTD_WINDOW) {
    throw new Refused('limit_exceeded', 'the frame asks for too much');
  }
  requireOneFrame(octets, head);
  return { head, dictionary };
}

function inflate(octets, { head, dictionary }) {
  let content;
  try {
    content = dictionary
      ? decompressUsingDict(createDCtx(), octets, dictionary)
      : decompress(octets);
  } catch {
    throw new Refused('malformed', 'the frame is corrupt');
  }
  if (head.size !== null && content.length !== head.size) {
    throw new Refused('malformed', 'the content has not the size that the frame claims');
  }
  return Buffer.from(content);
}

/** The dictionary's id in its octets has to be the one that they have by the profile. */
export function dictionaryId(octets) {
  const zeroed = Buffer.from(octets);
  zeroed.writeUInt32LE(0, 4);
  const v = createHash('sha256').update(zeroed).digest().readUInt32LE(0);
  return 32768 + (v % (2 ** 31 - 32768));
}

/** A body in a parsed serializer is one map with args and kwargs of the right kind. */
function checkBody(serializer, body, uri) {
  if (serializer !== 'cbor' && serializer !== 'json') {
    if (serializer === 'msgpack' && body.length === 0) {
      throw new Refused('malformed', 'an empty body');
    }
    return;
  }
  let map;
  try {
    map = serializer === 'json'
      ? new Map(Object.entries(object(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))))
      : decode(body, { useMaps: true, rejectDuplicateMapKeys: true });
  } catch (error) {
    throw new Refused('malformed', String(error));
  }
  if (!(map instanceof Map) || [...map.keys()].some((key) => typeof key !== 'string')) {
    throw new Refused('malformed', 'the body is not a map with keys of text');
  }
  requireDepth(map, 1);
  const args = map.get('args') ?? [];
  const kwargs = map.get('kwargs') ?? {};
  const named = map.get('uri') ?? uri;
  if (!Array.isArray(args) || Array.isArray(kwargs) || typeof kwargs !== 'object'
      || typeof named !== 'string') {
    throw new Refused('malformed', 'a part of the body is of the wrong kind');
  }
  if (named !== uri) {
    throw new Refused('uri_mismatch', 'the body names another URI');
  }
}

function object(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Error('not an object');
  }
  return value;
}

function requireDepth(value, depth) {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) {
    return;
  }
  if (depth > MAX_DEPTH) {
    throw new Refused('malformed', 'nested too deep');
  }
  const inner = value instanceof Map ? value.values() : Object.values(value);
  for (const each of inner) {
    requireDepth(each, depth + 1);
  }
}

/** EIP-55: the case of each letter follows from a hash of the digits. */
function checksummed(digits) {
  const lower = digits.toLowerCase();
  const hash = Buffer.from(keccak_256(text(lower))).toString('hex');
  return [...lower].map((c, i) => (parseInt(hash[i], 16) >= 8 ? c.toUpperCase() : c)).join('');
}

export function certifiedId(dataKey) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), dataKey]);
  const jwk = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
    .export({ format: 'jwk' });
  const hash = createHash('sha256').update(Buffer.from(jwk.x, 'base64url')).digest('hex');
  return `0x${checksummed(hash.slice(-40))}`;
}

function isCanonical(key) {
  const middle = key.subarray(16, 31).every((octet) => octet === 0);
  return (key[0] & 7) === 0 && (key[31] & 0xc0) === 0x40 && !(middle && key[31] === 0x40);
}

/** Keys of an endpoint, their scopes, its dictionaries, and what it has opened. */
export class Endpoint {
  constructor(keys, dictionaries, policy = {}) {
    this.keys = new Map(keys.map((key) => [key.id, key]));
    this.dictionaries = dictionaries;
    this.policy = policy;
    this.seen = new Map();
  }

  /** Opens a message, or throws {@link Refused}; the steps stand in the profile's order. */
  open(message) {
    const { options, context } = message;
    const payload = Buffer.from(message.payload, 'hex');
    const cipher = this.#checkAttributes(options);
    const head = payload.subarray(0, HEADER);
    const counter = this.#checkHeader(payload, CIPHERS[cipher].tag);
    const key = this.#findKey(options.ppt_keyid);
    this.#checkScope(key, options, context);

    const sender = head.subarray(2, 18).toString('hex');
    const seen = this.#look(key, context, sender, counter);

    const bound = binding(options, context);
    const replyTo = Buffer.from(context.reply_to ?? '', 'hex');
    const dataKey = Buffer.from(key.key, 'hex');
    const associated = Buffer.concat([head, bound, replyTo]);
    let content = decrypt(
      cipher, sealingKey(dataKey, cipher, head), head, associated, payload.subarray(HEADER));

    const flags = head[1];
    if ((flags & FLAGS.PADDED) !== 0) {
      content = unpad(content);
    }
    const isSigned = (flags & FLAGS.SIGNED) !== 0;
    if (isSigned && content.length < SIGNED_LENGTH) {
      throw new Refused('malformed', 'shorter than signer and signature');
    }
    let body = content.subarray(isSigned ? SIGNED_LENGTH : 0);
    if (body.length > MAX_BODY) {
      throw new Refused('limit_exceeded', 'the body is too long');
    }
    const isCompressed = (flags & FLAGS.COMPRESSED) !== 0;
    const compressed = isCompressed ? checkFrame(body, this.dictionaries) : null;
    const signer = isSigned
      ? this.#verify(content, covered(head, bound, replyTo, compressed?.dictionary, body))
      : null;
    if (!isSigned && this.policy.require_signed) {
      throw new Refused('signature_required', 'the payload is not signed');
    }

    seen.add(counter);
    if (isCompressed) {
      body = inflate(body, compressed);
    }
    checkBody(options.ppt_serializer, body, context.uri);
    return { body: body.toString('hex'), sender, counter, signer };
  }

  #checkAttributes(options) {
    if (options.ppt_scheme !== 'x_pe3') {
      throw new Refused('unsupported_scheme', options.ppt_scheme);
    }
    if (!SERIALIZERS.includes(options.ppt_serializer)) {
      throw new Refused('unsupported_serializer', options.ppt_serializer);
    }
    if (!options.ppt_keyid) {
      throw new Refused('malformed', 'no ppt_keyid');
    }
    const accepted = this.policy.ciphers ?? Object.keys(CIPHERS);
    if (!accepted.includes(options.ppt_cipher)) {
      throw new Refused('unsupported_cipher', options.ppt_cipher);
    }
    return options.ppt_cipher;
  }

  #checkHeader(payload, tag) {
    if (payload.length < HEADER + tag) {
      throw new Refused('malformed', 'shorter than header and tag');
    }
    const known = FLAGS.COMPRESSED | FLAGS.PADDED | FLAGS.SIGNED | FLAGS.MESSAGE_KEY;
    if (payload[0] !== 1 || (payload[1] & ~known) !== 0) {
      throw new Refused('malformed', 'a version or flag that is not known');
    }
    const counter = payload.readBigUInt64BE(18);
    if (counter < 1n || counter >= 1n << 63n) {
      throw new Refused('malformed', 'a counter out of range');
    }
    return counter;
  }

  #findKey(id) {
    if (/^0x[0-9a-fA-F]{40}$/.test(id) && `0x${checksummed(id.slice(2))}` !== id) {
      throw new Refused('malformed', 'not exact EIP-55');
    }
    const key = this.keys.get(id);
    if (!key) {
      throw new Refused('unknown_key', id);
    }
    return key;
  }

  #checkScope(key, options, context) {
    const octets = Buffer.from(key.key, 'hex');
    if (key.id === certifiedId(octets) && !isCanonical(octets)) {
      throw new Refused('invalid_key', 'not canonical');
    }
    const scope = key.scope ?? {};
    if (scope.expires !== undefined && Date.now() / 1000 >= scope.expires) {
      throw new Refused('expired_key', key.id);
    }
    const outside = (list, value) => list !== undefined && !list.includes(value);
    if ((scope.realm !== undefined && scope.realm !== context.realm)
        || outside(scope.uris, context.uri) || outside(scope.flows, context.flow)
        || outside(scope.schemes, 'x_pe3') || outside(scope.ciphers, options.ppt_cipher)) {
      throw new Refused('key_scope', key.id);
    }
  }

  /** What was opened of a sender in this delivery scope; refuses what cannot be new. */
  #look(key, context, sender, counter) {
    if (!FLOWS.includes(context.flow)) {
      throw new Error(`flow ${context.flow}`);
    }
    const ofCall = context.reply_to !== undefined;
    const scope = JSON.stringify([key.key, ofCall ? context.reply_to : context.uri, ofCall, sender]);
    if (!this.seen.has(scope)) {
      this.seen.set(scope, new Seen(ofCall));
    }
    const seen = this.seen.get(scope);
    const ahead = parseInt(sender.slice(0, 8), 16) - Date.now() / 1000;
    if (ahead > MAX_AHEAD || !seen.isFresh(counter)) {
      throw new Refused('replayed', `counter ${counter}`);
    }
    return seen;
  }

  #verify(content, message) {
    const signer = content.subarray(0, 32);
    if (!verify(signer, content.subarray(32, SIGNED_LENGTH), message)) {
      throw new Refused('signature_invalid', 'the signature does not verify');
    }
    return signer.toString('hex');
  }
}

/** Counters of one sender; within a call they only rise. */
class Seen {
  #highest = 0n;
  #counters = new Set();

  constructor(ofCall) {
    this.ofCall = ofCall;
  }

  isFresh(counter) {
    return counter > this.#highest
      || (!this.ofCall && this.#highest - counter < WINDOW && !this.#counters.has(counter));
  }

  add(counter) {
    this.#counters.add(counter);
    this.#highest = counter > this.#highest ? counter : this.#highest;
  }
}
