import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../../platform/wait.ts';
import { type Kubectl, openKubectl } from '../../../testing/kubectl.ts';

const PROGRAM = `
const http = require('node:http');
console.log('life of', process.pid);
console.error('a word on stderr');
let number = 0;
setInterval(() => console.log('tick', number++), 200);
http.createServer((request, response) => response.end('echo ' + request.url))
  .listen(8080, process.env.PILOTHOUSE_BIND_ADDRESS);
`;

const namespace = `kubelet-${randomBytes(4).toString('hex')}`;
const deadline = (seconds: number) => AbortSignal.timeout(seconds * 1000);
let kubectl: Kubectl;

function here(args: readonly string[], stdin?: string) {
  return kubectl.run(['--namespace', namespace, ...args], stdin);
}

async function output(
  args: readonly string[],
  stdin?: string,
): Promise<string> {
  const { code, out, err } = await here(args, stdin);
  assert.equal(code, 0, `kubectl ${args.join(' ')}: ${err}`);
  return out;
}

before(async () => {
  kubectl = await openKubectl();
  assert.equal((await kubectl.run(['create', 'namespace', namespace])).code, 0);
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'talker' },
    spec: {
      nodeName: 'local',
      terminationGracePeriodSeconds: 1,
      containers: [
        { name: 'app', image: 'node', command: ['node', '-e', PROGRAM] },
      ],
    },
  };
  await waitUntil(
    async () =>
      (await here(['apply', '-f', '-'], JSON.stringify(pod))).code === 0,
    deadline(60),
    500,
  );
  await output([
    'wait',
    'pod/talker',
    '--for=condition=Ready',
    '--timeout=60s',
  ]);
});

after(async () => {
  await kubectl.run(['delete', 'namespace', namespace, '--wait=false']);
});

test('logs show all, the tail, a time span and time stamps', async () => {
  const said = async () => output(['logs', 'talker']);
  await waitUntil(async () => (await said()).includes('tick 3'), deadline(60));
  assert.match(await said(), /^life of \d+$/m);
  assert.match(await said(), /a word on stderr/);
  assert.match(await output(['logs', 'talker', '--tail=1']), /^tick \d+\n$/);
  const recent = await output(['logs', 'talker', '--since=1s']);
  assert.ok(recent.split('\n').length <= 8, recent);
  const stamped = await output(['logs', 'talker', '--timestamps', '--tail=2']);
  assert.match(stamped, /^(\d{4}-\d\d-\d\dT\S+Z tick \d+\n){2}$/);
  assert.equal((await output(['logs', 'talker', '--limit-bytes=4'])).length, 4);
});

test('logs -f shows lines as they come', async () => {
  const child = kubectl.start([
    '-n',
    namespace,
    'logs',
    '-f',
    'talker',
    '--tail=0',
  ]);
  let seen = '';
  child.stdout?.on('data', chunk => {
    seen += String(chunk);
  });
  try {
    await waitUntil(() => /tick \d+\ntick \d+\n/.test(seen), deadline(60));
  } finally {
    child.kill();
  }
});

test('exec gives output, takes input, and passes the exit code on', async () => {
  assert.equal(
    await output(['exec', 'talker', '--', 'echo', 'hello']),
    'hello\n',
  );
  const long = 'line of input\n'.repeat(20_000);
  assert.equal(await output(['exec', '-i', 'talker', '--', 'cat'], long), long);
  const { code, err } = await here([
    'exec',
    'talker',
    '--',
    'sh',
    '-c',
    'exit 7',
  ]);
  assert.equal(code, 7);
  assert.match(err, /exit code 7/);
  const missing = await here(['exec', 'talker', '--', 'no-such-program']);
  assert.notEqual(missing.code, 0);
});

test('run -i attaches to a container, types into it and takes its exit code', async () => {
  const script = 'read line; echo "got $line"; exit 3';
  const { code, out } = await here(
    [
      'run',
      'typed',
      '--image=busybox',
      '--restart=Never',
      '--rm',
      '--stdin',
      '--quiet',
      '--command',
      '--',
      'sh',
      '-c',
      script,
    ],
    'hello\n',
  );
  assert.equal(code, 3);
  assert.match(out, /got hello/);
});

test('port-forward carries requests', async () => {
  const child = kubectl.start([
    '-n',
    namespace,
    'port-forward',
    'pod/talker',
    ':8080',
  ]);
  try {
    let said = '';
    child.stdout?.on('data', chunk => {
      said += String(chunk);
    });
    const port = () => /127\.0\.0\.1:(\d+) ->/.exec(said)?.[1];
    await waitUntil(() => port() !== undefined, deadline(60));
    for (const path of ['/one', '/two']) {
      const response = await fetch(`http://127.0.0.1:${port()}${path}`);
      assert.equal(await response.text(), `echo ${path}`);
    }
  } finally {
    child.kill();
  }
});

test('logs --previous shows the life before the restart', async () => {
  const pid = () =>
    output(['logs', 'talker']).then(log => /life of (\d+)/.exec(log)?.[1]);
  const first = await pid();
  assert.ok(first);
  await here(['exec', 'talker', '--', 'kill', '-9', first]);
  await waitUntil(
    async () => {
      const { code, out } = await here(['logs', 'talker', '--previous']);
      return code === 0 && out.includes(`life of ${first}\n`);
    },
    deadline(60),
    500,
  );
  await waitUntil(
    async () => {
      const now = await pid();
      return now !== undefined && now !== first;
    },
    deadline(60),
    500,
  );
});

test('top shows the pod and the node', async () => {
  await waitUntil(
    async () => /talker\s+\d+m\s+\d+Mi/.test((await here(['top', 'pod'])).out),
    deadline(120),
    1000,
  );
  assert.match(await output(['top', 'node', 'local']), /local\s+\d+m\s+\d+%/);
});
