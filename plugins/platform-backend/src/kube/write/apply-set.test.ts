import type { Deployment } from 'kubernetes-types/apps/v1';
import { applyDocument, applySetFor, restartedAt } from './apply-set';
import { ownersOf } from './managers';

const now = new Date('2031-04-01T08:00:00.000Z');
const earlier = '2031-03-01T08:00:00.000Z';

const replicasField = { 'f:spec': { 'f:replicas': {} } };
const annotationField = {
  'f:spec': {
    'f:template': {
      'f:metadata': { 'f:annotations': { [`f:${restartedAt}`]: {} } },
    },
  },
};

function workload(
  managedFields: NonNullable<Deployment['metadata']>['managedFields'] = [],
): Deployment {
  return {
    metadata: { uid: 'u1', resourceVersion: '7', managedFields },
    spec: {
      replicas: 3,
      selector: {},
      template: { metadata: { annotations: { [restartedAt]: earlier } } },
    },
  };
}

const applied = (manager: string, fieldsV1: object, operation = 'Apply') => ({
  manager,
  operation,
  fieldsV1,
});

const scale = { kind: 'scale', replicas: 5 } as const;
const restart = { kind: 'restart' } as const;

describe('applySetFor', () => {
  it.each([
    ['scale', [], scale, { replicas: 5 }],
    [
      'scale of what the portal restarted',
      [applied('pilothouse', annotationField)],
      scale,
      { replicas: 5, restartedAt: earlier },
    ],
    ['restart', [], restart, { restartedAt: now.toISOString() }],
    [
      'restart of what the portal scaled',
      [applied('pilothouse', replicasField)],
      restart,
      { replicas: 3, restartedAt: now.toISOString() },
    ],
    [
      'restart of what another one scaled',
      [applied('helm', replicasField)],
      restart,
      { restartedAt: now.toISOString() },
    ],
    [
      'restart after a roll-back, which owns fields in another way',
      [applied('pilothouse', replicasField, 'Update')],
      restart,
      { restartedAt: now.toISOString() },
    ],
  ])('keeps what the portal applied before: %s', (_, fields, change, set) => {
    expect(applySetFor(workload(fields), 'Deployment', change, now)).toEqual(
      set,
    );
  });

  it('has no number of replicas for a DaemonSet', () => {
    expect(() => applySetFor(workload(), 'DaemonSet', scale, now)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});

describe('applyDocument', () => {
  it('says nothing but what is wanted, of exactly the object that was read', () => {
    const target = {
      cluster: 'east',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'web',
    } as const;
    expect(applyDocument(target, workload(), { replicas: 0 })).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'shop',
        uid: 'u1',
        resourceVersion: '7',
      },
      spec: { replicas: 0 },
    });
  });
});

describe('ownersOf', () => {
  it('names who has set a field', () => {
    const fields = [
      applied('helm', replicasField),
      applied('kubectl', annotationField, 'Update'),
    ];
    expect(ownersOf(workload(fields), ['spec', 'replicas'])).toEqual(['helm']);
  });
});
