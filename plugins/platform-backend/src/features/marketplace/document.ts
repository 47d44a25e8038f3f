import {
  orderedByTaskAnnotation,
  partOfLabel,
  valuesSchema,
  type OrderRequest,
} from '@pilothouse/plugin-platform-common';
import type { CustomObject } from '@pilothouse/plugin-platform-node';
import { fieldManager, hasApplied, preconditionOf } from '../../kube/write';
import type { Writing } from './InstanceWriter';
import { assertNothingMasked } from './shown';
import { appliedSpec, changedSpec, changeOf, wantedSpec } from './spec';
import { planNamed } from './terms/plan';

const managedBy = 'app.kubernetes.io/managed-by';

/**
 * An apply without a version would be laid over what somebody else makes meanwhile, without
 * a conflict, as all who order are the same manager.
 */
const onlyIfNew = { resourceVersion: '0' };

/**
 * What is applied for an order, and what of it changes something.
 *
 * @param before - what is there; missing for something new
 */
export function documentOf(
  { namespace, name, values, extra, partOf, plan, task }: OrderRequest,
  { item, version, labels, owner }: Writing,
  before: CustomObject | undefined,
) {
  const change = before
    ? changeOf(values, extra, valuesSchema.safeParse(before.spec).data ?? {})
    : {};
  const spec = before
    ? changedSpec(appliedSpec(before), change)
    : wantedSpec(values, extra);
  assertNothingMasked(before ? change : spec);
  const isOwn =
    !before || hasApplied(before, ['metadata', 'labels', managedBy]);
  const application = before ? partOfApplied(before) : partOf;
  const annotations = {
    ...(task && { [orderedByTaskAnnotation]: task }),
    ...planNamed(plan, before),
  };
  const body = {
    apiVersion: `${item.kind.group}/${version}`,
    kind: item.kind.kind,
    metadata: {
      name,
      namespace,
      labels: {
        ...labels,
        ...(isOwn && { [managedBy]: fieldManager }),
        ...(application && { [partOfLabel]: application }),
      },
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(owner && { ownerReferences: [owner] }),
      ...(before ? preconditionOf(before) : onlyIfNew),
    },
    spec,
  };
  return { body, spec, change };
}

/** What is not applied again goes. */
function partOfApplied(before: CustomObject): string | undefined {
  return hasApplied(before, ['metadata', 'labels', partOfLabel])
    ? before.metadata?.labels?.[partOfLabel]
    : undefined;
}
