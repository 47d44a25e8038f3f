// A service that says every second what Redis answers it, by the files that it was bound
// with as the Service Binding specification lays them out: it writes, and reads that back.
// It needs nothing but Node.js, as it comes to its pod in a ConfigMap.
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

function credentials() {
  const { SERVICE_BINDING_ROOT: root } = process.env;
  if (!root) return undefined;
  const [name] = readdirSync(root);
  const keys = ['host', 'port', 'username', 'password'];
  return Object.fromEntries(
    keys.map(key => [key, readFileSync(join(root, name, key), 'utf8')]),
  );
}

/** Sends commands, and returns the last line of the answers once all have come. */
async function ask({ host, port, username, password }) {
  const socket = connect({ host, port: Number(port) });
  socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
  socket.write(`AUTH ${username} ${password}\r\n`);
  socket.write('SET tea oolong\r\nGET tea\r\nQUIT\r\n');
  let said = '';
  for await (const chunk of socket) said += chunk;
  const refusal = said.split('\r\n').find(line => line.startsWith('-'));
  if (refusal) throw new Error(refusal);
  return said.includes('$6\r\noolong\r\n') ? 'oolong' : said;
}

for (;;) {
  try {
    const known = credentials();
    console.log(known ? `it reads ${await ask(known)}` : 'no credentials');
  } catch (error) {
    console.log(`refused: ${error.message}`);
  }
  await new Promise(done => setTimeout(done, 1_000));
}
