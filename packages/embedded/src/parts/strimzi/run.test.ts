import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kafka-run-'));
  await mkdir(join(folder, 'bin'));
  const says = `#!/bin/sh
echo "args $*"
for last; do :; done
cat "$last"
stat -c 'mode %a' "$last"
env | sed 's/^/env /'
`;
  await writeFile(join(folder, 'bin/java'), says, { mode: 0o755 });
});
after(() => rm(folder, { recursive: true }));

interface Begun {
  readonly out: string;
  setting(name: string): string | undefined;
}

/** Begins a node, and tells what Java was told. */
async function begin(
  pod: string,
  differing: Readonly<Record<string, string>> = {},
): Promise<Begun> {
  const { stdout: out } = await run(
    '/bin/sh',
    [join(import.meta.dirname, 'run.sh')],
    {
      cwd: folder,
      env: {
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        HOME: folder,
        HOSTNAME: pod,
        PILOTHOUSE_BIND_ADDRESS: '127.1.0.4',
        PILOTHOUSE_MOUNT_DATA: join(folder, 'data'),
        CLUSTER_ID: 'WaW-9RTBfT6qRPXDYdXMzQ',
        CONTROLLERS: '1',
        CONTROL_NAME: 'CONTROLPLANE-9090',
        CONTROL_PORT: '9090',
        DOMAIN: 'events-kafka-brokers.shop.svc.cluster.local',
        HEAP: '-Xmx256m',
        LISTENERS: 'REPLICATION-9091:9091 PLAIN-9092:9092',
        NODE_LISTENERS: 'controlplane-9090 replication-9091',
        NODE_USER: 'strimzi',
        NODE_PASSWORD: 'hush',
        SETTINGS: 'log.retention.hours=1',
        VOLUMES: 'PILOTHOUSE_MOUNT_DATA:/var/lib/kafka/data',
        ...differing,
      },
    },
  );
  return {
    out,
    setting: name =>
      out
        .split('\n')
        .findLast(line => line.startsWith(`${name}=`))
        ?.slice(name.length + 1),
  };
}

test('a node that is alone is its own quorum', async () => {
  const { setting } = await begin('events-events-0');
  assert.equal(setting('node.id'), '0');
  assert.equal(setting('process.roles'), 'broker,controller');
  assert.equal(setting('controller.quorum.voters'), '0@127.1.0.4:9090');
  assert.equal(
    setting('listeners'),
    'CONTROLPLANE-9090://127.1.0.4:9090,REPLICATION-9091://127.1.0.4:9091,PLAIN-9092://127.1.0.4:9092',
  );
  assert.equal(
    setting('advertised.listeners'),
    'REPLICATION-9091://127.1.0.4:9091,PLAIN-9092://127.1.0.4:9092',
  );
  assert.equal(setting('log.dirs'), join(folder, 'data/kafka-log0'));
  assert.equal(setting('log.retention.hours'), '1');
});

test('members of a quorum find the others by name', async () => {
  const { setting } = await begin('events-events-1', { CONTROLLERS: '2' });
  assert.equal(
    setting('controller.quorum.voters'),
    '0@events-events-0.events-kafka-brokers.shop.svc.cluster.local:9090,1@127.1.0.4:9090',
  );
});

test('a node that was added is a broker alone', async () => {
  const { setting } = await begin('events-events-1');
  assert.equal(setting('process.roles'), 'broker');
  assert.doesNotMatch(setting('listeners') ?? '', /CONTROLPLANE/);
});

test('a new disk is formatted, one that has data is not', async () => {
  const fresh = await begin('events-events-0');
  assert.match(fresh.out, /StorageTool format .*--cluster-id=WaW-/);
  const log = join(folder, 'data/kafka-log0');
  await mkdir(log, { recursive: true });
  await writeFile(join(log, 'meta.properties'), '');
  const known = await begin('events-events-0');
  assert.doesNotMatch(known.out, /StorageTool/);
  assert.match(known.out, /args -Xmx256m .* kafka\.Kafka /);
});

test('passwords are in a file of its own, and nowhere else', async () => {
  const { out } = await begin('events-events-0');
  assert.match(out, /^mode 600$/m);
  const told = out.split('\n').filter(line => line.includes('hush'));
  assert.ok(told.length > 0);
  assert.ok(
    told.every(line => line.startsWith('listener.name.')),
    `${told}`,
  );
});

test('without Java it says what to install', async () => {
  await assert.rejects(
    begin('events-events-0', { PATH: join(folder, 'nothing') }),
    /needs Java 17/,
  );
});
