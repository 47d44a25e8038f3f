import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { stateOf, states } from './states';

/** What rows can be ordered by. */
export const sortColumns = ['status', 'name', 'application', 'owner'] as const;

/** What rows can be ordered by. */
export type SortColumn = (typeof sortColumns)[number];

/** In which order rows stand. */
export interface Sort {
  readonly by: SortColumn;
  /** The other way round; for states this is the best first. */
  readonly reversed: boolean;
}

/** What is broken comes first. */
export const brokenFirst: Sort = { by: 'status', reversed: false };

/** The order after a click on the head of a column: it, then the other way round. */
export function resorted(sort: Sort, by: SortColumn): Sort {
  return { by, reversed: sort.by === by && !sort.reversed };
}

type Comparison = (left: ServiceView, right: ServiceView) => number;

const collator = new Intl.Collator(['en', 'zh'], {
  numeric: true,
  sensitivity: 'base',
});

const comparisons: Record<SortColumn, Comparison> = {
  status: (left, right) => badness(right) - badness(left),
  name: (left, right) => collator.compare(left.name, right.name),
  application: (left, right) =>
    collator.compare(left.applicationName ?? '', right.applicationName ?? ''),
  owner: (left, right) =>
    collator.compare(left.row.owner ?? '', right.row.owner ?? ''),
};

function badness(view: ServiceView): number {
  const state = stateOf(view);
  return state ? states.indexOf(state) : -1;
}

/** Rows in that order; alike ones by name. What has nothing to be ordered by comes last. */
export function sorted(
  views: readonly ServiceView[],
  { by, reversed }: Sort,
): ServiceView[] {
  const sign = reversed ? -1 : 1;
  const compare = comparisons[by];
  return [...views].sort(
    (left, right) =>
      missingLast(left, right, by) ||
      sign * compare(left, right) ||
      byName(left, right),
  );
}

function missingLast(
  left: ServiceView,
  right: ServiceView,
  by: SortColumn,
): number {
  if (by === 'application') {
    return (
      Number(left.applicationName === undefined) -
      Number(right.applicationName === undefined)
    );
  }
  return by === 'owner'
    ? Number(left.row.owner === undefined) -
        Number(right.row.owner === undefined)
    : 0;
}

/** What the catalog knows before what it does not, then names, and then the keys. */
function byName(left: ServiceView, right: ServiceView): number {
  return (
    Number(left.row.entityRef === undefined) -
      Number(right.row.entityRef === undefined) ||
    collator.compare(left.name, right.name) ||
    (left.key < right.key ? -1 : Number(left.key !== right.key))
  );
}
