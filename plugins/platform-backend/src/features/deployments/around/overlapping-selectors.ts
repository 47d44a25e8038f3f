import {
  fixedLabels,
  requirementsOf,
  selects,
} from '@pilothouse/plugin-platform-node';
import type { Pod } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { pluralOf } from '../../../kube/write';
import type { Workload } from '../workload';
import type { Neighborhood, Owner } from './Neighborhood';

const plurals = { ...pluralOf, ReplicaSet: 'replicasets' } as const;

/**
 * Workloads of which pods fit the selector of a workload, and whose selector fits its pods in
 * turn: Kubernetes forbids that, and does not prevent it. One that selects more than its own
 * pods alone, as the main one beside a canary may, is none.
 *
 * @param own - the pods of the workload
 */
export function overlappingWith(
  workload: Workload,
  own: readonly Pod[],
  around: Neighborhood,
): readonly Owner[] {
  const { selector } = workload.object.spec ?? {};
  if (!selector) return [];
  const requirements = requirementsOf(selector);
  const uids = new Set(own.map(({ metadata }) => metadata?.uid));
  const owners = new Map<string, Owner>();
  for (const { metadata } of around.lookup.podsWith(
    fixedLabels(requirements),
  )) {
    if (uids.has(metadata?.uid) || !selects(requirements, metadata?.labels)) {
      continue;
    }
    const owner = around.ownerOf({ metadata });
    if (owner) owners.set(`${owner.kind}/${owner.name}`, owner);
  }
  owners.delete(`${workload.kind}/${workload.name}`);
  const { labels } = workload.template.metadata ?? {};
  return [...owners.values()].filter(owner => {
    const other = selectorOf(owner, around);
    return other && selects(requirementsOf(other), labels);
  });
}

function selectorOf(
  { kind, name }: Owner,
  around: Neighborhood,
): LabelSelector | undefined {
  const plural = plurals[kind as keyof typeof plurals];
  return plural && around.get(plural, name)?.spec?.selector;
}
