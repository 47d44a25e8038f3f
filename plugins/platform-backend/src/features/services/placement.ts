import { countsOf, type Placement } from '@pilothouse/plugin-platform-common';
import {
  type PodAround,
  surroundingsOf,
  type Neighborhood,
  type Reference,
  type Surroundings,
} from '../deployments/around';
import { cordonedAt } from '../deployments/causes/nodes';
import { clockFor } from '../deployments/causes/loop';
import { conditionOf } from '../deployments/conditions';
import { assess, type Assessment } from '../deployments/assess';
import { mainContainerOf, versionOf } from '../deployments/images';
import { newestReplicaSet } from '../deployments/rollout';
import { placementId, type Workload } from '../deployments/workload';
import { lastChangeOf } from './last-change';
import { Remembered, stampOf } from './Remembered';

const MOST = 50_000;
const remembered = new Remembered<Placement>(MOST);

/** Labels that say whose a namespace is and what for. */
const TENANT = 'pilothouse.dev/tenant';
const ENVIRONMENT = 'pilothouse.dev/environment';

/** One workload as a row of all services shows it; the same object while nothing changes. */
export function placementOf(
  workload: Workload,
  around: Neighborhood,
): Placement {
  const surroundings = surroundingsOf(workload, around);
  const labels = around.labels();
  const stamp = `${labels[TENANT]} ${labels[ENVIRONMENT]} ${stampOfAll(
    surroundings,
  )}`;
  return remembered.get(placementId(workload), stamp, () =>
    describe(surroundings, labels),
  );
}

/** Whether a namespace belongs to a tenant. */
export function isTenants(around: Neighborhood): boolean {
  return Boolean(around.labels()[TENANT]);
}

function describe(
  surroundings: Surroundings,
  labels: Readonly<Record<string, string>>,
): Placement {
  const { workload } = surroundings;
  const { cluster, namespace, kind, name, template } = workload;
  const assessment = assess(surroundings);
  const { status, since, causes } = assessment;
  return {
    ref: { cluster, namespace, kind, name },
    environment: labels[ENVIRONMENT],
    tenant: labels[TENANT],
    version: versionOf(template),
    image: mainContainerOf(template)?.image,
    replicas: countedIn(surroundings, assessment),
    status,
    since,
    cause: causes[0],
    ...lastChangeOf(surroundings),
  };
}

/** As the page of the workload counts them. */
function countedIn(
  { workload, replicaSets }: Surroundings,
  assessment: Assessment,
): Placement['replicas'] {
  const newest = newestReplicaSet(workload, replicaSets);
  const { desired, ready, earlier } = countsOf(
    assessment,
    newest && { ready: newest.status?.readyReplicas ?? 0 },
  );
  const { rollout, replicas } = assessment;
  return {
    desired,
    ready,
    ...(earlier > 0 && { earlier }),
    ...(rollout.kind === 'progressing' && { updated: replicas.updated }),
  };
}

function called({ object, name }: Reference): string {
  return `${object}/${name}`;
}

/** Everything that the judgment of a workload rests on. */
function stampOfAll(surroundings: Surroundings): string {
  const { workload, autoscaler, bounds, pods, services } = surroundings;
  const stamps = [stampOf(workload.object)];
  const add = (objects: readonly Parameters<typeof stampOf>[0][]) =>
    objects.forEach(object => stamps.push(stampOf(object)));
  add(surroundings.replicaSets);
  add(surroundings.controllerRevisions);
  add(surroundings.events);
  add(surroundings.budgets);
  if (autoscaler) add([autoscaler]);
  // Where nothing bounds, a quota that refused before is lifted.
  if (bounds) {
    stamps.push('bounds');
    add([...bounds.quotas, ...bounds.ranges]);
  }
  stamps.push(
    ...surroundings.overlapping.map(one => `${one.kind}/${one.name}`),
  );
  surroundings.found.forEach(one => stamps.push(`+${called(one)}`));
  for (const { pod, events, node, claims, missing, found } of pods) {
    add([pod, ...events]);
    if (node) stamps.push(stampOfNode(node), clockFor(pod, node) ?? '');
    for (const claim of claims)
      add([...(claim.object ? [claim.object] : []), ...claim.events]);
    missing.forEach(one => stamps.push(`-${called(one)}`));
    found.forEach(one => stamps.push(`+${called(one)}`));
  }
  for (const { service, selects, slices, targets } of services) {
    add([service, ...slices]);
    stamps.push(
      `${selects}`,
      ...targets.map(
        ({ kind, name, labels }) => `${kind}/${name}${JSON.stringify(labels)}`,
      ),
    );
  }
  return stamps.join(' ');
}

/** Nodes tell much that does not matter here, and often. */
export function stampOfNode(node: NonNullable<PodAround['node']>): string {
  if (node === 'gone') return node;
  const ready = conditionOf(node, 'Ready');
  const { status, reason, message, lastTransitionTime } = ready ?? {};
  return [
    node.spec?.unschedulable,
    cordonedAt(node),
    status,
    reason,
    message,
    lastTransitionTime,
  ].join();
}
