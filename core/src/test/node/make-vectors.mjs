// Makes PE3's test vectors of scheme x_pe3 with the independent implementation in envelope.mjs:
//   node make-vectors.mjs > ../resources/io/pe3/envelope/vectors.json
// Everything in them is fixed, so that a second run gives the same octets.
import { createHash } from 'node:crypto';
import { compress } from '@bokuweb/zstd-wasm';
import {
  binding, certifiedId, CIPHERS, encrypt, FLAGS, header, paddedLength, sealingKey, sign,
} from './envelope.mjs';
import { DICTIONARY, DICTIONARY_BODY, DICTIONARY_FRAME, UNKNOWN_FRAME, UNCHECKED_FRAME }
  from './dictionary.mjs';

const hex = (octets) => Buffer.from(octets).toString('hex');
const bytes = (text) => Buffer.from(text, 'hex');
const sha = (text) => createHash('sha256').update(text).digest();

// -- keys --------------------------------------------------------------------------------------

function canonical(name) {
  const key = sha(name);
  key[0] &= 0xf8;
  key[31] = (key[31] & 0x3f) | 0x40;
  return key;
}

const KEY = canonical('PE3 vectors: the key');
const ID = certifiedId(KEY);
const OTHER = canonical('PE3 vectors: another key');
const CROOKED = Buffer.from(canonical('PE3 vectors: a key that is not canonical'));
CROOKED[0] |= 0x01;
const SCOPED = canonical('PE3 vectors: a key with a scope');
const EXPIRED = canonical('PE3 vectors: a key that has expired');
const SEED = sha('PE3 vectors: a session key');

const keys = [
  { id: ID, key: hex(KEY), certified: true },
  { id: certifiedId(OTHER), key: hex(OTHER), certified: true },
  { id: 'urn:example:alias', key: hex(KEY) },
  { id: certifiedId(CROOKED), key: hex(CROOKED), certified: true },
  {
    id: certifiedId(SCOPED),
    key: hex(SCOPED),
    certified: true,
    scope: {
      realm: 'realm1', uris: ['com.example.topic'], flows: ['event'], schemes: ['x_pe3'],
      ciphers: ['aes256gcm'],
    },
  },
  { id: certifiedId(EXPIRED), key: hex(EXPIRED), certified: true, scope: { expires: 1000 } },
];

// -- messages ----------------------------------------------------------------------------------

const SENDER = bytes('65920080a1a2a3a4a5a6a7a8a9aaabac');
const CALL = bytes('65920001b1b2b3b4b5b6b7b8b9babbbc0000000000000007');
const BODIES = {
  cbor: bytes('a2646172677383016378797af9400066' + '6b7761726773a161610a'),
  msgpack: bytes('82a4617267739301a378797aca40000000a66b776172677381a1610a'),
  json: Buffer.from('{"args":[1,"xyz",2.0],"kwargs":{"a":10}}'),
  flatbuffers: bytes('0c00000008000c000400080008000000'),
  native: bytes('00ff80'),
};
const LONG_BODY = Buffer.concat(
  [bytes('a2646172677381'), bytes('78c8'), Buffer.alloc(200, 'ab'), bytes('666b7761726773a0')]);

const defaults = () => ({
  key: KEY, keyid: ID, cipher: 'aes256gcm', serializer: 'cbor', flow: 'event', realm: 'realm1',
  uri: 'com.example.topic', flags: 0, sender: SENDER, counter: 1n,
});

/** Seals what is described; the parts of a content can be given instead of made. */
function seal(edits) {
  const d = { ...defaults(), ...edits };
  const options = {
    ppt_scheme: 'x_pe3', ppt_serializer: d.serializer, ppt_cipher: d.cipher, ppt_keyid: d.keyid };
  const context = { realm: d.realm, flow: d.flow, uri: d.uri };
  if (d.error_uri !== undefined) {
    context.error_uri = d.error_uri;
  }
  if (d.reply_to !== undefined) {
    context.reply_to = hex(d.reply_to);
  }
  const body = d.body ?? BODIES[d.serializer];
  const head = header(d.flags, d.sender, d.counter);
  const bound = binding(options, context);
  const replyTo = d.reply_to ?? Buffer.alloc(0);
  let inside = body;
  if ((d.flags & FLAGS.COMPRESSED) !== 0) {
    inside = d.frame ?? Buffer.from(compress(body, 3));
  }
  let content = inside;
  if ((d.flags & FLAGS.SIGNED) !== 0) {
    const s = d.signed
      ? d.signed(head, bound, replyTo, inside)
      : sign(SEED, head, bound, replyTo, d.dictionary, inside);
    content = Buffer.concat([s, inside]);
  }
  if ((d.flags & FLAGS.PADDED) !== 0) {
    const padding = Buffer.alloc(paddedLength(content.length) - content.length);
    padding[0] = 0x80;
    content = Buffer.concat([content, padding]);
  }
  content = d.content ?? content;
  const key = sealingKey(d.key, d.cipher, head);
  const associated = Buffer.concat([head, bound, replyTo]);
  const payload = Buffer.concat([head, encrypt(d.cipher, key, head, associated, content)]);
  return { d, options, context, body, inside, bound, key, content, payload };
}

const opened = [];
const refused = [];

function open(name, edits = {}) {
  const s = seal(edits);
  const vector = {
    name,
    options: s.options,
    context: s.context,
    flags: s.d.flags,
    sender: hex(s.d.sender),
    counter: s.d.counter.toString(),
    body: hex(s.body),
    binding: hex(s.bound),
    sealing_key: hex(s.key),
    content: hex(s.content),
    payload: hex(s.payload),
  };
  if ((s.d.flags & FLAGS.COMPRESSED) !== 0) {
    vector.frame = hex(s.inside);
  }
  if ((s.d.flags & FLAGS.SIGNED) !== 0) {
    vector.seed = hex(SEED);
    vector.signer = hex(s.content.subarray(0, 32));
  }
  if (edits.content) {
    vector.made_by_hand = true;
  }
  if (s.d.dictionary) {
    vector.dictionary = s.d.dictionary.readUInt32LE(4);
  }
  opened.push(vector);
}

/** A message that is refused: sealed by {@code edits}, then changed on its way. */
function refuse(name, error, edits = {}, way = {}) {
  const s = seal(edits);
  const vector = {
    name,
    error,
    options: { ...s.options, ...way.options },
    context: { ...s.context, ...way.context },
    payload: hex(way.payload ? way.payload(Buffer.from(s.payload)) : s.payload),
  };
  for (const [key, value] of Object.entries(vector.options)) {
    if (value === null) {
      delete vector.options[key];
    }
  }
  if (vector.context.reply_to === null) {
    delete vector.context.reply_to;
  }
  if (way.policy) {
    vector.policy = way.policy;
  }
  if (way.after) {
    vector.after = way.after;
  }
  refused.push(vector);
}

// -- what opens --------------------------------------------------------------------------------

const FLAG_NAMES = Object.entries(FLAGS);
for (const cipher of Object.keys(CIPHERS)) {
  for (let flags = 0; flags < 16; flags++) {
    const names = FLAG_NAMES.filter(([, bit]) => (flags & bit) !== 0).map(([n]) => n.toLowerCase());
    open(`${cipher} ${names.join(' ') || 'no flags'}`, { cipher, flags, body: LONG_BODY });
  }
}
for (const serializer of Object.keys(BODIES)) {
  open(`serializer ${serializer}`, { serializer });
}
open('flow call', { flow: 'call' });
open('flow call-progress', { flow: 'call-progress' });
open('flow result', { flow: 'result', reply_to: CALL });
open('flow result-progress', { flow: 'result-progress', reply_to: CALL });
open('flow error', { flow: 'error', error_uri: 'com.example.error', reply_to: CALL });
open('later call', { flow: 'call', reply_to: CALL });
open('result of a call that was not sealed', { flow: 'result', reply_to: Buffer.alloc(0) });
open('result with counter 9', { flow: 'result', reply_to: CALL, counter: 9n });
open('signed result', { flow: 'result', reply_to: CALL, flags: FLAGS.SIGNED });
open('opaque key id', { keyid: 'urn:example:alias' });
open('texts beyond ASCII', { realm: 'Köln', uri: 'com.example.水.😀' });
open('empty realm', { realm: '' });
open('counter 2', { counter: 2n });
open('counter 1025', { counter: 1025n });
open('counter 1026', { counter: 1026n });
open('the last counter', { counter: (1n << 63n) - 1n });
open('empty body', { serializer: 'native', body: Buffer.alloc(0) });
open('empty body, padded', { serializer: 'native', body: Buffer.alloc(0), flags: FLAGS.PADDED });
for (const length of [62, 63, 64, 127, 128, 1000]) {
  open(`padded body of ${length}`, {
    serializer: 'native', body: Buffer.alloc(length, 0x80), flags: FLAGS.PADDED });
}
open('more zeros than Padmé adds', {
  serializer: 'native',
  flags: FLAGS.PADDED,
  content: Buffer.concat([BODIES.native, bytes('80'), Buffer.alloc(500)]),
});
open('zstd dictionary', {
  flags: FLAGS.COMPRESSED, body: DICTIONARY_BODY, frame: DICTIONARY_FRAME, dictionary: DICTIONARY });
open('zstd dictionary, signed', {
  flags: FLAGS.COMPRESSED | FLAGS.SIGNED,
  body: DICTIONARY_BODY,
  frame: DICTIONARY_FRAME,
  dictionary: DICTIONARY,
});
open('the expected URI in the map', { body: bytes(
  'a3' + '63757269' + '71' + hex(Buffer.from('com.example.topic')) + '646172677380666b7761726773a0') });

// -- header ------------------------------------------------------------------------------------

const set = (at, value) => (p) => {
  p[at] = value;
  return p;
};
const flip = (at, bit = 1) => (p) => {
  p[at < 0 ? p.length + at : at] ^= bit;
  return p;
};
for (const version of [0, 2, 255]) {
  refuse(`version ${version}`, 'malformed', {}, { payload: set(0, version) });
}
for (const bit of [0x10, 0x20, 0x40, 0x80]) {
  refuse(`reserved flag ${bit}`, 'malformed', {}, { payload: set(1, bit) });
  refuse(`reserved flag ${bit}, sealed with it`, 'malformed', { flags: bit });
}
for (const [name, bit] of FLAG_NAMES) {
  refuse(`flag ${name} added`, 'authentication_failed', {}, { payload: flip(1, bit) });
  refuse(`flag ${name} dropped`, 'authentication_failed', { flags: bit }, { payload: flip(1, bit) });
}
refuse('counter 0', 'malformed', { counter: 0n });
refuse('counter 2^63', 'malformed', { counter: 1n << 63n });
refuse('counter 2^64 - 1', 'malformed', { counter: (1n << 64n) - 1n });
refuse('counter changed', 'authentication_failed', {}, { payload: flip(25, 2) });
refuse('counter made large', 'authentication_failed', {}, { payload: flip(18) });
refuse('sender made earlier', 'authentication_failed', {}, { payload: flip(5) });
refuse('first random octet of the sender', 'authentication_failed', {}, { payload: flip(6) });
refuse('last octet of the sender', 'authentication_failed', {}, { payload: flip(17) });

// -- ciphertext and tag ------------------------------------------------------------------------

for (const cipher of Object.keys(CIPHERS)) {
  const tag = CIPHERS[cipher].tag;
  refuse(`${cipher} first octet of ciphertext`, 'authentication_failed', { cipher },
    { payload: flip(26) });
  refuse(`${cipher} last octet of ciphertext`, 'authentication_failed', { cipher },
    { payload: flip(-tag - 1) });
  refuse(`${cipher} first octet of tag`, 'authentication_failed', { cipher },
    { payload: flip(-tag) });
  refuse(`${cipher} last octet of tag`, 'authentication_failed', { cipher },
    { payload: flip(-1, 0x80) });
  refuse(`${cipher} one octet more`, 'authentication_failed', { cipher },
    { payload: (p) => Buffer.concat([p, bytes('00')]) });
  refuse(`${cipher} one octet less`, 'authentication_failed', { cipher },
    { payload: (p) => p.subarray(0, p.length - 1) });
  refuse(`${cipher} shorter than header and tag`, 'malformed', { cipher },
    { payload: (p) => p.subarray(0, 26 + tag - 1) });
  refuse(`${cipher} header and a tag of zeros`, 'authentication_failed', { cipher },
    { payload: (p) => Buffer.concat([p.subarray(0, 26), Buffer.alloc(tag)]) });
}
refuse('no octet at all', 'malformed', {}, { payload: () => Buffer.alloc(0) });
refuse('the header alone', 'malformed', {}, { payload: (p) => p.subarray(0, 26) });

// -- what is around ----------------------------------------------------------------------------

for (const uri of ['com.example.other', 'com.example.topi', 'com.example.topic.', 'COM.example.topic',
  'com..topic', '']) {
  if (uri !== '') {
    refuse(`moved to ${uri}`, 'authentication_failed', {}, { context: { uri } });
  }
}
refuse('moved to another realm', 'authentication_failed', {}, { context: { realm: 'realm2' } });
refuse('moved to no realm', 'authentication_failed', {}, { context: { realm: '' } });
refuse('an octet moved from realm to uri', 'authentication_failed', { realm: 'ab', uri: 'c' },
  { context: { realm: 'a', uri: 'bc' } });
refuse('composed and decomposed text', 'authentication_failed', { uri: 'com.\u00fc' },
  { context: { uri: 'com.u\u0308' } });
const FLOWS = ['event', 'call', 'call-progress', 'result', 'result-progress'];
for (const from of FLOWS) {
  for (const to of FLOWS) {
    const needsCall = to.startsWith('result');
    if (from !== to) {
      refuse(`${from} as ${to}`, 'authentication_failed',
        { flow: from, ...(from.startsWith('result') ? { reply_to: CALL } : {}) },
        { context: { flow: to, reply_to: needsCall ? hex(CALL) : null } });
    }
  }
}
refuse('result as error', 'authentication_failed', { flow: 'result', reply_to: CALL },
  { context: { flow: 'error', error_uri: 'com.example.error' } });
refuse('another error URI', 'authentication_failed',
  { flow: 'error', error_uri: 'com.example.error', reply_to: CALL },
  { context: { error_uri: 'com.example.other' } });
const result = { flow: 'result', reply_to: CALL };
const otherCall = (at) => hex(flip(at)(Buffer.from(CALL)));
refuse('result of a call with another counter', 'authentication_failed', result,
  { context: { reply_to: otherCall(23) } });
refuse('result of a call of another sender', 'authentication_failed', result,
  { context: { reply_to: otherCall(0) } });
refuse('result of a sealed call for one that was not', 'authentication_failed', result,
  { context: { reply_to: '' } });
refuse('result of a call that was not sealed for one that was', 'authentication_failed',
  { flow: 'result', reply_to: Buffer.alloc(0) }, { context: { reply_to: hex(CALL) } });
refuse('later call as the first', 'authentication_failed', { flow: 'call', reply_to: CALL },
  { context: { reply_to: null } });
refuse('first call as a later one', 'authentication_failed', { flow: 'call' },
  { context: { reply_to: hex(CALL) } });

// -- attributes --------------------------------------------------------------------------------

const option = (name, value) => ({ options: { [name]: value } });
for (const scheme of ['wamp', 'mqtt', 'x_pe4', 'X_PE3']) {
  refuse(`scheme ${scheme}`, 'unsupported_scheme', {}, option('ppt_scheme', scheme));
}
for (const serializer of ['msgpack', 'json', 'flatbuffers', 'native']) {
  refuse(`serializer made ${serializer}`, 'authentication_failed', {},
    option('ppt_serializer', serializer));
}
for (const serializer of ['ubjson', 'CBOR', 'x_native']) {
  refuse(`serializer ${serializer}`, 'unsupported_serializer', {},
    option('ppt_serializer', serializer));
}
refuse('cipher made another', 'authentication_failed', {}, option('ppt_cipher', 'xchacha20poly1305'));
for (const cipher of ['xsalsa20poly1305', 'aes128gcm', 'AES256GCM']) {
  refuse(`cipher ${cipher}`, 'unsupported_cipher', {}, option('ppt_cipher', cipher));
}
refuse('cipher that the policy has not', 'unsupported_cipher', { cipher: 'xchacha20poly1305' },
  { policy: { ciphers: ['aes256gcm', 'aegis256'] } });
refuse('no key id', 'malformed', {}, option('ppt_keyid', null));
refuse('key id in another case', 'malformed', {}, option('ppt_keyid', ID.toLowerCase()));
refuse('key id of another key', 'authentication_failed', {},
  option('ppt_keyid', certifiedId(OTHER)));
refuse('another name of the same key', 'authentication_failed', {},
  option('ppt_keyid', 'urn:example:alias'));
refuse('key that is not held', 'unknown_key', {},
  option('ppt_keyid', certifiedId(canonical('PE3 vectors: a key that nobody holds'))));
refuse('opaque name that is not held', 'unknown_key', {}, option('ppt_keyid', 'urn:example:none'));
refuse('key that is not canonical', 'invalid_key', { key: CROOKED, keyid: certifiedId(CROOKED) });
refuse('key that has expired', 'expired_key', { key: EXPIRED, keyid: certifiedId(EXPIRED) });
const scoped = { key: SCOPED, keyid: certifiedId(SCOPED) };
open('key with a scope', scoped);
refuse('outside of the key\'s realm', 'key_scope', { ...scoped, realm: 'realm2' });
refuse('outside of the key\'s URIs', 'key_scope', { ...scoped, uri: 'com.example.other' });
refuse('outside of the key\'s flows', 'key_scope', { ...scoped, flow: 'call' });
refuse('outside of the key\'s ciphers', 'key_scope', { ...scoped, cipher: 'aegis256' });

// -- replay ------------------------------------------------------------------------------------

refuse('a second time', 'replayed', {}, { after: ['serializer cbor'] });
refuse('a second time, another payload', 'replayed', { body: LONG_BODY },
  { after: ['serializer cbor'] });
refuse('1024 below the highest', 'replayed', { counter: 2n }, { after: ['counter 1026'] });
refuse('1023 below the highest, but seen', 'replayed', { counter: 2n },
  { after: ['counter 2', 'counter 1025'] });
refuse('after the last counter', 'replayed', {}, { after: ['the last counter'] });
refuse('a result a second time', 'replayed', result, { after: ['flow result'] });
refuse('a counter that falls within a call', 'replayed', result,
  { after: ['result with counter 9'] });
refuse('a sender of the year 2106', 'replayed', { sender: bytes('ffffffff' + '00'.repeat(12)) });

// -- padding -----------------------------------------------------------------------------------

const padded = (content) => ({ flags: FLAGS.PADDED, content, serializer: 'native' });
refuse('padding of zeros alone', 'malformed', padded(Buffer.alloc(64)));
refuse('padding that begins with 0x81', 'malformed',
  padded(Buffer.concat([bytes('0102'), bytes('81'), Buffer.alloc(61)])));
refuse('padded content of no octets', 'malformed', padded(Buffer.alloc(0)));
refuse('padded content without padding', 'malformed', padded(bytes('0102')));

// -- signature ---------------------------------------------------------------------------------

const L = (1n << 252n) + 27742317777372353535851937790883648493n;
const signedBy = (change) => ({
  flags: FLAGS.SIGNED,
  signed: (head, bound, replyTo, inside) => {
    const s = sign(SEED, head, bound, replyTo, undefined, inside);
    return change(s, head, bound, replyTo, inside);
  },
});
const scalar = (s) => BigInt('0x' + hex(Buffer.from(s.subarray(64, 96)).reverse()));
refuse('not signed where it has to be', 'signature_required', {}, { policy: { require_signed: true } });
refuse('content of 95 octets', 'malformed', { flags: FLAGS.SIGNED, content: Buffer.alloc(95) });
refuse('signature of zeros', 'signature_invalid', signedBy((s) => Buffer.concat([s.subarray(0, 32), Buffer.alloc(64)])));
refuse('R changed', 'signature_invalid', signedBy((s) => flip(32)(s)));
refuse('S changed', 'signature_invalid', signedBy((s) => flip(64)(s)));
refuse('signer changed', 'signature_invalid', signedBy((s) => flip(0)(s)));
refuse('S + L', 'signature_invalid', signedBy((s) => {
  const raised = Buffer.from((scalar(s) + L).toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([s.subarray(0, 64), raised]);
}));
for (const [name, point] of Object.entries({
  'of order 1': '01' + '00'.repeat(31),
  'of order 2': 'ec' + 'ff'.repeat(30) + '7f',
  'of order 4': '00'.repeat(32),
  'of order 8': 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'of order 1, not canonical': 'ee' + 'ff'.repeat(30) + '7f',
  'beyond the field': 'f0' + 'ff'.repeat(30) + '7f',
})) {
  refuse(`signer ${name}`, 'signature_invalid', signedBy(() => Buffer.concat([bytes(point), bytes(point), Buffer.alloc(32)])));
  refuse(`R ${name}`, 'signature_invalid', signedBy((s) => Buffer.concat([s.subarray(0, 32), bytes(point), s.subarray(64)])));
}
refuse('signature of another counter', 'signature_invalid', signedBy((s, head, bound, replyTo, inside) => {
  const other = Buffer.from(head);
  other[25] ^= 1;
  return sign(SEED, other, bound, replyTo, undefined, inside);
}));
refuse('signature of another binding', 'signature_invalid', signedBy((s, head, bound, replyTo, inside) =>
  sign(SEED, head, flip(0)(Buffer.from(bound)), replyTo, undefined, inside)));
refuse('signature of another call', 'signature_invalid', {
  ...result,
  ...signedBy((s, head, bound, replyTo, inside) =>
    sign(SEED, head, bound, Buffer.alloc(0), undefined, inside)),
});
refuse('signature of another body', 'signature_invalid', signedBy((s, head, bound, replyTo, inside) =>
  sign(SEED, head, bound, replyTo, undefined, flip(0)(Buffer.from(inside)))));
refuse('signature that leaves out the dictionary', 'signature_invalid', {
  flags: FLAGS.COMPRESSED | FLAGS.SIGNED,
  body: DICTIONARY_BODY,
  frame: DICTIONARY_FRAME,
  signed: (head, bound, replyTo, inside) => sign(SEED, head, bound, replyTo, undefined, inside),
});

// -- frame -------------------------------------------------------------------------------------

const framed = (frame) => ({ flags: FLAGS.COMPRESSED, body: LONG_BODY, frame });
const GOOD = Buffer.from(compress(LONG_BODY, 3));
refuse('no frame', 'malformed', framed(LONG_BODY));
refuse('frame of no octets', 'malformed', framed(Buffer.alloc(0)));
refuse('frame cut short', 'malformed', framed(GOOD.subarray(0, GOOD.length - 1)));
refuse('an octet after the frame', 'malformed', framed(Buffer.concat([GOOD, bytes('00')])));
refuse('two frames', 'malformed', framed(Buffer.concat([GOOD, GOOD])));
refuse('a skippable frame in front', 'malformed',
  framed(Buffer.concat([bytes('502a4d1801000000ff'), GOOD])));
refuse('a skippable frame behind', 'malformed',
  framed(Buffer.concat([GOOD, bytes('502a4d1801000000ff')])));
refuse('a reserved bit of the frame', 'malformed', framed(set(4, GOOD[4] | 8)(Buffer.from(GOOD))));
refuse('a dictionary that is not held', 'unknown_dictionary', framed(UNKNOWN_FRAME));
refuse('a dictionary without checksum', 'malformed', framed(UNCHECKED_FRAME));
refuse('a window of 16 MiB', 'limit_exceeded', framed(bytes('28b52ffd' + '0070' + '010000')));
refuse('more than 64 MiB', 'limit_exceeded', framed(bytes('28b52ffd' + '8070' + '01000005' + '010000')));
refuse('more than 1000 times the frame', 'limit_exceeded',
  framed(bytes('28b52ffd' + 'a0' + '80380100' + '030004' + '61')));
refuse('a content of another size', 'malformed', framed(bytes('28b52ffd' + '20' + '05' + '210000' + '61626364')));

// -- body --------------------------------------------------------------------------------------

const cbor = (text) => ({ body: bytes(text.replaceAll(' ', '')) });
refuse('body of no octets', 'malformed', { body: Buffer.alloc(0) });
refuse('body of no octets in json', 'malformed', { serializer: 'json', body: Buffer.alloc(0) });
refuse('body that is a list', 'malformed', cbor('80'));
refuse('body that is cut short', 'malformed', cbor('a1 64 61726773 81'));
refuse('body with octets behind it', 'malformed', cbor('a1 64 61726773 80 00'));
refuse('args that is no list', 'malformed', cbor('a1 64 61726773 01'));
refuse('kwargs that is no map', 'malformed', cbor('a1 66 6b7761726773 80'));
refuse('args twice', 'malformed', cbor('a2 64 61726773 80 64 61726773 80'));
refuse('a key that is no text', 'malformed', cbor('a2 01 01 64 61726773 80'));
refuse('nested to depth 65', 'malformed', cbor('a1 64 61726773' + '81'.repeat(63) + '81' + '00'));
refuse('another URI in the map', 'uri_mismatch',
  cbor('a2 63 757269 61 61 64 61726773 80'));
refuse('JSON that is no object', 'malformed', { serializer: 'json', body: Buffer.from('[]') });
refuse('JSON with a number that is none', 'malformed',
  { serializer: 'json', body: Buffer.from('{"args":[NaN]}') });
refuse('JSON that is not UTF-8', 'malformed',
  { serializer: 'json', body: Buffer.concat([Buffer.from('{"args":["'), bytes('ff'), Buffer.from('"]}')]) });

const dictionaries = [{ id: DICTIONARY.readUInt32LE(4), octets: hex(DICTIONARY) }];
const about = 'Test vectors of scheme x_pe3: hex but for names and numbers. A message of "opened" '
  + 'opens to its body with a new endpoint that holds all keys and dictionaries. One of "refused" '
  + 'is refused with its error, by an endpoint with its policy that has opened the messages of '
  + '"after". A "reply_to" that is there, empty or not, belongs to a call in flight. Sealing the body '
  + 'of an opened one, or its frame, under its sender and counter gives its payload, but where it is '
  + '"made_by_hand".';
process.stdout.write(`${JSON.stringify({ about, keys, dictionaries, opened, refused }, null, 1)}\n`);
