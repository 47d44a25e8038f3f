import type { Placement } from '@pilothouse/plugin-platform-common';
import { isDeepStrictEqual } from 'node:util';
import type { Surroundings } from '../deployments/around';
import { versionOf } from '../deployments/images';
import { after, latest, notBefore } from '../deployments/moments';
import {
  setAt,
  settingsOf,
  unownedZeroAt,
  type Setting,
} from '../deployments/owners';
import { keptTemplates, type KeptTemplate } from '../deployments/revisions';
import { templateChanges } from '../deployments/template-changes';

/** A controller keeps a new template no later than that after it was set. */
const keptWithinSeconds = 60;

/** When a workload was last changed in a way that matters, and what was changed then. */
export type LastChange = Pick<Placement, 'changedAt' | 'change'>;

/**
 * The last change of a workload. Who writes labels of the workload alone changes nothing
 * that runs, so that this is no change.
 */
export function lastChangeOf(
  surroundings: Pick<
    Surroundings,
    'workload' | 'replicaSets' | 'controllerRevisions'
  >,
): LastChange {
  const [newest, before] = keptTemplates(surroundings);
  const { workload } = surroundings;
  const settings = settingsOf(workload);
  const keptAt = newest?.createdAt;
  if (!newest || !keptAt) return { changedAt: setAt(workload) };
  const change = revisionChange(newest, before);
  const replicas = settings.filter(one => one.replicas && !isNew(one, keptAt));
  if (newest.takenAgain) {
    return { changedAt: setAt(workload) ?? keptAt, change };
  }
  const scaledAt = atOf(replicas);
  const zeroAt = unownedZeroAt(workload, keptWithinSeconds);
  if (zeroAt && !isNew({ at: zeroAt }, keptAt)) {
    return { changedAt: zeroAt, change: { kind: 'replicas' } };
  }
  if (scaledAt === undefined) {
    const kept = atOf(settings.filter(one => isNew(one, keptAt)));
    return { changedAt: kept ?? keptAt, change };
  }
  const certain = replicas.some(one => one.at === scaledAt && !one.metadata);
  return {
    changedAt: scaledAt,
    change: { kind: certain ? 'replicas' : 'settings' },
  };
}

/** Whether what was set is that template, and not something later or earlier. */
function isNew({ at }: Pick<Setting, 'at'>, keptAt: string): boolean {
  return notBefore(after(keptAt, keptWithinSeconds), at);
}

function atOf(settings: readonly Setting[]): string | undefined {
  return latest(settings.map(({ at }) => at));
}

function revisionChange(
  newest: KeptTemplate,
  before: KeptTemplate | undefined,
): Placement['change'] {
  const [to, from] = [newest.template, before?.template];
  if (!to || !from) return undefined;
  if (versionOf(from) !== versionOf(to)) return { kind: 'version' };
  const kinds = templateChanges(from, to).map(({ kind }) => kind);
  if (kinds.includes('image')) return { kind: 'image' };
  return isDeepStrictEqual(kinds, ['restart'])
    ? { kind: 'restart' }
    : { kind: 'configuration' };
}
