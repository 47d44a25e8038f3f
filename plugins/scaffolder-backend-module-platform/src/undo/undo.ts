import { toError } from '@backstage/errors';
import type { Claim, Claims } from '../claims/Claims';
import type { FateOf } from './fate';
import { heirOf } from './heir';
import { handlerOf, StaysError, type Handlers } from '../things/Handlers';
import { compareForUndo, type Thing } from '../things/thing';
import { serviceOf, toldOf } from './told';
import type { UndoRecords } from './UndoRecords';

type Kind = Thing['kind'];

/** What was undone of a task at one time, and what could not be. */
export interface UndoReport {
  /** The name of what the task was to make. */
  readonly service?: string;
  readonly undone: readonly Thing[];
  readonly left: readonly {
    readonly thing: Thing;
    readonly because: string;
    /** Whether it stays for good, and is not tried again. */
    readonly stays?: boolean;
  }[];
}

interface UndoDependencies {
  readonly claims: Claims;
  readonly fateOf: FateOf;
  readonly handlers: Handlers;
  readonly records: UndoRecords;
}

/** Undoes tasks, each once at a time. */
export class Undoing {
  readonly #underWay = new Map<string, Promise<UndoReport>>();

  constructor(private readonly dependencies: UndoDependencies) {}

  /**
   * Removes what a task has made, in reverse. What cannot be removed does not hold up the
   * rest; it stays claimed, to be tried again, and so does what it might make anew. The rest
   * of the name is kept until then, but what is there under it later is not the task's.
   *
   * @returns what came of it, also when it was under way already
   */
  undo(taskId: string, signal?: AbortSignal): Promise<UndoReport> {
    const known = this.#underWay.get(taskId);
    if (known) return known;
    const begun = undo(this.dependencies, taskId, signal).finally(() =>
      this.#underWay.delete(taskId),
    );
    this.#underWay.set(taskId, begun);
    return begun;
  }
}

/** By what a pipeline may still be at work, and what it makes. */
const makers: readonly Kind[] = ['hook', 'job', 'rights'];
const made: readonly Kind[] = [
  'binding',
  'release',
  'credentials',
  'middleware',
  'images',
];
/** What several runs of a team may have begun; it goes with the last of them. */
const shared: readonly Kind[] = ['folder', 'reader', 'robot', 'project'];
/** What keeps such a thing where it is, as long as it is there itself. */
const keepers: readonly Kind[] = [...makers, 'folder', 'images'];
/** What is no part of the others' names; nothing of the task makes it anew. */
const outermost: readonly Kind[] = ['registration', 'repository'];

async function undo(
  dependencies: UndoDependencies,
  taskId: string,
  signal?: AbortSignal,
): Promise<UndoReport> {
  const { claims, records } = dependencies;
  const claimed = inUndoOrder(await claims.ofTask(taskId));
  if (claimed.length === 0) {
    await records.note(taskId);
    return { undone: [], left: [] };
  }
  const service = serviceOf(claimed.map(({ thing }) => thing));
  await records.begin(taskId, service);
  const report = await undoAll(dependencies, claimed, signal);
  await records.end(
    taskId,
    report.left.map(({ thing, ...why }) => ({ ...toldOf(thing), ...why })),
  );
  return { service, ...report };
}

async function undoAll(
  { claims, fateOf, handlers, records }: UndoDependencies,
  claimed: readonly Claim[],
  signal?: AbortSignal,
): Promise<Pick<UndoReport, 'left' | 'undone'>> {
  const undone: Thing[] = [];
  const left: { thing: Thing; because: string }[] = [];
  const staying: UndoReport['left'][number][] = [];
  for (const { id, maker } of claimed) {
    signal?.throwIfAborted();
    // Another backend may have undone it since, and somebody made it again.
    const claim = await claims.find(id);
    if (claim?.maker.taskId !== maker.taskId) continue;
    const { thing, since, confirmed } = claim;
    const removal = { kind: 'undo', since } as const;
    try {
      const heir = confirmed ? await heirOf(claim, claims, fateOf) : undefined;
      const removed =
        confirmed &&
        !heir?.isUnderWay &&
        (await handlerOf(handlers, thing).remove(maker, removal, signal));
      if (removed) {
        undone.push(thing);
        await records.add(maker.taskId, toldOf(thing));
      }
      if (left.length > 0 && isToRepeat(thing.kind, removed, left)) continue;
      if (heir && !removed) {
        await claims.handOver(claim, heir.maker);
      } else if (left.length === 0 || outermost.includes(thing.kind)) {
        await claims.drop([claim]);
      } else {
        await claims.disown([claim]);
      }
    } catch (error) {
      const because = toError(error).message;
      if (error instanceof StaysError) {
        staying.push({ thing, because, stays: true });
        await claims.drop([claim]);
      } else {
        left.push({ thing, because });
      }
    }
  }
  return { undone, left: [...left, ...staying] };
}

/** A pipeline that is still there may make things anew; what it needs stays until it is gone. */
function isToRepeat(
  kind: Kind,
  removed: boolean,
  left: UndoReport['left'],
): boolean {
  const areLeft = (kinds: readonly Kind[]) =>
    left.some(each => kinds.includes(each.thing.kind));
  return (
    (made.includes(kind) && areLeft(makers)) ||
    (shared.includes(kind) && !removed && areLeft(keepers))
  );
}

function inUndoOrder(claims: readonly Claim[]): Claim[] {
  return [...claims].sort(
    (a, b) => compareForUndo(a.thing, b.thing) || b.id - a.id,
  );
}
