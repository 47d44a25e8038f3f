import {
  tellsWhatRuns,
  workloadRefSchema,
  type Cluster,
  type Placement,
  type ServiceRow,
} from '@pilothouse/plugin-platform-common';
import { keyOf } from '../needs/needs';
import { entriesOf } from '../stored/entriesOf';

/**
 * Workloads of services that a person saw, by the key of both: the environment, empty
 * where there is none.
 */
export type There = { readonly [key: string]: string };

/**
 * As many characters are remembered, as JSON; of other workloads nobody is told that they are
 * gone. A visit holds this twice, and is stored as a setting, which has 100 kB at most.
 */
export const mostThereLength = 25_000;

/** What there is to be looked at. */
export interface Sight {
  readonly there: There;
  /** `cluster/namespace/kind/name` of all that the person sees, of whatever service. */
  readonly present: ReadonlySet<string>;
  /** Names of the clusters in which nothing runs beside what they tell of. */
  readonly known: ReadonlySet<string>;
}

/** A workload that was there when a person looked, and is not any more. */
export interface Gone {
  /** Unique among all. */
  readonly key: string;
  readonly service: ServiceRow;
  readonly placement: Pick<Placement, 'environment' | 'ref'>;
}

/**
 * What there is to be looked at.
 *
 * @param mine - the services of which it is to be told what is gone
 * @param all - all that the person may see
 */
export function sightOf(
  mine: readonly ServiceRow[],
  all: readonly ServiceRow[],
  clusters: readonly Cluster[],
): Sight {
  const there = mine.flatMap(row =>
    Object.entries(row.placements).map(
      ([workload, { environment = '' }]): Remembered => [
        keyOf(row, workload),
        environment,
      ],
    ),
  );
  return {
    there: thereFrom(there),
    present: new Set(all.flatMap(({ placements }) => Object.keys(placements))),
    known: new Set(clusters.filter(tellsWhatRuns).map(({ name }) => name)),
  };
}

/** What was there, after another look; what a cluster does not tell now stays. */
export function thereWith(before: There, { there, known }: Sight): There {
  const untold = Object.entries(before).filter(
    ([key]) => !known.has(partsOf(key).ref?.cluster ?? ''),
  );
  return thereFrom([...new Map([...Object.entries(there), ...untold])]);
}

/** What was there of these services and is gone, as far as clusters tell what runs. */
export function goneSince(
  mine: readonly ServiceRow[],
  before: There,
  { present, known }: Sight,
): Gone[] {
  const rows = new Map(
    mine
      .filter(({ selectorUnclear }) => !selectorUnclear)
      .map(row => [keyOf(row, ''), row]),
  );
  return Object.entries(before).flatMap(([key, environment]): Gone[] => {
    const { ownKey, workload, ref } = partsOf(key);
    const service = rows.get(ownKey);
    return service && ref && known.has(ref.cluster) && !present.has(workload)
      ? [
          {
            key,
            service,
            placement: { environment: environment || undefined, ref },
          },
        ]
      : [];
  });
}

/** Reads what was stored; what is not understood counts as not seen. */
export function readThere(value: unknown): There | undefined {
  const remembered = entriesOf(value)?.filter(
    (each): each is Remembered => typeof each[1] === 'string',
  );
  return remembered && thereFrom(remembered);
}

type Remembered = [key: string, environment: string];

function thereFrom(remembered: readonly Remembered[]): There {
  let left = mostThereLength;
  return Object.fromEntries(
    remembered.filter(each => {
      left -= JSON.stringify(each).length;
      return left >= 0;
    }),
  );
}

/** What a key is made of: the service's own part, and the workload. */
function partsOf(key: string) {
  const end = key.lastIndexOf(' ') + 1;
  const workload = key.slice(end);
  const [cluster, namespace, kind, name] = workload.split('/');
  const ref = { cluster, namespace, kind, name };
  const { data } = workloadRefSchema.safeParse(ref);
  return { ownKey: key.slice(0, end), workload, ref: data };
}
