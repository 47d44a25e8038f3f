import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { CreationPreview } from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';
import type { Wanted } from '../middleware/order';
import { teamOf } from '../service/name';
import { repositoryOf } from '../service/service';
import { applicationPreview } from './application';
import { kindsOf, readChart, type Chart } from './chart';
import { checksOf } from './checks';
import { entitiesIn, filesIn } from './files';
import { middlewarePreviews, withOrder, type Looker } from './middleware';
import { objectsOf } from './objects';

const catalogFile = 'catalog-info.yaml';

/** What a service is to be made of, as the input of `pilothouse:preview`. */
export interface Intention {
  readonly name: string;
  readonly owner: string;
  readonly environments: string[];
  readonly repoUrl: string;
  readonly cluster?: string;
  readonly sourcePath?: string;
  readonly chartPath?: string;
  /** What is to be made; a service. */
  readonly creates?: 'application' | 'service';
  /** What is ordered in the first environment; nothing without a plan. */
  readonly middleware?: Wanted | readonly Wanted[];
}

/**
 * Everything that will come to be of a folder of files, and what is in the way.
 *
 * @returns also the folder that the files are in
 */
export async function previewOf(
  surroundings: Surroundings,
  intention: Intention,
  from: Looker & { readonly workspace: string },
  signal?: AbortSignal,
): Promise<CreationPreview & { source: string }> {
  const { images, integrations } = surroundings;
  const { cluster, environments, name, repoUrl } = intention;
  const { sourcePath = '.', chartPath = 'chart' } = intention;
  const source = resolveSafeChildPath(from.workspace, sourcePath);
  if (intention.creates === 'application') {
    const told = await applicationPreview(
      surroundings,
      { ...intention, middleware: wantedOf(intention) },
      from,
      signal,
    );
    return { name, source, files: await filesIn(source), ...told };
  }
  const folder = resolveSafeChildPath(source, chartPath);
  const service = { name, team: teamOf(intention.owner) };
  const repository = repositoryOf(repoUrl, integrations, service);
  const chart = await readChart(folder, environments);
  const wanted = wantedOf(intention);
  const looked = await checksOf(
    surroundings,
    {
      service,
      maker: from.maker,
      repository,
      environments,
      cluster,
      chart,
      ...(wanted.length > 0 && { boundIn: environments[0] }),
    },
    signal,
  );
  const { places } = looked;
  const place = places.find(each => each.environment === environments[0]);
  const ordered = place
    ? await middlewarePreviews(surroundings, wanted, place, from, signal)
    : undefined;
  const checks =
    ordered && place
      ? [...withOrder(looked.checks, place, ordered.quota), ...ordered.checks]
      : looked.checks;
  const files = await filesIn(source);
  const described = files.some(({ path }) => path === catalogFile);
  const objects = objectsOf({
    service,
    repository,
    places,
    kinds: kindsByEnvironment(chart, environments),
    entities: described ? await entitiesIn(join(source, catalogFile)) : [],
    registry: images?.host,
  });
  return {
    ...{ name, source, files, checks },
    objects: [...objects, ...(ordered?.objects ?? [])],
    orders: [...(ordered?.orders ?? [])],
  };
}

/** What is to be ordered, if anything is. */
function wantedOf({ middleware = [] }: Intention): Wanted[] {
  return [middleware].flat().filter(({ plan }) => plan);
}

function kindsByEnvironment(
  chart: Chart | undefined,
  environments: readonly string[],
): Map<string, string[]> {
  return new Map(
    environments.map(environment => [
      environment,
      chart
        ? kindsOf(
            chart.templates,
            chart.ofEnvironment.get(environment) ?? chart.values,
          )
        : [],
    ]),
  );
}
