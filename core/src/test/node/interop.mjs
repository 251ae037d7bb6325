// Opens and seals payloads of scheme wamp with node:crypto, tweetnacl and cborg: nothing of PE3 is
// used. A JSON object per line comes in, one per line goes out:
//   {"op":"open","cipher","key","payload"}        -> {"body"}
//   {"op":"seal","cipher","key","body"}           -> {"payload"}
// Octets are hex. In bodies a byte string is {"hex":"…"} and an integer beyond 2^53 {"int":"…"}.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { decode, encode } from 'cborg';
import nacl from 'tweetnacl';

const GCM_NONCE = 12;
const GCM_TAG = 16;

function open(cipher, key, payload) {
  if (cipher === 'aes256gcm') {
    const tagAt = payload.length - GCM_TAG;
    const decipher = createDecipheriv('aes-256-gcm', key, payload.subarray(0, GCM_NONCE));
    decipher.setAuthTag(payload.subarray(tagAt));
    return Buffer.concat([decipher.update(payload.subarray(GCM_NONCE, tagAt)), decipher.final()]);
  }
  const nonceLength = nacl.secretbox.nonceLength;
  const body = nacl.secretbox.open(
    new Uint8Array(payload.subarray(nonceLength)),
    new Uint8Array(payload.subarray(0, nonceLength)),
    new Uint8Array(key));
  if (body === null) {
    throw new Error('not authentic');
  }
  return Buffer.from(body);
}

function seal(cipher, key, body) {
  if (cipher === 'aes256gcm') {
    const nonce = randomBytes(GCM_NONCE);
    const sealing = createCipheriv('aes-256-gcm', key, nonce);
    return Buffer.concat([nonce, sealing.update(body), sealing.final(), sealing.getAuthTag()]);
  }
  const nonce = nacl.randomBytes(nacl.secretbox.nonceLength);
  const box = nacl.secretbox(new Uint8Array(body), nonce, new Uint8Array(key));
  return Buffer.concat([nonce, box]);
}

function toJson(value) {
  if (value instanceof Uint8Array) {
    return { hex: Buffer.from(value).toString('hex') };
  }
  if (typeof value === 'bigint') {
    return { int: value.toString() };
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toJson(each)]));
  }
  return value;
}

function fromJson(value) {
  if (Array.isArray(value)) {
    return value.map(fromJson);
  }
  if (value !== null && typeof value === 'object') {
    if (typeof value.hex === 'string') {
      return new Uint8Array(Buffer.from(value.hex, 'hex'));
    }
    if (typeof value.int === 'string') {
      return BigInt(value.int);
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fromJson(each)]));
  }
  return value;
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const key = Buffer.from(request.key, 'hex');
  const answer = {};
  try {
    if (request.op === 'open') {
      const body = open(request.cipher, key, Buffer.from(request.payload, 'hex'));
      answer.body = toJson(decode(body));
    } else {
      const body = encode(fromJson(request.body));
      answer.payload = seal(request.cipher, key, body).toString('hex');
    }
  } catch (error) {
    answer.error = String(error);
  }
  console.log(JSON.stringify(answer));
}
