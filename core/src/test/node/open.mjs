// Opens messages that PE3 sealed, with the independent implementation in envelope.mjs:
//   node open.mjs FILE
// The file has the form of the test vectors. Ends with 1 at the first message that does not open to
// its body.
import { readFileSync } from 'node:fs';
import { Endpoint } from './envelope.mjs';

const { keys, opened } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const endpoint = new Endpoint(keys, new Map());
for (const message of opened) {
  const found = endpoint.open(message);
  for (const [name, value] of Object.entries({
    body: message.body, sender: message.sender, signer: message.signer ?? null })) {
    if (found[name] !== value) {
      throw new Error(`${message.name}: ${name} is ${found[name]}, not ${value}`);
    }
  }
}
console.log(`opened ${opened.length}`);
