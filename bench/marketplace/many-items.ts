import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import { waitUntil } from '@pilothouse/embedded/wait';
import { stringify } from 'yaml';
import { ensure } from '../kubernetes/ensure.ts';
import { inParallel } from '../kubernetes/parallel.ts';

const GROUP = 'bench.example.com';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const NAMESPACE = 'shop-dev';
const SERVED_MS = 300_000;

const kindAt = (item: number) => ({
  name: `bench-${item}`,
  plural: `benches${item}`,
  kind: `Bench${item}`,
});

/** Items of the marketplace beside those that the portal knows, and instances of them. */
export class ManyItems {
  /** Path of the configuration file that names their definitions. */
  readonly config: string;
  readonly #count: number;

  private constructor(dir: string, count: number) {
    this.config = join(dir, 'items.yaml');
    this.#count = count;
  }

  /** Writes their definitions, and the configuration that names them. */
  static async write(dir: string, count: number): Promise<ManyItems> {
    const definitions = join(dir, 'definitions');
    await mkdir(definitions);
    for (let item = 0; item < count; item += 1) {
      const text = stringify(definitionOf(item));
      await writeFile(join(definitions, `${kindAt(item).name}.yaml`), text);
    }
    const items = new ManyItems(dir, count);
    await writeFile(
      items.config,
      stringify({ pilothouse: { marketplace: { definitions } } }),
    );
    return items;
  }

  /** Adds their kinds to the cluster, and makes so many instances of them. */
  async fill(rest: KubeRest, instances: number): Promise<void> {
    const numbers = Array.from({ length: this.#count }, (_, item) => item);
    await ensure(rest, `${RBAC}/clusterroles`, {
      metadata: { name: GROUP },
      rules: [
        {
          apiGroups: [GROUP],
          resources: ['*'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    });
    await ensure(rest, `${RBAC}/clusterrolebindings`, {
      metadata: { name: GROUP },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: GROUP,
      },
      subjects: [
        { kind: 'ServiceAccount', name: 'portal', namespace: 'pilothouse' },
      ],
    });
    await inParallel(numbers, item =>
      ensure(
        rest,
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        crdOf(item),
      ),
    );
    await inParallel(numbers, item => served(rest, item));
    await inParallel(
      Array.from({ length: instances }, (_, index) => index),
      index => this.#instance(rest, index),
    );
  }

  async #instance(rest: KubeRest, index: number): Promise<void> {
    const { kind, plural } = kindAt(index % this.#count);
    const path = `/apis/${GROUP}/v1/namespaces/${NAMESPACE}/${plural}`;
    await ensure(rest, path, {
      apiVersion: `${GROUP}/v1`,
      kind,
      metadata: { name: `instance-${index}` },
      spec: { size: '1Gi' },
      status: { phase: 'Running' },
    });
  }
}

async function served(rest: KubeRest, item: number): Promise<void> {
  const path = `/apis/${GROUP}/v1/${kindAt(item).plural}`;
  const isServed = () =>
    rest.json(path, { query: { limit: 1 } }).then(
      () => true,
      () => false,
    );
  await waitUntil(isServed, AbortSignal.timeout(SERVED_MS), 500);
}

function definitionOf(item: number) {
  const { name, plural, kind } = kindAt(item);
  const words = { en: `Bench ${item}`, zh: `基准 ${item}` };
  return {
    name,
    title: words.en,
    summary: words,
    category: 'other',
    operator: { name: 'Bench' },
    kind: { group: GROUP, plural, kind, versions: ['v1'] },
    labels: { [`${GROUP}/instance`]: '{metadata.name}' },
    fields: [{ path: 'size', title: words }],
    plans: [
      { name: 'small', title: words, summary: words, values: { size: '1Gi' } },
    ],
    status: { ready: [{ path: 'status.phase', in: ['Running'] }] },
  };
}

function crdOf(item: number) {
  const { plural, kind } = kindAt(item);
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: 'Namespaced',
      names: { plural, kind, singular: kind.toLowerCase() },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  properties: { size: { type: 'string' } },
                },
                status: open,
              },
            },
          },
        },
      ],
    },
  };
}
