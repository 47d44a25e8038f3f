import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  BrokenPipelines,
  LiveInput,
  LiveOutput,
} from '@pilothouse/plugin-platform-common';
import type { CatalogReader } from '../../catalog/CatalogReader';
import { earliest } from '../deployments/moments';
import type { MainState } from './main-runs';
import type { Known } from './Reading';
import { isTold } from './services';
import { ownJobOf, type PipelineContext } from './views';

/** What the view of broken pipelines is made from. */
export interface BrokenContext
  extends Pick<PipelineContext, 'catalog' | 'told' | 'trust'> {
  /** The services whose runs the person may answer. */
  readonly answerable: Pick<CatalogReader, 'entity'>;
  /** What is known of the main branches of jobs. */
  readonly mainOf: (
    jobs: readonly string[],
  ) => ReadonlyMap<string, Known<MainState>>;
}

/** The broken pipelines of all services whose runs the person may see. */
export function brokenPipelines(
  _: LiveInput<'pipelines.broken'>,
  { answerable, catalog, told, trust, mainOf }: BrokenContext,
): LiveOutput<'pipelines.broken'> {
  const built = catalog.entities('component').flatMap(entity => {
    const job = isTold(told, entity) ? ownJobOf(entity, trust) : undefined;
    return job ? [{ ref: stringifyEntityRef(entity), job }] : [];
  });
  const states = mainOf([...new Set(built.map(({ job }) => job))]);
  const all = built.map(({ ref, job }) => ({ ref, known: states.get(job) }));
  const known = all.map(each => each.known);
  return {
    services: Object.fromEntries(
      all.flatMap(({ ref, known: its }) => {
        const broken = its?.heard?.value?.broken;
        return broken ? [[ref, broken]] : [];
      }),
    ),
    waiting: Object.fromEntries(
      all.flatMap(({ ref, known: its }) => {
        const waiting = its?.heard?.value?.waiting;
        return waiting && answerable.entity(ref) ? [[ref, [...waiting]]] : [];
      }),
    ),
    unread: known.filter(its => !its?.heard && !its?.failure).length,
    readAt: earliest(
      known.map(its => (its?.failure ? undefined : its?.heard?.readAt)),
    ),
    silent: silentOf(known),
  };
}

function silentOf(
  all: readonly (Known<unknown> | undefined)[],
): BrokenPipelines['silent'] {
  const silent = all
    .flatMap(known =>
      known?.failure && known.failure.because !== 'not-configured'
        ? [{ since: known.failure.since, because: known.failure.because }]
        : [],
    )
    .sort((a, b) => a.since.localeCompare(b.since));
  return silent[0] && { count: silent.length, ...silent[0] };
}
