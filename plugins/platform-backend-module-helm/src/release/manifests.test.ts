import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { demandOf } from './demand';
import { objectsIn, partsIn, withoutSecrets } from './manifests';

it('reads all objects of a manifest, those of lists too', () => {
  const manifest = `---
# Source: chart/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
---
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: b } }
`;
  expect(objectsIn(manifest).map(({ metadata }) => metadata?.name)).toEqual([
    'a',
    'b',
  ]);
});

it('parts what goes from what stays by the manifest alone, document by document', () => {
  const keep =
    '{ name: NAME, annotations: { helm.sh/resource-policy: " Keep " } }';
  const object = (kind: string, name: string, metadata = '{ name: NAME }') =>
    `---\nkind: ${kind}\napiVersion: v1\nmetadata: ${metadata.replace(
      'NAME',
      name,
    )}\n`;
  const hook = (name: string, events: string) =>
    object(
      'Job',
      name,
      `{ name: NAME, annotations: { helm.sh/hook: "${events}" } }`,
    );
  const list = `---
kind: List
apiVersion: v1
items:
  - { apiVersion: v1, kind: Secret, metadata: ${keep.replace('NAME', 'item')} }
`;
  const parts = partsIn(
    [
      object('Service', 'web'),
      object('PersistentVolumeClaim', 'data', keep),
      list,
    ].join(''),
    [
      hook('seed', 'post-install'),
      hook('clean', 'post-upgrade, pre-delete'),
    ].join(''),
  );
  const names = Object.fromEntries(
    Object.entries(parts).map(([part, objects]) => [
      part,
      objects.map((each: KubeObject) => each.metadata?.name),
    ]),
  );
  expect(names).toEqual({
    goes: ['web', 'item'],
    stays: ['data'],
    passing: ['seed', 'clean'],
    runs: ['clean'],
  });
});

it('says where a chart makes what is no YAML', () => {
  expect(() => objectsIn('a: [')).toThrow(/no YAML/);
});

it('shows that a secret changes, and not what it is', () => {
  const secret = (password: string) => ({
    kind: 'Secret',
    metadata: { name: 'cache' },
    stringData: { user: 'cache', password },
  });
  const plain = { kind: 'ConfigMap', metadata: { name: 'cache' } };
  const shown = withoutSecrets({
    before: [secret('one')],
    after: [secret('two'), plain],
  });
  expect(JSON.stringify(shown)).not.toMatch(/one|two/);
  expect(shown.after).toEqual([
    expect.objectContaining({
      stringData: { user: '••••••', password: '•••••• ≠ ••••••' },
    }),
    plain,
  ]);
});

it.each<[string, object[], Record<string, string>]>([
  [
    'pods as many as there are, with their volumes',
    [
      {
        kind: 'StatefulSet',
        spec: {
          replicas: 3,
          template: {
            spec: {
              containers: [
                {
                  resources: {
                    requests: { cpu: '50m' },
                    limits: { memory: '1Gi' },
                  },
                },
              ],
            },
          },
          volumeClaimTemplates: [
            { spec: { resources: { requests: { storage: '2Gi' } } } },
          ],
        },
      },
    ],
    {
      'count/statefulsets.apps': '1 × 1',
      'requests.cpu': '50m × 3',
      'requests.memory': '1Gi × 3',
      'limits.memory': '1Gi × 3',
      'count/pods': '1 × 3',
      'requests.storage': '2Gi × 3',
      'count/persistentvolumeclaims': '1 × 3',
    },
  ],
  [
    'what asks for nothing',
    [
      {
        kind: 'Deployment',
        spec: { template: { spec: { containers: [{}] } } },
      },
    ],
    { 'count/deployments.apps': '1 × 1', 'count/pods': '1 × 1' },
  ],
  ['kinds that no quota knows', [{ kind: 'Widget', spec: 'large' }], {}],
])('counts %s', (_, objects, expected) => {
  expect(
    Object.fromEntries(
      demandOf(objects).map(({ resource, each, times }) => [
        resource,
        `${each} × ${times}`,
      ]),
    ),
  ).toEqual(expected);
});
