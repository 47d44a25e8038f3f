import type { TemplateChange } from '@pilothouse/plugin-platform-common';
import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { templateChanges } from './template-changes';

const secret = 'not-to-be-told';

function template(
  app: Partial<Container> = {},
  more: PodTemplateSpec = {},
): PodTemplateSpec {
  return {
    metadata: more.metadata,
    spec: {
      containers: [{ name: 'app', image: 'web:1', ...app }],
      ...more.spec,
    },
  };
}

const annotated = (annotations: Record<string, string>) =>
  template({}, { metadata: { annotations } });
const labeled = (labels: Record<string, string>) =>
  template({}, { metadata: { labels } });
const sidecar = { name: 'proxy', image: 'proxy:1' };
const config = (name: string) =>
  template(
    {},
    {
      spec: {
        containers: template().spec!.containers,
        volumes: [{ name: 'config', configMap: { name } }],
      },
    },
  );
const restartedAt = (moment: string) => ({
  'kubectl.kubernetes.io/restartedAt': moment,
});
const part = (
  name: Extract<TemplateChange, { kind: 'part' }>['part'],
): TemplateChange => ({ kind: 'part', container: 'app', part: name });

it.each<[string, PodTemplateSpec, PodTemplateSpec, TemplateChange[]]>([
  ['nothing', template(), template(), []],
  [
    'the image',
    template(),
    template({ image: 'web:2' }),
    [{ kind: 'image', container: 'app', from: 'web:1', to: 'web:2' }],
  ],
  [
    'variables',
    template({
      env: [
        { name: 'OLD', value: secret },
        { name: 'SAME', value: secret },
        { name: 'PORT', value: secret },
      ],
    }),
    template({
      env: [
        { name: 'SAME', value: secret },
        { name: 'PORT', value: `${secret}-2` },
        { name: 'NEW', value: secret },
      ],
    }),
    [
      {
        kind: 'env',
        container: 'app',
        added: ['NEW'],
        removed: ['OLD'],
        changed: ['PORT'],
      },
    ],
  ],
  [
    'where variables come from',
    template(),
    template({ envFrom: [{ configMapRef: { name: 'web' } }] }),
    [part('env-from')],
  ],
  [
    'resources',
    template({ resources: { limits: { cpu: '1' } } }),
    template({ resources: { limits: { cpu: '2' } } }),
    [part('resources')],
  ],
  [
    'command and arguments',
    template({ command: ['a'] }),
    template({ command: ['b'], args: ['c'] }),
    [part('command')],
  ],
  [
    'a probe',
    template(),
    template({ livenessProbe: { periodSeconds: 3 } }),
    [part('probes')],
  ],
  [
    'what is mounted',
    template(),
    template({ volumeMounts: [{ name: 'config', mountPath: '/etc' }] }),
    [part('mounts')],
  ],
  [
    'a configuration volume',
    config('one'),
    config('two'),
    [{ kind: 'volumes', names: ['config'] }],
  ],
  [
    'a container',
    template(),
    template(
      {},
      { spec: { containers: [...template().spec!.containers, sidecar] } },
    ),
    [{ kind: 'container', container: 'proxy', change: 'added' }],
  ],
  [
    'a container less',
    template(
      {},
      { spec: { containers: [...template().spec!.containers, sidecar] } },
    ),
    template(),
    [{ kind: 'container', container: 'proxy', change: 'removed' }],
  ],
  [
    'a restart',
    template(),
    annotated(restartedAt('2031-04-01T08:00:00Z')),
    [{ kind: 'restart' }],
  ],
  [
    'one more restart',
    annotated(restartedAt('2031-04-01T08:00:00Z')),
    annotated(restartedAt('2031-04-01T09:00:00Z')),
    [{ kind: 'restart' }],
  ],
  [
    'a restart with a port: the port only',
    template(),
    {
      ...template({ ports: [{ containerPort: 80 }] }),
      metadata: { annotations: restartedAt('2031-04-01T09:00:00Z') },
    },
    [{ kind: 'other' }],
  ],
  [
    'a label',
    labeled({ tier: 'one' }),
    labeled({ tier: 'two' }),
    [{ kind: 'other' }],
  ],
  [
    'the hash of the template',
    labeled({ 'pod-template-hash': '1' }),
    labeled({ 'pod-template-hash': '2' }),
    [],
  ],
])('tells of templates that differ by %s', (_, before, after, changes) => {
  const told = templateChanges(before, after);
  expect(told).toEqual(changes);
  expect(JSON.stringify(told)).not.toContain(secret);
});
