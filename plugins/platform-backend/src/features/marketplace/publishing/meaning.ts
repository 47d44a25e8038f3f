import { NotFoundError } from '@backstage/errors';
import type {
  DefinitionCheck,
  DefinitionFault,
  DefinitionMeaning,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type MiddlewareItem,
  type Offering,
  type ReadDefinition,
} from '@pilothouse/plugin-platform-node';
import { PersonalClient } from '../../../kube/write';
import type { KubeService } from '../../../kube/KubeService';
import type { Asker } from '../../../rights';
import { formOf, type FormDependencies } from '../form';
import { instanceSchema } from '../companions/schema';
import { kindsOf, servedOf } from '../offers';
import type { Schemas } from '../Schemas';
import { partOf, type JsonSchema } from '../schema';
import {
  instanceOf,
  sitesOf,
  type MarketplaceContext,
  type Site,
} from '../view';
import { faultsOf } from './faults';
import { mayWatch, rolesFor } from './needed-rights';

/** Instances by which one sees whether a definition reads them well. */
const mostLiving = 20;

/** What definitions are looked at with. */
export interface CheckDependencies extends Pick<FormDependencies, 'rights'> {
  readonly clusters: Pick<KubeService, 'request'>;
  readonly schemas: Schemas;
  /** What the company's configuration says of items. */
  readonly offering: Pick<Offering, 'asWanted' | 'saidOf'>;
}

/** An engineer, with all that they see and all items. */
export interface Engineer extends Asker {
  readonly context: MarketplaceContext;
}

type ReadItem = Extract<ReadDefinition, { kind: 'item' }>;

/**
 * A cluster in which somebody has a namespace.
 *
 * @throws NotFoundError where there is none of that name
 */
export function siteNamed(cluster: string, context: MarketplaceContext): Site {
  const site = sitesOf(context).find(each => each.cluster.name === cluster);
  if (!site) throw new NotFoundError(`There is no cluster ${cluster}`);
  return site;
}

/** What is wrong with a definition in a cluster, and what it means there. */
export async function checkIn(
  site: Site,
  read: ReadItem,
  engineer: Engineer,
  dependencies: CheckDependencies,
): Promise<DefinitionCheck> {
  const { item } = read;
  const taken = clashesOf(read, engineer.context.items);
  const served = servedOf(item.kind, site.custom);
  const name = customKindName(item.kind);
  const { name: cluster } = site.cluster;
  if (served.kind !== 'served') {
    const message = `the cluster ${cluster} serves no ${name} in ${item.kind.versions.join(
      ' or ',
    )}`;
    const fault = { line: read.lineOf('kind'), field: 'kind', message };
    return { faults: [...taken, fault] };
  }
  const { whole, version } = await instanceSchema(
    item,
    cluster,
    site.custom,
    dependencies.schemas,
  );
  const where = `${name} ${version} in the cluster ${cluster}`;
  const faults = [...taken, ...faultsOf(item.paths ?? [], whole, where)];
  return {
    faults: faults.sort((one, other) => one.line - other.line),
    meaning: await meaningOf(
      item,
      { site, version, whole },
      engineer,
      dependencies,
    ),
  };
}

/** Names and kinds are one item's; that of the same name is the one that is to be changed. */
function clashesOf(
  { item, lineOf }: ReadItem,
  items: readonly MiddlewareItem[],
): DefinitionFault[] {
  const names = new Set(kindsOf(item).map(customKindName));
  const other = items.find(
    each =>
      each.name !== item.name &&
      kindsOf(each).some(kind => names.has(customKindName(kind))),
  );
  return other
    ? [
        {
          line: lineOf('kind'),
          field: 'kind',
          message: `the item ${other.name} is made of it already`,
        },
      ]
    : [];
}

async function meaningOf(
  item: MiddlewareItem,
  {
    site,
    version,
    whole,
  }: {
    readonly site: Site;
    readonly version: string;
    readonly whole: JsonSchema;
  },
  engineer: Engineer,
  dependencies: CheckDependencies,
): Promise<DefinitionMeaning> {
  const { cluster } = site;
  const [form, living, portalMayWatch] = await Promise.all([
    formOf(dependencies.offering.asWanted(item), cluster.name, engineer, {
      ...dependencies,
      // They are told as faults, with their lines.
      wrong: () => undefined,
    }),
    livingOf(
      { kind: item.kind, version },
      cluster.name,
      engineer,
      dependencies,
    ),
    mayWatch(item.kind, cluster.name, dependencies),
  ]);
  const asked = new Set(form.fields.map(({ path: [first] }) => first));
  const spec = partOf(whole, ['spec']) ?? {};
  return {
    form,
    others: Object.keys(Object(spec.properties)).filter(
      name => !asked.has(name),
    ),
    living: living.objects.map(object => instanceOf(item, object, cluster)),
    isMore: living.isMore,
    rights: { portalMayWatch, manifest: rolesFor(item) },
    configured: [...dependencies.offering.saidOf(item.name)],
  };
}

/**
 * Instances of a kind that nobody watches, as the person may list them.
 *
 * @throws the error that fits what the API server said
 */
export async function livingOf(
  { kind, version }: { kind: MiddlewareItem['kind']; version: string },
  cluster: string,
  { viewer }: Pick<Asker, 'viewer'>,
  { clusters }: Pick<CheckDependencies, 'clusters'>,
): Promise<{ objects: readonly CustomObject[]; isMore: boolean }> {
  const client = new PersonalClient(clusters, cluster, viewer);
  const parts = ['apis', kind.group, version, kind.plural];
  const { items, metadata } = await client.read<{
    items: readonly CustomObject[];
    metadata?: { continue?: string };
  }>(
    `/${parts.map(encodeURIComponent).join('/')}?limit=${mostLiving}`,
    `The cluster ${cluster} has no ${customKindName(kind)} any more`,
  );
  return { objects: items, isMore: Boolean(metadata?.continue) };
}
