import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';
import {
  fixedLabels,
  parseLabelSelector,
  selects,
  type KubeReader,
  type Requirement,
} from '@pilothouse/plugin-platform-node';
import { workloadsIn, type Workload } from './workload';

const CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';
const NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';

/** Which workloads a component of the catalog calls its own. */
export interface Claim {
  readonly requirements: readonly Requirement[];
  readonly namespace?: string;
  readonly cluster?: string;
}

/**
 * Reads the stock annotations of a component: the label selector goes before the id.
 *
 * @returns undefined when it claims nothing
 * @throws InputError naming the component, when its selector is not understood
 */
export function claimOf({ metadata }: Entity): Claim | undefined {
  const { annotations = {} } = metadata;
  const id = annotations[KUBERNETES_ANNOTATION];
  const selector = annotations[KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION];
  if (!id && !selector) return undefined;
  return {
    requirements: selector
      ? requirementsIn(selector, metadata.name)
      : [{ operator: 'in', key: KUBERNETES_ANNOTATION, values: [id] }],
    namespace: annotations[NAMESPACE_ANNOTATION] || undefined,
    cluster: annotations[CLUSTER_ANNOTATION] || undefined,
  };
}

function requirementsIn(selector: string, component: string) {
  try {
    return parseLabelSelector(selector);
  } catch (error) {
    throw new InputError(
      `Correct the annotation ${KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION} of the component ${component}`,
      error,
    );
  }
}

/** Whether a claim is about this workload. */
export function claims(claim: Claim, { cluster, metadata }: Workload): boolean {
  return (
    (claim.cluster === undefined || claim.cluster === cluster) &&
    (claim.namespace === undefined || claim.namespace === metadata.namespace) &&
    selects(claim.requirements, metadata.labels)
  );
}

/** The clusters that a claim looks at. */
export function clustersOf(claim: Claim, kube: KubeReader) {
  return kube
    .clusters()
    .filter(
      ({ name }) => claim.cluster === undefined || claim.cluster === name,
    );
}

/** The workloads that are claimed. */
export function claimedWorkloads(
  claim: Claim,
  kube: KubeReader,
): readonly Workload[] {
  const query = {
    namespace: claim.namespace,
    labels: fixedLabels(claim.requirements),
  };
  return clustersOf(claim, kube)
    .flatMap(cluster => workloadsIn(cluster, query))
    .filter(workload => claims(claim, workload));
}
