import type { ControllerRevision, ReplicaSet } from 'kubernetes-types/apps/v1';
import { pastOfDeployment, pastOfSet, rollBackPatch } from './roll-back';
import type { Workload } from './workload';

const target = {
  cluster: 'east',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
} as const;
const template = (image: string, labels: Record<string, string> = {}) => ({
  metadata: { labels: { app: 'web', ...labels } },
  spec: { containers: [{ name: 'web', image }] },
});
const workload = (annotations?: Record<string, string>): Workload => ({
  metadata: { uid: 'u1', resourceVersion: '7', annotations },
  spec: { selector: {}, template: template('web:2') },
});

const ownedBy = (uid: string) => [
  { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid },
];

function replicaSet(
  revision: string,
  image: string,
  owner = 'u1',
  cause?: string,
): ReplicaSet {
  return {
    metadata: {
      name: `web-${revision}`,
      ownerReferences: ownedBy(owner),
      annotations: {
        'deployment.kubernetes.io/revision': revision,
        ...(cause && { 'kubernetes.io/change-cause': cause }),
      },
    },
    spec: {
      selector: {},
      template: template(image, { 'pod-template-hash': 'abc' }),
    },
  };
}

const kept = [
  replicaSet('1', 'evil:1', 'another'),
  replicaSet('1', 'web:1', 'u1', 'release 1'),
  replicaSet('2', 'web:2'),
];

describe('pastOfDeployment', () => {
  it("is the revision's template without what tells its pods apart", () => {
    expect(pastOfDeployment(target, workload(), kept, 1)).toEqual({
      template: template('web:1'),
      changeCause: 'release 1',
    });
  });

  it('is missed by its number when it is no longer kept', () => {
    expect(() => pastOfDeployment(target, workload(), kept, 3)).toThrow(
      expect.objectContaining({
        name: 'NotFoundError',
        message: expect.stringContaining('Revision 3 of the Deployment web'),
      }),
    );
  });
});

describe('pastOfSet', () => {
  const revisions: ControllerRevision[] = [
    {
      revision: 1,
      metadata: { ownerReferences: ownedBy('u1') },
      data: { spec: { template: { ...template('web:1'), $patch: 'replace' } } },
    },
    {
      revision: 2,
      metadata: { ownerReferences: ownedBy('another') },
      data: { spec: { template: template('evil:2') } },
    },
  ];

  it("is the revision's template without the mark of a patch", () => {
    expect(pastOfSet(target, workload(), revisions, 1)).toEqual({
      template: template('web:1'),
      changeCause: undefined,
    });
  });

  it.each([2, 3])('is missed for revision %d', revision => {
    expect(() => pastOfSet(target, workload(), revisions, revision)).toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
  });
});

describe('rollBackPatch', () => {
  const cause = 'kubernetes.io/change-cause';
  const path = '/metadata/annotations/kubernetes.io~1change-cause';

  it('tests first that the object is the one that was read', () => {
    const patch = rollBackPatch(workload(), { template: template('web:1') });
    expect(patch).toEqual([
      { op: 'test', path: '/metadata/uid', value: 'u1' },
      { op: 'test', path: '/metadata/resourceVersion', value: '7' },
      { op: 'replace', path: '/spec/template', value: template('web:1') },
    ]);
  });

  it.each([
    [undefined, undefined, []],
    [{ [cause]: 'one' }, 'one', []],
    [{ [cause]: 'two' }, undefined, [{ op: 'remove', path }]],
    [{ [cause]: 'two' }, 'one', [{ op: 'add', path, value: 'one' }]],
    [
      undefined,
      'one',
      [{ op: 'add', path: '/metadata/annotations', value: { [cause]: 'one' } }],
    ],
  ])('takes the cause along: %j to %j', (annotations, changeCause, rest) => {
    const past = { template: template('web:1'), changeCause };
    expect(rollBackPatch(workload(annotations), past).slice(3)).toEqual(rest);
  });
});
