// Runs PE3's test vectors of scheme x_pe3 through the independent implementation in envelope.mjs:
//   node vectors.mjs FILE
// Prints how many of each kind passed; ends with 1 if one did not.
import { readFileSync } from 'node:fs';
import { binding, certifiedId, dictionaryId, Endpoint, Refused, sealingKey } from './envelope.mjs';

const file = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const dictionaries = new Map();
for (const { id, octets } of file.dictionaries) {
  const dictionary = Buffer.from(octets, 'hex');
  if (dictionaryId(dictionary) !== id || dictionary.readUInt32LE(4) !== id) {
    throw new Error(`dictionary ${id} has not the id of its octets`);
  }
  dictionaries.set(id, dictionary);
}
for (const { id, key, certified } of file.keys) {
  if (certified && certifiedId(Buffer.from(key, 'hex')) !== id) {
    throw new Error(`the id of key ${id} is not its own`);
  }
}

const byName = new Map(file.opened.map((vector) => [vector.name, vector]));
let failed = 0;

function check(name, what, expected, found) {
  if (expected !== found) {
    failed++;
    console.log(`FAILED ${name}: ${what} is ${found}, not ${expected}`);
  }
}

for (const vector of file.opened) {
  const head = Buffer.from(vector.payload, 'hex').subarray(0, 26);
  const key = file.keys.find(({ id }) => id === vector.options.ppt_keyid);
  check(vector.name, 'binding', vector.binding,
    binding(vector.options, vector.context).toString('hex'));
  check(vector.name, 'sealing key', vector.sealing_key,
    sealingKey(Buffer.from(key.key, 'hex'), vector.options.ppt_cipher, head).toString('hex'));
  try {
    const opened = new Endpoint(file.keys, dictionaries).open(vector);
    check(vector.name, 'body', vector.body, opened.body);
    check(vector.name, 'sender', vector.sender, opened.sender);
    check(vector.name, 'counter', vector.counter, opened.counter.toString());
    check(vector.name, 'signer', vector.signer ?? null, opened.signer);
  } catch (error) {
    check(vector.name, 'outcome', 'opened', error.message);
  }
}

for (const vector of file.refused) {
  const endpoint = new Endpoint(file.keys, dictionaries, vector.policy);
  try {
    for (const name of vector.after ?? []) {
      endpoint.open(byName.get(name));
    }
    endpoint.open(vector);
    check(vector.name, 'outcome', vector.error, 'opened');
  } catch (error) {
    check(vector.name, 'error', vector.error, error instanceof Refused ? error.code : String(error));
  }
}

console.log(`opened ${file.opened.length} refused ${file.refused.length} failed ${failed}`);
process.exit(failed === 0 ? 0 : 1);
