import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { around } from '../deployments/__testUtils__/scene';
import { lastChangeOf } from './last-change';

const first = '2026-01-01T00:00:00Z';
const second = '2026-01-02T00:00:00Z';
const third = '2026-01-03T00:00:00Z';
const fourth = '2026-01-04T00:00:00Z';

const template = (
  image: string,
  more: { restartedAt?: string; env?: string } = {},
): PodTemplateSpec => ({
  metadata: {
    labels: { app: 'web' },
    annotations: more.restartedAt
      ? { 'kubectl.kubernetes.io/restartedAt': more.restartedAt }
      : {},
  },
  spec: {
    containers: [
      { name: 'web', image, env: [{ name: 'MODE', value: more.env ?? 'a' }] },
    ],
  },
});

const fields = {
  template: { 'f:spec': { 'f:template': {} } },
  replicas: { 'f:spec': { 'f:replicas': {} } },
  both: { 'f:spec': { 'f:template': {}, 'f:replicas': {} } },
  status: { 'f:status': { 'f:replicas': {} } },
  release: {
    'f:metadata': { 'f:labels': {} },
    'f:spec': { 'f:template': {}, 'f:replicas': {} },
  },
};

type Wrote = readonly [keyof typeof fields, string];
/** Templates by the time of their first creation, in the order of their revisions. */
type Kept = readonly (readonly [PodTemplateSpec, string])[];

function changeOf(
  wrote: readonly Wrote[],
  kept: Kept,
  { replicas, progressing }: { replicas?: number; progressing?: object } = {},
) {
  const revision = 'deployment.kubernetes.io/revision';
  const at = { namespace: 'lab' };
  return lastChangeOf(
    around({
      deployments: [
        {
          metadata: {
            ...at,
            name: 'web',
            uid: 'web',
            annotations: { [revision]: `${kept.length}` },
            managedFields: wrote.map(([what, time]) => ({
              manager: 'kubectl',
              ...(what === 'status' && { subresource: 'status' }),
              time,
              fieldsV1: fields[what],
            })),
          },
          ...(replicas !== undefined && {
            spec: { replicas, selector: {}, template: {} },
          }),
          ...(progressing && {
            status: {
              replicas: 1,
              conditions: [
                { type: 'Progressing', status: 'True', ...progressing },
              ],
            },
          }),
        },
      ],
      replicasets: kept.map(([spec, creationTimestamp], index) => ({
        metadata: {
          ...at,
          name: `web-${index}`,
          creationTimestamp,
          annotations: { [revision]: `${index + 1}` },
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'web',
              uid: 'web',
              controller: true,
            },
          ],
        },
        spec: { selector: {}, template: spec },
      })),
    }),
  );
}

const old = [template('shop/web:1.0.0'), first] as const;
const now = (...args: Parameters<typeof template>) =>
  [old, [template(...args), second]] as const;
const digest = `@sha256:${'ab'.repeat(32)}`;

it.each<[string, Wrote[], Kept, string, string | undefined]>([
  ['a first release', [['release', first]], [old], first, undefined],
  [
    'a release',
    [['release', second]],
    now('shop/web:1.1.0'),
    second,
    'version',
  ],
  [
    'another image of the same version',
    [['release', second]],
    now(`shop/web:1.0.0${digest}`),
    second,
    'image',
  ],
  [
    'a restart',
    [
      ['release', first],
      ['template', second],
    ],
    now('shop/web:1.0.0', { restartedAt: second }),
    second,
    'restart',
  ],
  [
    'another configuration',
    [['release', second]],
    now('shop/web:1.0.0', { env: 'b' }),
    second,
    'configuration',
  ],
  [
    'scaling',
    [
      ['release', second],
      ['replicas', third],
    ],
    now('shop/web:1.1.0'),
    third,
    'replicas',
  ],
  [
    'scaling by who restarted before',
    [['both', third]],
    now('shop/web:1.0.0', { restartedAt: second }),
    third,
    'replicas',
  ],
  [
    'a release that changes no pod',
    [['release', third]],
    now('shop/web:1.1.0'),
    third,
    'settings',
  ],
  [
    'no change: a template that is set as it was',
    [['template', third]],
    now('shop/web:1.1.0'),
    second,
    'version',
  ],
  [
    'going back',
    [['template', third]],
    [
      [template('shop/web:1.1.0'), second],
      [template('shop/web:1.0.0'), first],
    ],
    third,
    'roll-back',
  ],
  [
    'scaling after going back',
    [
      ['template', third],
      ['replicas', fourth],
    ],
    [
      [template('shop/web:1.1.0'), second],
      [template('shop/web:1.0.0'), first],
    ],
    fourth,
    'replicas',
  ],
  [
    'a release where nobody keeps book',
    [],
    now('shop/web:1.1.0'),
    second,
    'version',
  ],
])('tells %s', (_, wrote, kept, changedAt, kind) => {
  const { change, ...told } = changeOf(wrote, kept);
  expect([told, change?.kind]).toEqual([{ changedAt }, kind]);
});

describe('scaling to zero by whom no book is kept', () => {
  const released: Wrote[] = [['template', second]];
  const seen = (time: string): Wrote => ['status', time];
  const soon = '2026-01-02T00:00:50Z';

  it.each<[string, Wrote[], number, string, string]>([
    ['is told', [...released, seen(third)], 0, third, 'replicas'],
    [
      'is none where some run',
      [...released, seen(third)],
      2,
      second,
      'version',
    ],
    [
      'is none soon after a release',
      [...released, seen(soon)],
      0,
      second,
      'version',
    ],
    [
      'is none where book is kept',
      [['both', second], seen(third)],
      0,
      second,
      'version',
    ],
    [
      'is none soon after something else was set',
      [...released, ['template', third], seen(third)],
      0,
      second,
      'version',
    ],
  ])('%s', (_, wrote, replicas, changedAt, kind) => {
    const told = changeOf(wrote, now('shop/web:1.1.0'), { replicas });
    expect(told).toEqual({ changedAt, change: { kind } });
  });
});

describe('going back by taking fields away, of which the API server keeps no book', () => {
  const left: Kept = [
    [template('shop/web:1.0.0', { env: 'b' }), second],
    [template('shop/web:1.0.0'), first],
  ];
  const progressing = (lastUpdateTime: string, more: object = {}) => ({
    reason: 'NewReplicaSetAvailable',
    lastUpdateTime,
    ...more,
  });

  it.each<[string, Wrote[], object, string]>([
    ['is told', [['template', second]], progressing(third), third],
    [
      'is told while it goes on',
      [['template', second]],
      progressing(third, { reason: 'ReplicaSetUpdated' }),
      third,
    ],
    [
      'is no older than what was scaled before',
      [
        ['template', second],
        ['replicas', third],
      ],
      progressing(fourth),
      fourth,
    ],
    [
      'is dated by who set a template where one did',
      [['template', third]],
      progressing(fourth),
      third,
    ],
    [
      'is not dated by what was told before',
      [['template', third]],
      progressing(first),
      third,
    ],
    [
      'is not dated by a rollout that did not go on',
      [['template', second]],
      progressing(third, { status: 'False' }),
      second,
    ],
  ])('%s', (_, wrote, condition, changedAt) => {
    const told = changeOf(wrote, left, { progressing: condition });
    expect(told).toEqual({ changedAt, change: { kind: 'roll-back' } });
  });
});
