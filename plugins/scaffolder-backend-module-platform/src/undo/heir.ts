import type { Claim, Claims } from '../claims/Claims';
import type { Thing } from '../things/thing';
import type { FateOf } from './fate';

/** A run that still wants what another one has made for the whole team. */
export interface Heir {
  readonly maker: Claim['maker'];
  /** Whether it is under way, so that nothing which it may need is taken from it. */
  readonly isUnderWay: boolean;
}

/**
 * To whom it falls to undo what is the team's, when the run that has made it is undone first:
 * to a run that is under way, or to one of which a part could not be undone yet.
 *
 * @returns undefined for what is of one service, and when nobody else has begun anything there
 */
export async function heirOf(
  { maker: { taskId }, thing }: Claim,
  claims: Pick<Claims, 'ofOthers'>,
  fateOf: FateOf,
): Promise<Heir | undefined> {
  const folder = folderOf(thing);
  if (folder === undefined) return undefined;
  const others = await claims.ofOthers(taskId);
  let failed: Heir | undefined;
  for (const { maker, thing: wanted } of others) {
    if (!isIn(folder, wanted)) continue;
    const fate = await fateOf(maker.taskId);
    if (fate === 'under-way') return { maker, isUnderWay: true };
    const mayRemain = fate === 'failed' || fate === 'cancelled';
    // Two that wait for nothing but each other would do so for ever.
    if (mayRemain && folderOf(wanted) === undefined) {
      failed ??= { maker, isUnderWay: false };
    }
  }
  return failed;
}

/** The folder of the team for all of whose services a thing is. */
function folderOf(thing: Thing): string | undefined {
  switch (thing.kind) {
    case 'folder':
      return thing.fullName;
    case 'project':
    case 'robot':
    case 'reader':
      return thing.folder;
    default:
      return undefined;
  }
}

function isIn(folder: string, thing: Thing): boolean {
  switch (thing.kind) {
    case 'job':
      return thing.fullName.startsWith(`${folder}/`);
    case 'rights':
      return thing.folder === folder;
    default:
      return folderOf(thing) === folder;
  }
}
