import { z } from 'zod';
import { topPods } from '@kubernetes/client-node';
import type {
  ClientPodStatus,
  KubernetesFetchError,
} from '@backstage/plugin-kubernetes-common';
import type { KubeService } from '@pilothouse/plugin-platform-backend';
import type { KubeKinds } from '@pilothouse/plugin-platform-node';
import { areTheSame } from './same';
import { toClientPodStatus } from './usage';

/** metrics-server itself measures only every fifteen seconds. */
const FRESH_MS = 15_000;
const ANSWER_MS = 5_000;

const listSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      containers: z.array(
        z.object({
          name: z.string(),
          usage: z.object({ cpu: z.string(), memory: z.string() }),
        }),
      ),
    }),
  ),
});

type Pods = readonly KubeKinds['pods'][];
type Measured = z.infer<typeof listSchema>;

interface Usage {
  readonly pods: Pods;
  readonly statuses: readonly ClientPodStatus[];
}

type Kept =
  | { readonly list: Measured; readonly usages: WeakMap<object, Usage> }
  | { readonly error: KubernetesFetchError };

interface Copy {
  readonly until: number;
  readonly kept: Promise<Kept>;
}

/**
 * What pods use. It cannot be watched, so a copy of a namespace is kept for a short while
 * after somebody asked for it: no more than one request each fifteen seconds, however many
 * look.
 */
export class PodMetricsCopy {
  readonly #kube: Pick<KubeService, 'request'>;
  readonly #now: () => number;
  readonly #copies = new Map<string, Copy>();

  constructor(kube: Pick<KubeService, 'request'>, now = Date.now) {
    this.#kube = kube;
    this.#now = now;
  }

  /** Usage of these pods of one namespace, or why it is not known. */
  async of(
    cluster: string,
    namespace: string,
    pods: Pods,
  ): Promise<readonly ClientPodStatus[] | KubernetesFetchError> {
    const [first] = pods;
    if (!first) return [];
    const kept = await this.#copy(cluster, namespace);
    if ('error' in kept) return kept.error;
    const known = kept.usages.get(first);
    if (known && areTheSame(known.pods, pods)) return known.statuses;
    const found = await topPods(
      // The client's own types, of which only what JSON has is read.
      { listPodForAllNamespaces: async () => ({ items: pods }) } as never,
      { getPodMetrics: async () => kept.list } as never,
    );
    const statuses = found.map(toClientPodStatus);
    kept.usages.set(first, { pods, statuses });
    return statuses;
  }

  #copy(cluster: string, namespace: string): Promise<Kept> {
    const now = this.#now();
    const key = `${cluster}/${namespace}`;
    for (const [other, { until }] of this.#copies) {
      if (until <= now) this.#copies.delete(other);
    }
    const known = this.#copies.get(key);
    if (known) return known.kept;
    const kept = this.#ask(cluster, namespace);
    this.#copies.set(key, { until: now + FRESH_MS, kept });
    return kept;
  }

  async #ask(cluster: string, namespace: string): Promise<Kept> {
    const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${encodeURIComponent(
      namespace,
    )}/pods`;
    try {
      const answer = await this.#kube.request(cluster, {
        path,
        timeoutMs: ANSWER_MS,
      });
      if (answer.ok) {
        const list = listSchema.parse(answer.json());
        return { list, usages: new WeakMap() };
      }
      const { status: statusCode } = answer;
      return {
        error: {
          errorType: errorType(statusCode),
          statusCode,
          resourcePath: path,
        },
      };
    } catch (error) {
      const message = `Usage of pods cannot be had: ${
        error instanceof z.ZodError ? 'it cannot be read' : String(error)
      }`;
      return { error: { errorType: 'FETCH_ERROR', message } };
    }
  }
}

function errorType(
  status: number,
): 'NOT_FOUND' | 'SYSTEM_ERROR' | 'UNAUTHORIZED_ERROR' | 'UNKNOWN_ERROR' {
  switch (status) {
    case 401:
      return 'UNAUTHORIZED_ERROR';
    case 404:
      return 'NOT_FOUND';
    case 500:
      return 'SYSTEM_ERROR';
    default:
      return 'UNKNOWN_ERROR';
  }
}
