import type {
  FetchResponse,
  KubernetesFetchError,
} from '@backstage/plugin-kubernetes-common';
import {
  fixedLabels,
  kubeKinds,
  selects,
  type ClusterReader,
  type KubeKindName,
  type Requirement,
} from '@pilothouse/plugin-platform-node';
import type { ObjectTypes } from './object-types';

/** What is known of one cluster, in the shape of the stock plugin. */
export interface Answer {
  readonly responses: FetchResponse[];
  readonly errors: KubernetesFetchError[];
}

/** Path at which the stock plugin would have asked. */
export function resourcePath(kind: KubeKindName, namespace?: string): string {
  const { group, version, plural } = kubeKinds[kind];
  const base = group ? `/apis/${group}/${version}` : `/api/${version}`;
  return namespace
    ? `${base}/namespaces/${namespace}/${plural}`
    : `${base}/${plural}`;
}

/** Objects of one cluster that fit, and what is not known for sure. */
export function answerFrom(
  cluster: ClusterReader,
  types: ObjectTypes,
  {
    selector,
    namespace,
  }: { selector: readonly Requirement[]; namespace?: string },
): Answer {
  const answer: Answer = { responses: [], errors: staleness(cluster) };
  for (const { kind, type } of types.cached) {
    const state = cluster.kindState(kind, namespace);
    if (state.kind === 'pending') {
      answer.errors.push(...unknown(cluster, kind, state.because));
      continue;
    }
    const refused = refusal(cluster, kind, namespace);
    if (refused) {
      answer.errors.push(refused);
      continue;
    }
    const resources = cluster
      .list(kind, { namespace, labels: fixedLabels(selector) })
      .filter(({ metadata }) => selects(selector, metadata?.labels));
    // The stock types are of another client, which reads the same JSON.
    answer.responses.push({ type, resources } as unknown as FetchResponse);
  }
  return answer;
}

function refusal(
  cluster: ClusterReader,
  kind: KubeKindName,
  namespace?: string,
): KubernetesFetchError | undefined {
  const path = { resourcePath: resourcePath(kind, namespace) };
  switch (cluster.kindState(kind).kind) {
    case 'absent':
      return { errorType: 'NOT_FOUND', statusCode: 404, ...path };
    case 'forbidden':
      return { errorType: 'UNKNOWN_ERROR', statusCode: 403, ...path };
    default:
      return undefined;
  }
}

/** Of a cluster that was never reached, that is said once. */
function unknown(
  cluster: ClusterReader,
  kind: KubeKindName,
  because = 'they are still being read',
): KubernetesFetchError[] {
  if (cluster.knowledge().kind === 'unreachable') return [];
  const name = cluster.title ?? cluster.name;
  const message = `The ${kind} of cluster ${name} are not known yet: ${because}`;
  return [{ errorType: 'FETCH_ERROR', message }];
}

function staleness(cluster: ClusterReader): KubernetesFetchError[] {
  const knowledge = cluster.knowledge();
  if (knowledge.kind !== 'stale' && knowledge.kind !== 'unreachable') {
    return [];
  }
  const { since, because } = knowledge;
  const name = cluster.title ?? cluster.name;
  const message =
    knowledge.kind === 'stale'
      ? `What is shown of cluster ${name} is as of ${since}: ${because}`
      : `Cluster ${name} has not been reached since ${since}: ${because}`;
  return [{ errorType: 'FETCH_ERROR', message }];
}
