import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bindAddress, nextPodIp } from './addresses.ts';
import { restartPauseMs, retryPauseMs } from './backoff.ts';
import { commandOf } from './command.ts';
import { composeEnvironment, type NamespaceReader } from './environment.ts';
import { expandVariables } from './expand.ts';
import { fieldValue, resourceValue, type NodeFacts } from './fields.ts';
import { healthOf, NO_RESULTS, tallied, type Tally } from './health.ts';
import { hostsFile } from './hosts.ts';
import type { Pod } from './pod.ts';
import { parseBytes, parseMillicores } from './quantity.ts';
import { planRoot } from './root-plan.ts';
import { serviceEnvironment } from './service-environment.ts';

const facts: NodeFacts = {
  nodeName: 'local',
  hostIp: '127.0.0.1',
  podIp: '10.244.0.9',
  allocatable: { millicores: 4000, memoryBytes: 8 * 2 ** 30 },
};

const pod: Pod = {
  metadata: {
    name: 'p',
    namespace: 'n',
    uid: 'u',
    labels: { app: 'x', tier: 'a"b' },
  },
  spec: {
    containers: [
      {
        name: 'app',
        resources: { limits: { cpu: '1500m', memory: '64Mi' } },
      },
      { name: 'free' },
    ],
  },
};

test('variables are replaced by the rules of Kubernetes', () => {
  const rows: [string, string][] = [
    ['$(A)', '1'],
    ['$(A)$(B)', '12'],
    ['$$(A)', '$(A)'],
    ['$$$(A)', '$1'],
    ['$$$$', '$$'],
    ['$(NONE) $A $', '$(NONE) $A $'],
    ['$(toString)', '$(toString)'],
  ];
  const variables = Object.assign(Object.create(null), { A: '1', B: '2' });
  for (const [text, expected] of rows) {
    assert.equal(expandVariables(text, variables), expected, text);
  }
});

test('text without a dollar sign is never changed', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const plain = text.replaceAll('$', '');
      assert.equal(expandVariables(plain, { A: 'x' }), plain);
    }),
  );
});

test('quantities are whole millicores and bytes', () => {
  const rows: [string | undefined, number | undefined, number | undefined][] = [
    ['1.5', 1500, 2],
    ['100m', 100, 1],
    ['0.1', 100, 1],
    ['.5', 500, 1],
    ['2', 2000, 2],
    ['0', 0, 0],
    ['1u', 1, 1],
    ['-1.5', -1500, -1],
    ['1e3', 1_000_000, 1000],
    ['1E3', 1_000_000, 1000],
    ['1e-1', 100, 1],
    ['1k', 1_000_000, 1000],
    ['1G', 1e12, 1_000_000_000],
    ['1Gi', 1_073_741_824_000, 1_073_741_824],
    ['0.5Gi', 536_870_912_000, 536_870_912],
    ['128974848', 128_974_848_000, 128_974_848],
    ['129M', 129_000_000_000, 129_000_000],
    ['123Mi', 128_974_848_000, 128_974_848],
    ['1E', 1e21, 1e18],
    ['x', undefined, undefined],
    ['1.2.3', undefined, undefined],
    ['1e3Mi', undefined, undefined],
    ['5Zi', undefined, undefined],
    ['', undefined, undefined],
    [undefined, undefined, undefined],
  ];
  for (const [text, millicores, bytes] of rows) {
    assert.equal(parseMillicores(text), millicores, `${text} in millicores`);
    assert.equal(parseBytes(text), bytes, `${text} in bytes`);
  }
});

test('downward API: fields and resources', () => {
  assert.equal(fieldValue(pod, "metadata.labels['app']", facts), 'x');
  assert.equal(
    fieldValue(pod, 'metadata.labels', facts),
    'app="x"\ntier="a\\"b"',
  );
  assert.equal(fieldValue(pod, 'status.podIP', facts), '10.244.0.9');
  assert.throws(() => fieldValue(pod, 'spec.secret', facts), /no field/);
  const value = (resource: string, container: string, divisor?: string) =>
    resourceValue(pod, container, { resource, divisor }, facts);
  assert.equal(value('limits.cpu', 'app'), '2');
  assert.equal(value('limits.cpu', 'app', '1m'), '1500');
  assert.equal(value('limits.memory', 'app', '1Mi'), '64');
  assert.equal(value('requests.memory', 'app', '1Mi'), '64');
  assert.equal(value('limits.cpu', 'free'), '4');
  assert.equal(value('requests.cpu', 'free'), '0');
  assert.throws(() => value('limits.gpu', 'app'), /cannot tell/);
});

const reader: NamespaceReader = {
  configMap: async name =>
    name === 'map' ? { data: { A: 'map', B: 'map' } } : undefined,
  secret: async name =>
    name === 'sec'
      ? { data: { B: Buffer.from('secret').toString('base64') } }
      : undefined,
};

test('environment: later sources win, and see what stands before them', async () => {
  const container = {
    name: 'app',
    envFrom: [
      { configMapRef: { name: 'map' } },
      { prefix: 'P_', secretRef: { name: 'sec' } },
      { secretRef: { name: 'none', optional: true } },
    ],
    env: [
      { name: 'B', value: '$(A)-$(P_B)' },
      { name: 'C', value: '$(B)' },
      {
        name: 'D',
        valueFrom: { secretKeyRef: { name: 'sec', key: 'X', optional: true } },
      },
    ],
  };
  const base = { A: 'base', HOME: '/' };
  assert.deepEqual(
    await composeEnvironment(pod, container, base, reader, facts),
    { A: 'map', HOME: '/', B: 'map-secret', P_B: 'secret', C: 'map-secret' },
  );
});

test('environment: what is missing is named', async () => {
  const compose = (container: object) =>
    composeEnvironment(pod, { name: 'app', ...container }, {}, reader, facts);
  await assert.rejects(
    compose({ envFrom: [{ configMapRef: { name: 'none' } }] }),
    /configmap "none" not found/,
  );
  const secretKeyRef = { name: 'sec', key: 'X' };
  await assert.rejects(
    compose({ env: [{ name: 'A', valueFrom: { secretKeyRef } }] }),
    /couldn't find key X in Secret n\/sec/,
  );
});

test('command replaces entry point and arguments, args only the arguments', () => {
  const image = { Entrypoint: ['e'], Cmd: ['c'] };
  const of = (container: object) =>
    commandOf({ name: 'app', ...container }, image, { A: '1' });
  assert.deepEqual(of({}), ['e', 'c']);
  assert.deepEqual(of({ args: ['$(A)'] }), ['e', '1']);
  assert.deepEqual(of({ command: ['x'] }), ['x']);
  assert.deepEqual(of({ command: ['x'], args: ['y'] }), ['x', 'y']);
  assert.throws(() => commandOf({ name: 'app' }, {}, {}), /names no program/);
});

test('services are named by variables, headless ones are not', () => {
  const service = (name: string, clusterIP: string) => ({
    metadata: { name, namespace: 'n' },
    spec: { clusterIP, ports: [{ name: 'http', port: 80 }] },
  });
  assert.deepEqual(
    serviceEnvironment([service('my-db', '127.1.0.5'), service('h', 'None')]),
    {
      MY_DB_SERVICE_HOST: '127.1.0.5',
      MY_DB_SERVICE_PORT: '80',
      MY_DB_SERVICE_PORT_HTTP: '80',
      MY_DB_PORT: 'tcp://127.1.0.5:80',
      MY_DB_PORT_80_TCP: 'tcp://127.1.0.5:80',
      MY_DB_PORT_80_TCP_PROTO: 'tcp',
      MY_DB_PORT_80_TCP_PORT: '80',
      MY_DB_PORT_80_TCP_ADDR: '127.1.0.5',
    },
  );
});

test('pauses grow as the kubelet has them', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 50].map(restartPauseMs);
  const seconds = [0, 10, 20, 40, 80, 160, 300, 300];
  assert.deepEqual(
    pauses,
    seconds.map(value => value * 1000),
  );
  assert.deepEqual([1, 2, 6].map(retryPauseMs), [10_000, 20_000, 300_000]);
});

test('probe thresholds count results in a row', () => {
  const probe = { failureThreshold: 2, successThreshold: 2 };
  const verdicts = (results: string) =>
    [...results]
      .reduce<Tally[]>((tallies, letter) => {
        const result =
          letter === '+'
            ? ({ kind: 'passed' } as const)
            : ({ kind: 'failed', because: 'x' } as const);
        return [
          ...tallies,
          tallied(tallies.at(-1) ?? NO_RESULTS, result, probe),
        ];
      }, [])
      .map(({ verdict }) => verdict?.[0] ?? '.');
  assert.equal(verdicts('+-+-').join(''), '....');
  assert.equal(verdicts('++-+--+++').join(''), '.ppppffpp');
});

test('a startup probe holds the others back', () => {
  const container = {
    name: 'app',
    startupProbe: {},
    livenessProbe: {},
    readinessProbe: {},
  };
  const passing = { ...NO_RESULTS, verdict: 'passing' as const };
  const failing = { ...NO_RESULTS, verdict: 'failing' as const };
  assert.deepEqual(healthOf(container, { liveness: failing }), {
    started: false,
    ready: false,
    unhealthy: undefined,
  });
  assert.match(
    healthOf(container, { startup: failing }).unhealthy ?? '',
    /startup/,
  );
  const live = healthOf(container, { startup: passing, readiness: passing });
  assert.deepEqual(live, { started: true, ready: true, unhealthy: undefined });
  const dead = healthOf(container, { startup: passing, liveness: failing });
  assert.match(dead.unhealthy ?? '', /liveness/);
});

test('pod addresses are not given twice, nor again at once', () => {
  const taken = new Set<string>();
  let last: string | undefined;
  for (let number = 0; number < 600; number++) {
    last = nextPodIp(taken, last);
    assert.ok(!taken.has(last) && !/\.(0|255)$/.test(last), last);
    taken.add(last);
  }
  assert.equal(nextPodIp(new Set(), '10.244.0.4'), '10.244.0.5');
  assert.equal(bindAddress('127.91', '10.244.3.7'), '127.91.3.7');
});

test('a hosts file knows services, headless pods and StatefulSet members', () => {
  const member: Pod = {
    metadata: { name: 'db-0', namespace: 'n', labels: { app: 'db' } },
    spec: { containers: [], hostname: 'db-0', subdomain: 'db' },
  };
  const own = { pod, address: '127.91.0.9', ready: true };
  const file = hostsFile(
    own,
    [
      {
        metadata: { name: 'web', namespace: 'n' },
        spec: { clusterIP: '127.200.0.5' },
      },
      {
        metadata: { name: 'db', namespace: 'n' },
        spec: { clusterIP: 'None', selector: { app: 'db' } },
      },
      {
        metadata: { name: 'far', namespace: 'm' },
        spec: { clusterIP: '127.200.0.6' },
      },
    ],
    [own, { pod: member, address: '127.91.0.10', ready: true }],
  );
  const names = (address: string) =>
    file
      .split('\n')
      .filter(line => line.startsWith(`${address} `))
      .flatMap(line => line.split(' ').slice(1));
  assert.ok(names('127.200.0.5').includes('web'));
  assert.ok(!names('127.200.0.6').includes('far'));
  assert.ok(names('127.200.0.6').includes('far.m.svc.cluster.local'));
  assert.ok(names('127.91.0.10').includes('db'));
  assert.ok(names('127.91.0.10').includes('db-0.db.n.svc.cluster.local'));
  assert.deepEqual(names('127.91.0.9'), ['p']);
});

test('a root takes the machine, lays the image over it and mounts over both', () => {
  const folders: Record<string, [string, boolean][]> = {
    '/': [
      ['usr', true],
      ['etc', true],
      ['bin', false],
    ],
    '/etc': [
      ['hosts', false],
      ['ssl', true],
    ],
    '/image': [
      ['app', true],
      ['etc', true],
    ],
    '/image/etc': [['app.conf', false]],
  };
  const steps = planRoot(
    '/image',
    [
      { path: '/etc/hosts', source: '/own/hosts', readOnly: false },
      { path: '/data/deep', source: '/volume', readOnly: true },
    ],
    {
      entries: path =>
        folders[path]?.map(([name, isFolder]) => ({ name, isFolder })),
    },
  );
  const shown = steps.map(step => {
    switch (step.kind) {
      case 'mkdir':
        return `mkdir ${step.path}`;
      case 'link':
        return `${step.path} -> ${step.target}`;
      case 'bind':
        return `${step.path} = ${step.source}${step.readOnly ? ' ro' : ''}`;
    }
  });
  assert.deepEqual(shown, [
    'mkdir /.pilothouse',
    '/.pilothouse/machine = /',
    '/usr = /usr',
    'mkdir /etc',
    '/etc/hosts = /own/hosts',
    '/etc/ssl -> /.pilothouse/machine/etc/ssl',
    '/etc/app.conf = /image/etc/app.conf',
    '/bin -> /.pilothouse/machine/bin',
    '/app = /image/app',
    'mkdir /data',
    '/data/deep = /volume ro',
  ]);
});
