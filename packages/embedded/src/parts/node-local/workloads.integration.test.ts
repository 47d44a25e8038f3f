import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  appOf,
  openNamespace,
  podOf,
  shellPod,
  type TestNamespace,
} from '../../testing/namespace.ts';

let ns: TestNamespace;

before(async () => {
  ns = await openNamespace('node');
});

after(async () => {
  await ns.remove();
});

const phase = (wanted: string) => (pod: { status?: { phase?: string } }) =>
  pod.status?.phase === wanted;

test('environment comes from ConfigMap, Secret, downward API and other variables', async () => {
  await ns.apply({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'env' },
    data: { A: 'one' },
  });
  await ns.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'env' },
    stringData: { B: 'two' },
  });
  const env = [
    { name: 'C', valueFrom: { secretKeyRef: { name: 'env', key: 'B' } } },
    { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    {
      name: 'MEMORY',
      valueFrom: {
        resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' },
      },
    },
    { name: 'ALL', value: '$(X_A)-$(C)-$$(A)-$(MISSING)' },
  ];
  await ns.apply(
    podOf(
      'env',
      {
        command: ['sh', '-c', 'echo "$ALL $NAME $MEMORY $0 $1"'],
        args: ['$(NAME)', '$(C)'],
        env,
        envFrom: [{ prefix: 'X_', configMapRef: { name: 'env' } }],
        resources: { limits: { memory: '64Mi' } },
      },
      { restartPolicy: 'Never' },
    ),
  );
  await ns.until('env', phase('Succeeded'));
  assert.equal(
    await ns.run('logs', 'env'),
    'one-two-$(A)-$(MISSING) env 64 env two\n',
  );
});

test('volumes are at their paths, and a changed ConfigMap reaches a running pod', async () => {
  const map = (value: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'files' },
    data: { 'a.txt': value },
  });
  await ns.apply(map('old'));
  await ns.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'claim' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  });
  const mounts = [
    { name: 'map', mountPath: '/etc/files' },
    { name: 'map', mountPath: '/opt/one.txt', subPath: 'a.txt' },
    { name: 'scratch', mountPath: '/scratch' },
    { name: 'claim', mountPath: '/var/data' },
    { name: 'labels', mountPath: '/etc/labels' },
  ];
  const downward = {
    items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }],
  };
  const pod = shellPod(
    'files',
    'cat /scratch/init /var/data/init /etc/labels/name; echo; exec sleep 1000',
    {
      initContainers: [
        {
          name: 'init',
          image: 'busybox',
          volumeMounts: mounts,
          command: [
            'sh',
            '-c',
            'echo first > /scratch/init; echo kept > /var/data/init',
          ],
        },
      ],
      volumes: [
        { name: 'map', configMap: { name: 'files' } },
        { name: 'scratch', emptyDir: {} },
        { name: 'claim', persistentVolumeClaim: { claimName: 'claim' } },
        { name: 'labels', downwardAPI: downward },
      ],
    },
  );
  Object.assign(pod.spec.containers[0] ?? {}, { volumeMounts: mounts });
  await ns.apply(pod);
  await ns.until('files', phase('Running'));
  assert.equal(
    await ns.run('logs', 'files', '-c', 'app'),
    'first\nkept\nfiles\n',
  );
  const read = (path: string) =>
    ns.run('exec', 'files', '-c', 'app', '--', 'cat', path);
  assert.equal(await read('/etc/files/a.txt'), 'old');
  await ns.apply(map('new'));
  const deadline = Date.now() + 60_000;
  while ((await read('/etc/files/a.txt')) !== 'new') {
    assert.ok(Date.now() < deadline, 'the change did not arrive within 60 s');
  }
  assert.equal(await read('/opt/one.txt'), 'old');
});

test('the service account works from inside, with what it may do and no more', async () => {
  const script = `
    const fs = require('fs'), https = require('https');
    const dir = '/var/run/secrets/kubernetes.io/serviceaccount/';
    const get = path => new Promise((resolve, reject) => https.get({
      host: process.env.KUBERNETES_SERVICE_HOST, port: process.env.KUBERNETES_SERVICE_PORT, path,
      ca: fs.readFileSync(dir + 'ca.crt'),
      headers: { Authorization: 'Bearer ' + fs.readFileSync(dir + 'token') },
    }, r => resolve(r.statusCode)).on('error', reject));
    (async () => { console.log(await get('/version'), await get('/api/v1/secrets')); process.exit(0); })();`;
  await ns.apply(
    podOf(
      'account',
      { image: 'node', command: ['node', '-e', script] },
      { restartPolicy: 'Never' },
    ),
  );
  await ns.until('account', phase('Succeeded'));
  assert.equal(await ns.run('logs', 'account'), '200 403\n');
});

test('exit codes and signals are told', async () => {
  await ns.apply(shellPod('code', 'exit 7', { restartPolicy: 'Never' }));
  await ns.apply(
    shellPod('signal', 'kill -9 $$$$', { restartPolicy: 'Never' }),
  );
  await ns.apply(
    podOf(
      'missing',
      { command: ['/no/such/program'] },
      { restartPolicy: 'Never' },
    ),
  );
  const code = appOf(await ns.until('code', phase('Failed')))?.state
    ?.terminated;
  assert.deepEqual([code?.exitCode, code?.reason], [7, 'Error']);
  const signal = appOf(await ns.until('signal', phase('Failed')))?.state
    ?.terminated;
  assert.deepEqual([signal?.exitCode, signal?.signal], [137, 9]);
  const missing = appOf(await ns.until('missing', phase('Failed')))?.state
    ?.terminated;
  assert.equal(missing?.reason, 'StartError');
  assert.match(missing?.message ?? '', /\/no\/such\/program: No such file/);
});

test('a program that ends is started again at once, then after a pause that is shown', async () => {
  await ns.apply(shellPod('crash', 'echo life; exit 3'));
  const pod = await ns.until(
    'crash',
    ({ status }) =>
      status?.containerStatuses?.[0]?.state?.waiting?.reason ===
      'CrashLoopBackOff',
  );
  const app = appOf(pod);
  assert.equal(app?.restartCount, 1);
  assert.equal(app.lastState?.terminated?.exitCode, 3);
  assert.match(app.state?.waiting?.message ?? '', /back-off 10s/);
  assert.equal(await ns.run('logs', 'crash', '--previous'), 'life\n');

  const { namespace, uid } = pod.metadata ?? {};
  assert.equal(
    await ns.event('crash', /^BackOff: /),
    `BackOff: Back-off restarting failed container app in pod crash_${namespace}(${uid})`,
  );
});

test('a failing liveness probe restarts, a failing readiness probe only takes out', async () => {
  const probe = (path: string) => ({
    exec: { command: ['test', '-e', path] },
    periodSeconds: 1,
    failureThreshold: 2,
  });
  await ns.apply(
    podOf('probes', {
      command: ['sh', '-c', 'touch /tmp/live /tmp/ready; exec sleep 1000'],
      livenessProbe: probe('/tmp/live'),
      readinessProbe: probe('/tmp/ready'),
      startupProbe: probe('/tmp/live'),
    }),
  );
  await ns.until('probes', pod => appOf(pod)?.ready === true);
  await ns.run('exec', 'probes', '--', 'rm', '/tmp/ready');
  const unready = await ns.until('probes', pod => appOf(pod)?.ready === false);
  assert.equal(appOf(unready)?.restartCount, 0);
  await ns.run('exec', 'probes', '--', 'rm', '/tmp/live');
  await ns.until(
    'probes',
    pod => (appOf(pod)?.restartCount ?? 0) >= 1 && appOf(pod)?.ready === true,
  );
  await ns.event('probes', /^Unhealthy: Liveness probe failed/);
  await ns.event('probes', /^Killing: .*liveness probe/);
});

test('a program that takes more memory than its limit is killed for it', async () => {
  const script =
    'const kept = []; setInterval(() => kept.push(Buffer.alloc(16 * 1024 * 1024, 1)), 20)';
  await ns.apply(
    podOf(
      'hungry',
      {
        image: 'node',
        command: ['node', '-e', script],
        resources: { limits: { memory: '150Mi' } },
      },
      { restartPolicy: 'Never' },
    ),
  );
  const end = appOf(await ns.until('hungry', phase('Failed')))?.state
    ?.terminated;
  assert.deepEqual([end?.exitCode, end?.reason], [137, 'OOMKilled']);
  await ns.event('hungry', /^OOMKilling: .*limit is 150Mi/);
});

test('a Job tries again until it is done, and a CronJob can be run', async () => {
  const template = (script: string, restartPolicy: string) => ({
    spec: {
      restartPolicy,
      containers: [
        { name: 'app', image: 'busybox', command: ['sh', '-c', script] },
      ],
    },
  });
  const once =
    '[ -e /tmp/second ] || { touch /tmp/second; exit 1; }; echo done';
  await ns.apply({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'twice' },
    spec: { template: template(once, 'OnFailure') },
  });
  await ns.run(
    'wait',
    '--for=condition=Complete',
    'job/twice',
    '--timeout=60s',
  );
  await ns.apply({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'cron' },
    spec: {
      schedule: '0 0 1 1 *',
      jobTemplate: { spec: { template: template('echo cron', 'Never') } },
    },
  });
  await ns.run('create', 'job', 'from-cron', '--from=cronjob/cron');
  await ns.run(
    'wait',
    '--for=condition=Complete',
    'job/from-cron',
    '--timeout=60s',
  );
  assert.equal(await ns.run('logs', 'job/from-cron'), 'cron\n');
});

test('activeDeadlineSeconds ends a pod', async () => {
  await ns.apply(
    shellPod('late', 'exec sleep 1000', { activeDeadlineSeconds: 2 }),
  );
  const pod = await ns.until('late', phase('Failed'));
  assert.equal(pod.status?.reason, 'DeadlineExceeded');
});

test('what the node cannot do is refused in one sentence', async () => {
  await ns.apply(
    podOf('admin', {
      command: ['sh'],
      securityContext: { capabilities: { add: ['SYS_ADMIN'] } },
    }),
  );
  await ns.apply(
    podOf('root', {
      command: ['sh'],
      securityContext: { privileged: true },
    }),
  );
  await ns.apply(shellPod('net', 'true', { hostNetwork: true }));
  const pod = await ns.until('admin', phase('Failed'));
  assert.equal(pod.status?.reason, 'NotSupportedHere');
  assert.match(
    pod.status?.message ?? '',
    /"app" asks for the capabilities SYS_ADMIN/,
  );
  await ns.event('admin', /^NotSupportedHere: .*SYS_ADMIN/);
  await ns.until('root', phase('Failed'));
  await ns.event('root', /^NotSupportedHere: .*privileged/);
  await ns.until('net', phase('Failed'));
  await ns.event('net', /^NotSupportedHere: .*hostNetwork/);
});

test('an unknown image says what can be run, and a missing ConfigMap is waited for', async () => {
  await ns.apply(podOf('image', { image: 'registry.example/none:1' }));
  await ns.until(
    'image',
    pod => appOf(pod)?.state?.waiting?.reason === 'ErrImagePull',
  );
  await ns.event(
    'image',
    /^Failed: ErrImagePull: .*What it can run: .*busybox/,
  );
  await ns.until(
    'image',
    pod => appOf(pod)?.state?.waiting?.reason === 'ImagePullBackOff',
  );
  const envFrom = [{ configMapRef: { name: 'later' } }];
  await ns.apply(podOf('waits', { command: ['sleep', '1000'], envFrom }));
  await ns.until(
    'waits',
    pod => appOf(pod)?.state?.waiting?.reason === 'CreateContainerConfigError',
  );
  await ns.apply({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'later' },
    data: { A: '1' },
  });
  await ns.until('waits', phase('Running'));
});

test('deletion asks first, waits for the grace, and then ends the whole tree', async () => {
  const script =
    'trap "echo asked" TERM; echo up; sleep 987654 & while true; do wait; done';
  await ns.apply(
    shellPod('stubborn', script, { terminationGracePeriodSeconds: 3 }),
  );
  await ns.until('stubborn', phase('Running'));
  const log = ns.follow('stubborn');
  await log.hears(/up/);
  const from = Date.now();
  await ns.run('delete', 'pod', 'stubborn', '--wait=false');
  await ns.gone('stubborn');
  const lasted = Date.now() - from;
  assert.ok(lasted >= 2_900, `took ${lasted} ms`);
  assert.match(await log.whole(), /asked/);
});

test('a sidecar starts first and ends last', async () => {
  await ns.apply(
    shellPod('pair', 'cat /scratch/side', {
      restartPolicy: 'Never',
      volumes: [{ name: 'scratch', emptyDir: {} }],
      initContainers: [
        {
          name: 'side',
          image: 'busybox',
          restartPolicy: 'Always',
          command: ['sh', '-c', 'echo ready > /scratch/side; exec sleep 1000'],
          startupProbe: {
            exec: { command: ['test', '-e', '/scratch/side'] },
            periodSeconds: 1,
          },
          volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
        },
      ],
      containers: [
        {
          name: 'app',
          image: 'busybox',
          command: ['cat', '/scratch/side'],
          volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
        },
      ],
    }),
  );
  await ns.until('pair', phase('Succeeded'));
  assert.equal(await ns.run('logs', 'pair', '-c', 'app'), 'ready\n');
});

test('hooks run after the start and before the end', async () => {
  const hook = (command: string) => ({
    exec: { command: ['sh', '-c', command] },
  });
  await ns.apply(
    podOf(
      'hooks',
      {
        command: [
          'sh',
          '-c',
          'trap "cat /tmp/said; exit 0" TERM; echo up; while true; do sleep 0.1; done',
        ],
        lifecycle: {
          postStart: hook('echo begun >> /tmp/said'),
          preStop: hook('echo ends >> /tmp/said'),
        },
      },
      { terminationGracePeriodSeconds: 10 },
    ),
  );
  await ns.until('hooks', pod => appOf(pod)?.ready === true);
  const log = ns.follow('hooks');
  await log.hears(/up/);
  await ns.run('delete', 'pod', 'hooks');
  assert.match(await log.whole(), /begun\nends\n/);
});
