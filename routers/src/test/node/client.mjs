// A WAMP client that knows nothing of PE3 and speaks through a relay that protects what it says.
//   node client.mjs URL SERIALIZER MINE OTHERS [explicit]
// Registers the procedure MINE, which answers with what it is given, and subscribes to the topic
// MINE; each event is published again under OTHERS. After ten events it calls OTHERS twice: the
// first call gets progressive results, the second an error. Prints a JSON object per line. The
// options of a SUBSCRIBE that are not explicit are undefined, which is sent as such.
import WebSocket from 'ws';
import { Wampy } from 'wampy';
import { CborSerializer } from 'wampy/CborSerializer.js';
import { JsonSerializer } from 'wampy/JsonSerializer.js';
import { MsgpackSerializer } from 'wampy/MsgpackSerializer.js';

const EVENTS = 10;
const serializers = { cbor: CborSerializer, json: JsonSerializer, msgpack: MsgpackSerializer };

const [url, serializer, mine, others, explicit] = process.argv.slice(2);
const client = new Wampy(url, {
  realm: 'realm1',
  serializer: new serializers[serializer](),
  ws: WebSocket,
  autoReconnect: false,
});

function print(object) {
  console.log(JSON.stringify(object));
}

let heard = 0;
const allHeard = withResolvers();

function withResolvers() {
  const all = {};
  all.promise = new Promise((resolve) => { all.resolve = resolve; });
  return all;
}

await client.connect();
await client.register(mine, ({ argsList, argsDict }) => ({ argsList, argsDict }));
await client.subscribe(mine, async ({ argsList, argsDict }) => {
  heard += 1;
  await client.publish(others, { argsList, argsDict });
  if (argsList[0] === EVENTS - 1) {
    allHeard.resolve();
  }
}, explicit ? { match: 'exact', get_retained: false } : undefined);
print({ ready: true });

await allHeard.promise;
const progress = [];
const { argsList, argsDict } = await client.call(
  others,
  { argsList: [heard], argsDict: { of: 'wampy' } },
  { progress_callback: (result) => progress.push(result.argsList[0]) });
print({ progress, argsList, argsDict });
try {
  await client.call(others, { argsList: [heard], argsDict: { of: 'wampy' } });
  print({ error: null });
} catch (error) {
  print({ error: error.errorUri, argsList: error.argsList, argsDict: error.argsDict });
}
await client.disconnect();
