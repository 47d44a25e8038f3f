import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import type { Event } from 'kubernetes-types/core/v1';
import { keeperOf } from '../../kube/write';
import { addressesOf } from './addresses';
import { surroundingsOf, type Neighborhood, type Surroundings } from './around';
import { assess } from './assess';
import { findingsOf } from './causes';
import { versionOf } from './images';
import { lastSeen, newestFirst, timesSeen } from './moments';
import { ownersOf } from './owners';
import { podRows } from './pods';
import { revisionsOf } from './revisions';
import { autoscalerOf, budgetOf } from './scaling';
import { placementId, type Workload } from './workload';

const ENVIRONMENT = 'pilothouse.dev/environment';
const MOST_EVENTS = 200;

/** A workload with all that is around it, as its page shows it. */
export function detailOf(
  workload: Workload,
  around: Neighborhood,
): PlacementDetail {
  const surroundings = surroundingsOf(workload, around);
  const { autoscaler, budgets } = surroundings;
  const { cluster, namespace, kind, name, uid } = workload;
  const assessment = assess(surroundings);
  const { desired } = assessment.replicas;
  return {
    id: placementId(workload),
    ref: { cluster, namespace, kind, name },
    uid,
    environment: around.labels()[ENVIRONMENT],
    ...assessment,
    version: versionOf(workload.template),
    revisions: revisionsOf(surroundings),
    pods: podRows(surroundings, findingsOf(surroundings)),
    conditions: conditionsOf(workload),
    events: eventsOf(surroundings),
    autoscaler: autoscaler && autoscalerOf(autoscaler, desired),
    budget: budgetOf(budgets),
    addresses: addressesOf(surroundings, around),
    owners: ownersOf(workload),
    managedBy: keeperOf(workload),
  };
}

function conditionsOf({ object }: Workload): PlacementDetail['conditions'] {
  return (object.status?.conditions ?? []).map(
    ({ type, status, reason, message, lastTransitionTime }) => ({
      type,
      status,
      reason,
      message,
      since: lastTransitionTime,
    }),
  );
}

function eventsOf({ events, pods }: Surroundings): PlacementDetail['events'] {
  const all = [...events, ...pods.flatMap(around => around.events)];
  return newestFirst(all).slice(0, MOST_EVENTS).map(eventRow);
}

function eventRow(event: Event): PlacementDetail['events'][number] {
  const { metadata, type = 'Normal', reason, message, involvedObject } = event;
  return {
    id: metadata.uid ?? `${metadata.namespace}/${metadata.name}`,
    type,
    reason,
    message,
    about: `${involvedObject.kind}/${involvedObject.name}`,
    count: timesSeen(event),
    at: lastSeen(event),
  };
}
