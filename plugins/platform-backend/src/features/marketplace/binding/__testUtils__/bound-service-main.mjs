// A service that says every second what PostgreSQL answers it, by the credentials that it
// has: variables that begin with DB_, or files as the Service Binding specification lays
// them out. It needs nothing but Node.js, as it comes to its pod in a ConfigMap.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

function credentials() {
  const { DB_HOST, SERVICE_BINDING_ROOT: root } = process.env;
  if (DB_HOST) {
    const { DB_DBNAME, DB_PASSWORD, DB_PORT, DB_USERNAME } = process.env;
    return {
      by: 'variables',
      host: DB_HOST,
      port: DB_PORT,
      dbname: DB_DBNAME,
      username: DB_USERNAME,
      password: DB_PASSWORD,
    };
  }
  if (!root) return undefined;
  const [name] = readdirSync(root);
  const read = key => readFileSync(join(root, name, key), 'utf8');
  const keys = ['host', 'port', 'dbname', 'username', 'password'];
  return {
    by: `files of type ${read('type')}`,
    ...Object.fromEntries(keys.map(key => [key, read(key)])),
  };
}

const frame = (type, body) => {
  const head = Buffer.alloc(type.length + 4);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, type.length);
  return Buffer.concat([head, body]);
};
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** Proves the password as SCRAM-SHA-256 wants it (RFC 5802). */
function scram(password) {
  const first = `n=,r=${randomBytes(18).toString('base64')}`;
  return {
    first: `n,,${first}`,
    last(challenge) {
      const { r, s, i } = Object.fromEntries(
        challenge.split(',').map(part => [part[0], part.slice(2)]),
      );
      const salted = pbkdf2Sync(
        password,
        Buffer.from(s, 'base64'),
        Number(i),
        32,
        'sha256',
      );
      const key = hmac(salted, 'Client Key');
      const stored = createHash('sha256').update(key).digest();
      const bare = `c=biws,r=${r}`;
      const signature = hmac(stored, `${first},${challenge},${bare}`);
      const proof = key.map((byte, at) => byte ^ signature[at]);
      return `${bare},p=${Buffer.from(proof).toString('base64')}`;
    },
  };
}

async function ask({ host, port, dbname, username, password }, sql) {
  const socket = connect({ host, port: Number(port) });
  const proof = scram(password);
  const pairs = `user\0${username}\0database\0${dbname}\0\0`;
  socket.write(
    frame('', Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from(pairs)])),
  );
  let pending = Buffer.alloc(0);
  let answer;
  let asked = false;
  try {
    for await (const chunk of socket) {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 5 && pending.length > pending.readInt32BE(1)) {
        const type = String.fromCharCode(pending[0]);
        const body = pending.subarray(5, pending.readInt32BE(1) + 1);
        pending = pending.subarray(pending.readInt32BE(1) + 1);
        if (type === 'E') throw new Error(body.toString().replace(/\0/g, ' '));
        if (type === 'R' && body.readInt32BE(0) === 10) {
          const size = Buffer.alloc(4);
          size.writeInt32BE(Buffer.byteLength(proof.first));
          const name = Buffer.from('SCRAM-SHA-256\0');
          const said = Buffer.from(proof.first);
          socket.write(frame('p', Buffer.concat([name, size, said])));
        } else if (type === 'R' && body.readInt32BE(0) === 11) {
          const last = proof.last(body.subarray(4).toString());
          socket.write(frame('p', Buffer.from(last)));
        } else if (type === 'D') {
          answer = body.subarray(6, 6 + body.readInt32BE(2)).toString();
        } else if (type === 'Z') {
          if (asked) return answer;
          asked = true;
          socket.write(frame('Q', Buffer.from(`${sql}\0`)));
        }
      }
    }
    throw new Error('PostgreSQL closed the connection');
  } finally {
    socket.destroy();
  }
}

for (;;) {
  try {
    const known = credentials();
    const answer =
      known && (await ask(known, "SELECT 'it is ' || current_user"));
    console.log(known ? `by ${known.by}: ${answer}` : 'no credentials');
  } catch (error) {
    console.log(`refused: ${error.message}`);
  }
  await new Promise(done => setTimeout(done, 1_000));
}
