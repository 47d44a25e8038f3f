import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { overwrittenBy } from './overwrites';
import type { Workload } from './workload';

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

function template(image: string, more: PodTemplateSpec = {}): PodTemplateSpec {
  const ports = [{ containerPort: 80, protocol: 'TCP' }];
  return {
    metadata: { labels: { app: 'web' }, ...more.metadata },
    spec: { containers: [{ name: 'web', image, ports }], ...more.spec },
  };
}

const web = {
  'k:{"name":"web"}': {
    '.': {},
    'f:image': {},
    'f:name': {},
    'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {} } },
  },
};
const images = { 'f:spec': { 'f:containers': web } };

function workload(
  of: PodTemplateSpec,
  ...entries: readonly { manager: string; owns: object; subresource?: string }[]
): Workload {
  const managedFields = entries.map(({ owns, ...entry }) => ({
    ...entry,
    operation: 'Update',
    fieldsV1: { 'f:spec': { 'f:replicas': {}, 'f:template': owns } },
  }));
  return {
    metadata: { name: 'web', managedFields },
    spec: { selector: {}, template: of },
  };
}

const image = '.spec.template.spec.containers[name="web"].image';

it.each<[string, Workload, PodTemplateSpec, [string, string][]]>([
  [
    'what is the same',
    workload(template('web:2'), { manager: 'helm', owns: images }),
    template('web:2'),
    [],
  ],
  [
    'an image',
    workload(template('web:2'), { manager: 'argocd-controller', owns: images }),
    template('web:1'),
    [[image, 'argocd-controller']],
  ],
  [
    'what several have set',
    workload(
      template('web:2'),
      { manager: 'helm', owns: images },
      { manager: 'kubectl-edit', owns: images },
      { manager: 'helm', owns: images },
    ),
    template('web:1'),
    [
      [image, 'helm'],
      [image, 'kubectl-edit'],
    ],
  ],
  [
    'what the portal has set, or only a status tells',
    workload(
      template('web:2'),
      { manager: 'pilothouse', owns: images },
      { manager: 'helm', owns: images, subresource: 'status' },
    ),
    template('web:1'),
    [],
  ],
  [
    'a container that goes, once',
    workload(template('web:2'), { manager: 'helm', owns: images }),
    { spec: { containers: [{ name: 'shop', image: 'shop:1' }] } },
    [['.spec.template.spec.containers[name="web"]', 'helm']],
  ],
  [
    'a port of it',
    workload(template('web:2'), { manager: 'helm', owns: images }),
    template('web:2', {
      spec: { containers: [{ name: 'web', image: 'web:2', ports: [] }] },
    }),
    [
      [
        '.spec.template.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"]',
        'helm',
      ],
    ],
  ],
  [
    'a value that was set as a whole',
    workload(
      template('web:2', { spec: { containers: [], nodeSelector: { a: 'b' } } }),
      { manager: 'helm', owns: { 'f:spec': { 'f:nodeSelector': {} } } },
    ),
    template('web:2', { spec: { containers: [], nodeSelector: { a: 'c' } } }),
    [['.spec.template.spec.nodeSelector', 'helm']],
  ],
  [
    'when all pods were started anew',
    workload(
      template('web:2', { metadata: { annotations: { [restartedAt]: '1' } } }),
      {
        manager: 'kubectl-rollout',
        owns: {
          'f:metadata': {
            'f:annotations': { '.': {}, [`f:${restartedAt}`]: {} },
          },
        },
      },
    ),
    template('web:2', { metadata: { annotations: {} } }),
    [],
  ],
])('tells who has set %s', (_, before, after, expected) => {
  expect(
    overwrittenBy(before, after).map(({ field, manager }) => [field, manager]),
  ).toEqual(expected);
});
