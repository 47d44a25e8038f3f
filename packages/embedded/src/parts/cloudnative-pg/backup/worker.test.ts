import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeRequest } from '../../../kube/rest.ts';
import { ObjectStore } from '../../../middleware/store/object-store.ts';
import type { BackupStatus } from '../model.ts';
import { OperatorObjects } from '../objects.ts';
import { BackupWorker } from './worker.ts';

const cluster = {
  metadata: { name: 'orders', namespace: 'shop', uid: 'c' },
  spec: { backup: { barmanObjectStore: { destinationPath: 's3://b' } } },
};
const backup = {
  metadata: { name: 'one', namespace: 'shop', uid: 'b-1' },
  spec: { method: 'barmanObjectStore', cluster: { name: 'orders' } },
};
const podOf = (owner: string) => ({
  metadata: {
    name: `pod-of-${owner}`,
    namespace: 'shop',
    labels: { 'cnpg.io/cluster': 'orders', 'cnpg.io/podRole': 'instance' },
    ownerReferences: [{ uid: owner }],
  },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});

const cases: [string, object[], BackupStatus['phase'], string[]][] = [
  [
    'of the pod that the cluster owns, whoever bears its labels before it',
    [podOf('another'), podOf('c')],
    'running',
    ['pod-of-c'],
  ],
  ['of nobody who only bears its labels', [podOf('another')], 'pending', []],
];

for (const [whom, pods, phase, expected] of cases) {
  test(`a backup is ordered ${whom}`, async () => {
    const ordered: string[] = [];
    let told: BackupStatus | undefined;
    const rest = {
      async json<T>(path: string, { method, body }: KubeRequest = {}) {
        if (path.endsWith('/status')) {
          ({ status: told } = body as { status: BackupStatus });
        } else if (method === 'POST') {
          ordered.push(/\/pods\/([^:]+):/.exec(path)?.[1] ?? path);
        }
        return {} as T;
      },
      lines: () => Promise.resolve(),
      close: () => {},
    };
    const objects = {
      backups: { get: () => backup },
      clusters: { get: () => cluster },
      pods: { list: () => pods },
      instancesOf: OperatorObjects.prototype.instancesOf,
    } as unknown as OperatorObjects;
    const signal = new AbortController().signal;
    const context = { rest, signal, log: () => {} };
    const store = new ObjectStore({
      host: '127.0.0.1',
      port: 1,
      dir: '/nowhere',
      key: 'key',
    });
    await new BackupWorker(context, objects, store).work('shop', 'one');
    assert.deepEqual(ordered, expected);
    assert.equal(told?.phase, phase);
  });
}
