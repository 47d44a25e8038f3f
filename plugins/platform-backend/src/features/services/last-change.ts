import type { Placement } from '@pilothouse/plugin-platform-common';
import { isDeepStrictEqual } from 'node:util';
import type { Surroundings } from '../deployments/around';
import { wentBackAt } from '../deployments/current-since';
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
import type { Workload } from '../deployments/workload';

/** A controller keeps a new template no later than that after it was set. */
const keptWithinSeconds = 60;

const ROLL_BACK: Placement['change'] = { kind: 'roll-back' };

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
  const kept = keptTemplates(surroundings);
  const [newest, before] = kept;
  const { workload } = surroundings;
  if (!newest?.createdAt) return { changedAt: setAt(workload) };
  if (newest.takenAgain) {
    const newestAt = latest(kept.map(({ createdAt }) => createdAt));
    const at =
      backAt(workload, newest, newestAt ?? newest.createdAt) ??
      setAt(workload) ??
      newest.createdAt;
    return changeSince(workload, at, { changedAt: at, change: ROLL_BACK });
  }
  const keptAt = newest.createdAt;
  const settings = settingsOf(workload);
  const setNew = atOf(settings.filter(one => isNew(one, keptAt)));
  return changeSince(workload, keptAt, {
    changedAt: setNew ?? keptAt,
    change: revisionChange(newest, before),
  });
}

/** What was set of a workload after its template, or else that the template was. */
function changeSince(
  workload: Workload,
  keptAt: string,
  change: LastChange,
): LastChange {
  const replicas = settingsOf(workload).filter(
    one => one.replicas && !isNew(one, keptAt),
  );
  const scaledAt = atOf(replicas);
  const zeroAt = unownedZeroAt(workload, keptWithinSeconds);
  if (zeroAt && !isNew({ at: zeroAt }, keptAt)) {
    return { changedAt: zeroAt, change: { kind: 'replicas' } };
  }
  if (scaledAt === undefined) return change;
  const certain = replicas.some(one => one.at === scaledAt && !one.metadata);
  return {
    changedAt: scaledAt,
    change: { kind: certain ? 'replicas' : 'settings' },
  };
}

/**
 * When a workload went back to a template that was left: when one was set after the last one
 * was new, or, where nobody is told to have set one, by what the controller wrote.
 */
function backAt(
  workload: Workload,
  { holder }: KeptTemplate,
  newestAt: string,
): string | undefined {
  const set = settingsOf(workload).filter(
    one => one.template && !isNew(one, newestAt),
  );
  const seenAt = wentBackAt(holder, workload);
  return atOf(set) ?? (notBefore(newestAt, seenAt) ? undefined : seenAt);
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
