import { findingsOf } from '.';
import { around, fixture, judged, type Objects } from '../__testUtils__/scene';
import { findMissing, missingIn } from './missing';

describe('something that a pod needs and does not exist', () => {
  it.each([
    ['no-configmap', { object: 'ConfigMap', name: 'gone', container: 'app' }],
    [
      'no-key',
      { object: 'ConfigMap', name: 'nokey', key: 'missing', container: 'app' },
    ],
    ['no-secret', { object: 'Secret', name: 'gone', container: 'app' }],
    ['no-secret-to-mount', { object: 'Secret', name: 'gone' }],
  ])('%s', (name, facts) => {
    const { status, causes } = judged(fixture(name));
    expect(status).toBe('failed');
    expect(causes).toEqual([
      [
        'failed',
        1,
        { kind: 'missing-object', ...facts, pod: expect.any(String) },
      ],
      ['failed', 1, { kind: 'deadline-exceeded', deadlineSeconds: 60 }],
    ]);
  });

  it('is seen when its events are forgotten', () => {
    const objects = { ...fixture('no-secret-to-mount'), events: [] };
    expect(
      findMissing(around(objects)).map(({ facts }) => facts),
    ).toMatchObject([
      { kind: 'missing-object', object: 'Secret', name: 'gone' },
    ]);
  });

  it.each<[string, keyof Objects, true | undefined]>([
    ['no-configmap', 'configmaps', true],
    ['no-secret', 'secrets', true],
    ['no-secret-to-mount', 'secrets', true],
    ['no-claim', 'persistentvolumeclaims', true],
    ['no-service-account', 'serviceaccounts', true],
    ['no-configmap', 'secrets', undefined],
    ['no-key', 'configmaps', undefined],
  ])('of %s, once there are such %s, exists: %s', (name, kind, exists) => {
    const made = ['gone', 'nokey'].map(each => ({
      metadata: { namespace: 'lab', name: each },
    }));
    const found = findingsOf(around({ ...fixture(name), [kind]: made }));
    const missing = found.filter(
      ({ facts }) => facts.kind === 'missing-object',
    );
    expect(missing).toHaveLength(1);
    expect({ exists: undefined, ...missing[0].facts }).toMatchObject({
      exists,
    });
    expect(missing[0].blocking).toBe(!exists);
  });

  it.each([
    ['of a cluster that is silent, as it was', 'no-answer', true],
    ['not of news that are old alone', 'in-part', undefined],
  ] as const)('exists by what is known %s', (_, reason, exists) => {
    const since = '2026-11-22T03:30:00Z';
    const stale = { kind: 'stale', since, because: 'no answer' } as const;
    const made = { metadata: { namespace: 'lab', name: 'gone' } };
    const objects = { ...fixture('no-configmap'), configmaps: [made] };
    const [finding] = findMissing(
      around(objects, undefined, cluster => {
        cluster.setKindState('configmaps', stale);
        cluster.setKnowledge({ ...stale, reason });
      }),
    );
    expect({ exists: undefined, ...finding.facts }).toMatchObject({ exists });
    expect(finding.blocking).toBe(!exists);
  });

  it('exists though a container that ran before waits for it', () => {
    const objects = fixture('no-configmap');
    const pods = objects.pods?.map(pod => ({
      ...pod,
      status: { ...pod.status, phase: 'Running' },
    }));
    const configmaps = [{ metadata: { namespace: 'lab', name: 'gone' } }];
    const found = findMissing(around({ ...objects, pods, configmaps }));
    expect(found).toMatchObject([{ facts: { exists: true }, blocking: false }]);
  });

  it('is not guessed where objects of its kind are not known', () => {
    const objects = { ...fixture('no-secret-to-mount'), events: [] };
    const surroundings = around(objects, undefined, cluster =>
      cluster.setKindState('secrets', {
        kind: 'forbidden',
        because: 'no right',
      }),
    );
    expect(findMissing(surroundings)).toEqual([]);
  });

  describe('a key of what is mounted', () => {
    const MOUNT = 'MountVolume.SetUp failed for volume';
    const keyed = (name: string, key: string, optional?: boolean) => ({
      ...{ name, optional },
      items: [{ key, path: key }],
    });
    /** Pods that cannot mount the volume `v`, with what their node said of it, newest first. */
    const unmounted = (source: object, ...said: readonly string[]) => {
      const {
        pods = [],
        events = [],
        ...others
      } = fixture('no-secret-to-mount');
      const trouble = events.filter(({ reason }) => reason === 'FailedMount');
      const metadata = ['gone', 'other'].map(name => ({
        metadata: { namespace: 'lab', name },
      }));
      return findMissing(
        around({
          ...others,
          pods: pods.map(pod => ({
            ...pod,
            spec: {
              containers: [],
              ...pod.spec,
              volumes: [{ name: 'v', ...source }],
            },
          })),
          events: said.map((message, age) => ({
            ...trouble[0],
            metadata: { ...trouble[0].metadata, name: `told-${age}` },
            message,
            lastTimestamp: `2026-11-22T04:0${9 - age}:00Z`,
          })),
          ...{ secrets: metadata, configmaps: metadata },
        }),
      ).map(({ facts }) => facts);
    };

    const noConfig = 'configmap references non-existent config key: k.b';
    const noSecret = 'references non-existent secret key: k.b';
    it.each<[string, object, string, object]>([
      [
        'a Secret',
        { secret: { secretName: 'gone' } },
        noSecret,
        { object: 'Secret', name: 'gone' },
      ],
      [
        'a ConfigMap',
        { configMap: { name: 'gone' } },
        noConfig,
        { object: 'ConfigMap', name: 'gone' },
      ],
      [
        'one of several objects that are joined',
        {
          projected: {
            sources: [
              { configMap: keyed('other', 'a') },
              { secret: keyed('gone', 'k.b') },
            ],
          },
        },
        noSecret,
        { object: 'Secret', name: 'gone' },
      ],
      [
        'the kind that is told, where another has such a key',
        {
          projected: {
            sources: [
              { configMap: keyed('other', 'k.b') },
              { secret: keyed('gone', 'k.b') },
            ],
          },
        },
        noSecret,
        { object: 'Secret', name: 'gone' },
      ],
      [
        'what is not optional',
        {
          projected: {
            sources: [
              { configMap: keyed('other', 'k.b', true) },
              { configMap: keyed('gone', 'k.b') },
            ],
          },
        },
        noConfig,
        { object: 'ConfigMap', name: 'gone' },
      ],
      [
        'the first of several that are told',
        {
          projected: {
            sources: [
              { configMap: keyed('gone', 'k.b') },
              { secret: keyed('other', 'c') },
            ],
          },
        },
        `[${noConfig}, references non-existent secret key: c]`,
        { object: 'ConfigMap', name: 'gone' },
      ],
    ])('is missed of %s', (_, source, said, facts) => {
      expect(unmounted(source, `${MOUNT} "v" : ${said}`)).toEqual([
        {
          ...{ kind: 'missing-object', key: 'k.b', volume: 'v', ...facts },
          pod: expect.any(String),
        },
      ]);
    });

    it('is not guessed to be of one of two that may lack it', () => {
      const sources = ['gone', 'other'].map(name => ({
        configMap: keyed(name, 'k.b'),
      }));
      const said = `${MOUNT} "v" : ${noConfig}`;
      expect(unmounted({ projected: { sources } }, said)).toMatchObject([
        { kind: 'create-failed', said },
      ]);
    });

    const awaiting = (names: string) =>
      `Unable to attach or mount volumes: unmounted volumes=[${names}], unattached volumes=[v w]: timed out waiting for the condition`;
    it.each([
      ['still waits for it', awaiting('w v'), 'missing-object'],
      ['waits for another by now', awaiting('w'), 'create-failed'],
      ['has other trouble', `${MOUNT} "w" : no room`, 'create-failed'],
    ])('is what a node says that afterwards %s', (_, newest, kind) => {
      const source = { configMap: { name: 'gone' } };
      const before = `${MOUNT} "v" : ${noConfig}`;
      expect(unmounted(source, newest, before)).toMatchObject([{ kind }]);
    });
  });

  it('other trouble with volumes is told as it is', () => {
    const objects = fixture('no-secret-to-mount');
    const message = 'Multi-Attach error for volume "pvc-1"';
    const events = (objects.events ?? []).map(event => ({
      ...event,
      message,
      reason: 'FailedAttachVolume',
    }));
    const secrets = [{ metadata: { namespace: 'lab', name: 'gone' } }];
    const found = findMissing(around({ ...objects, events, secrets }));
    expect(found.map(({ facts }) => facts)).toMatchObject([
      { kind: 'create-failed', said: message },
    ]);
  });

  it.each([
    ['configmap "a.b" not found', { object: 'ConfigMap', name: 'a.b' }],
    ['secrets "a" not found', { object: 'Secret', name: 'a' }],
    [
      'error looking up service account x/y: serviceaccount "y" not found',
      { object: 'ServiceAccount', name: 'y' },
    ],
    [
      "couldn't find key k in Secret ns/s",
      { object: 'Secret', name: 's', key: 'k' },
    ],
    [
      'MountVolume.SetUp failed for volume "v" : configmap "c" not found',
      { object: 'ConfigMap', name: 'c' },
    ],
  ])('%s', (message, facts) => {
    expect(missingIn(message)).toEqual({ kind: 'missing-object', ...facts });
  });

  it('is not read into other words', () => {
    expect(missingIn('volume not found')).toBeUndefined();
  });
});
