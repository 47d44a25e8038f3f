import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  askedFor,
  type OrderForm,
  type Place,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { Asker, Rights } from '../../rights';
import {
  restoringForm,
  type BackupPlace,
  type Restoring,
} from './backups/restoring';
import { noSuchInstance } from './deletion';
import { whyUnknown } from './known';
import { isOfferedIn } from './offering';
import { isOpen, offerAt, servedOf } from './offers';
import { rightTo } from './rights';
import { untold, type Schemas } from './Schemas';
import { instanceSchema } from './companions/schema';
import { partOf, pickFields } from './schema';
import { withoutSensitive } from './shown';
import { costsOf } from './terms/terms';
import {
  instanceAt,
  itemAt,
  placeOf,
  sitesOf,
  type MarketplaceContext,
  type Site,
} from './view';

/** What a form is made from. */
export interface FormDependencies {
  readonly rights: Pick<Rights, 'abilities'>;
  readonly schemas: Pick<Schemas, 'whole'>;
  /** Hears of fields that a definition names and a cluster's schema does not have. */
  readonly wrong: (message: string) => void;
}

/** What a form is for, where that is no new instance. */
export interface FormPurpose {
  /** What is to be restored, in the place of its backup. */
  readonly restore?: BackupPlace;
  /** What is to be changed. */
  readonly change?: { readonly namespace: string; readonly name: string };
}

/**
 * The form of an item.
 *
 * @param wanted - the cluster whose schema it is to have; the first that has the item unless told
 * @param purpose - what it is for, where that is no new instance
 * @throws NotFoundError when the person cannot have the item anywhere
 * @throws ServiceUnavailableError while it is not known whether they can
 */
export async function formOf(
  item: MiddlewareItem,
  wanted: string | undefined,
  asker: Omit<Asker, 'scope'> & { readonly context: MarketplaceContext },
  { rights, schemas, wrong }: FormDependencies,
  { restore, change }: FormPurpose = {},
): Promise<OrderForm> {
  const sites = sitesOf(asker.context).filter(({ custom }) =>
    change
      ? servedOf(item.kind, custom).kind === 'served'
      : isOpen(item, custom),
  );
  const site = sites.find(
    ({ cluster }) => wanted === undefined || cluster.name === wanted,
  );
  if (!site) {
    const [why] = sitesOf(asker.context).flatMap(
      ({ cluster, custom }) => whyUnknown(item, cluster.name, custom) ?? [],
    );
    if (why !== undefined) throw new ServiceUnavailableError(why);
    throw new NotFoundError(`${item.title} cannot be had here`);
  }
  const instance = change && instanceAt(item, site.custom, change);
  if (change && !instance) {
    throw new NotFoundError(
      noSuchInstance({
        item: item.name,
        cluster: site.cluster.name,
        ...change,
      }),
    );
  }
  const own = item.formIn?.(site.cluster.name, instance);
  const { schema, fields, plans, restores } = own
    ? { ...own, restores: undefined }
    : await formFromSchema(item, site, { schemas, wrong }, restore);
  const places = await placesOf(
    item,
    restore ? [site] : sites,
    asker,
    rights,
    restore,
  );
  const { terms } = item;
  const sensitive = [...(item.sensitive ?? []), ...(own?.sensitive ?? [])];
  return {
    item: itemAt(item, sites),
    cluster: site.cluster.name,
    ...resourceAt(item, site),
    schema: { ...schema },
    fields: fields.map(({ source: _, ...field }) => field),
    ...(sensitive.length > 0 && {
      sensitive: sensitive.map(path => [...path]),
    }),
    plans: restore ? plansShown(item, plans, places) : [...plans],
    places,
    ...(terms && { terms: [...terms], costs: costsOf(item, plans, places) }),
    ...(restores && { restores }),
  };
}

/** What an order makes in a cluster, and whether an API serves it. */
function resourceAt(
  { kind }: MiddlewareItem,
  { custom }: Site,
): Pick<OrderForm, 'composed' | 'resource'> {
  const { anchor, group, plural, versions } = kind;
  if (anchor) return { composed: customKindName(kind) };
  const served = servedOf(kind, custom);
  const version = served.kind === 'served' ? served.version : versions[0];
  return { resource: { group, version, plural } };
}

/** The form by the schema that the cluster has of the item's kind. */
async function formFromSchema(
  item: MiddlewareItem,
  site: Site,
  { schemas, wrong }: Pick<FormDependencies, 'schemas' | 'wrong'>,
  restore?: BackupPlace,
) {
  const {
    fields,
    plans,
    restores,
  }: Pick<Restoring, 'fields' | 'plans'> & Partial<Restoring> = restore
    ? restoringForm(item, site, restore)
    : item;
  const { schema, missing, version } = await schemaAt(
    { ...item, fields },
    site,
    schemas,
  );
  for (const { path, source } of fields) {
    if (missing.includes(path)) {
      wrong(
        `${source}: spec.${path.join('.')} is not in the schema of ${
          item.kind.plural
        }.${item.kind.group} ${version} in the cluster ${
          site.cluster.name
        }; the form leaves it out`,
      );
    }
  }
  return {
    schema,
    fields: fields.filter(({ path }) => !missing.includes(path)),
    plans,
    restores,
  };
}

/**
 * What is restored is as its original was in every field, of which only those learn who may
 * read it, and so may order it.
 */
function plansShown(
  item: MiddlewareItem,
  plans: OrderForm['plans'],
  places: readonly Place[],
): OrderForm['plans'] {
  const paths = item.fields.map(({ path }) => path);
  const may = places.some(({ ability }) => ability.allowed);
  return plans.map(plan => ({
    ...plan,
    values: withoutSensitive(
      may ? plan.values : askedFor(plan.values, paths),
      item,
    ),
  }));
}

async function schemaAt(
  item: Pick<MiddlewareItem, 'kind' | 'companions' | 'fields'>,
  { cluster, custom }: Site,
  schemas: FormDependencies['schemas'],
) {
  const { whole, version } = await instanceSchema(
    item,
    cluster.name,
    custom,
    schemas,
  );
  const spec = partOf(whole, ['spec']);
  if (!spec) throw untold(cluster.name, item.kind, version);
  const paths = item.fields.map(({ path }) => path);
  return { ...pickFields(spec, paths), version };
}

async function placesOf(
  item: MiddlewareItem,
  sites: readonly Site[],
  {
    context: _,
    ...asker
  }: Omit<Asker, 'scope'> & { readonly context: unknown },
  rights: FormDependencies['rights'],
  only?: Pick<BackupPlace, 'namespace'>,
): Promise<Place[]> {
  const places = sites.flatMap(({ cluster }) =>
    cluster.list('namespaces').flatMap(({ metadata }) => {
      const namespace = metadata?.name;
      const place = namespace ? placeOf(cluster, namespace) : undefined;
      // What belongs to no team is the platform's own.
      if (!namespace || !place?.tenant) return [];
      if (only && namespace !== only.namespace) return [];
      const allowed = offerAt(item, cluster.name)?.namespaces;
      if (allowed && !allowed.includes(namespace)) return [];
      if (!isOfferedIn(item, place.tenant)) return [];
      return [{ cluster: cluster.name, namespace, ...place }];
    }),
  );
  const right = rightTo('order', item);
  const abilities = await rights.abilities(asker, right, places);
  return places.flatMap((place, i) => {
    const ability = abilities[i];
    return ability ? [{ ...place, ability }] : [];
  });
}
