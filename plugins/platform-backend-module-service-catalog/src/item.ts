import { createHash } from 'node:crypto';
import type { Item, Words } from '@pilothouse/plugin-platform-common';
import {
  categoryOf,
  isAddress,
  type CustomObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { Held } from './catalog';
import { dashboardsOf } from './dashboards';
import { formFor } from './form';
import { grantsOf } from './grants';
import { instanceKind } from './kinds';
import { textIn } from './model';
import { namingFields } from './naming';
import { offerOf } from './offer';
import { refusalOf } from './refusal';
import { instanceState } from './state';

/** What an item is made from. */
export interface ItemSource {
  /** What stands for its class in all clusters. */
  readonly key: string;
  /** Its class, where there is one; sorted by cluster. */
  readonly held: readonly Held[];
  /** All classes of all clusters. */
  readonly all: readonly Held[];
  /** What instances call a class that is not there. */
  readonly named?: string;
  /** Clusters that have instances of a class that is not there. */
  readonly orphans: ReadonlySet<string>;
  /** What stands for the class of an instance. */
  readonly keyOf: (instance: CustomObject) => string | undefined;
}

const hashLength = 8;
const maxSlugLength = 40;

/** A class of a broker, as an item of the marketplace. */
export function itemOf(source: ItemSource): MiddlewareItem {
  const { key, held, keyOf } = source;
  const [first] = held.filter(isOffered).concat(held);
  const spec = first?.serviceClass.spec;
  const name = spec?.externalName ?? source.named ?? key;
  const about = spec?.externalMetadata ?? {};
  const title = textIn(about, 'displayName') ?? name;
  const details = textIn(about, 'longDescription');
  const tags = spec?.tags ?? [];
  const grants = grantsOf(held);
  const plans = first ? formFor(source, first.cluster).plans : [];
  return {
    name: itemName(key),
    title,
    summary: spec
      ? same(spec.description ?? title)
      : {
          en: 'No broker offers it any more; what there is of it stays.',
          zh: '已没有 Broker 提供它；已有的实例会保留。',
        },
    ...(details && { details: same(details) }),
    ...(tags.length > 0 && { tags }),
    category: categoryOf([...tags, name]),
    operator: operatorOf(first),
    operations: plans.length > 1 && spec?.planUpdatable ? ['change-plan'] : [],
    kind: instanceKind,
    elsewhere: true,
    // Parameters may be secret, and only their brokers know which.
    fields: namingFields,
    plans,
    isOf: object => keyOf(object) === key,
    offerIn: cluster => offerOf(source, cluster),
    formIn: (cluster, instance) => formFor(source, cluster, instance),
    refusalOf: (cluster, tried) => refusalOf(source, cluster, tried),
    stateOf: instanceState,
    endpointsOf: dashboardsOf,
    credentialsOf: () => [],
    ...(grants && { grants }),
    labelsOf: () => ({}),
    demandOf: () => [
      {
        resource: `count/${instanceKind.plural}.${instanceKind.group}`,
        each: '1',
        times: 1,
      },
    ],
  };
}

/** The same in all clusters and for all who look, whichever of them somebody sees. */
export function itemName(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  const slug = key
    .slice(key.indexOf('/') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxSlugLength)
    .replace(/^-+|-+$/g, '');
  return [slug, hash.slice(0, hashLength)].filter(Boolean).join('-');
}

function isOffered({ serviceClass: { status } }: Held): boolean {
  return !status.removedFromBrokerCatalog;
}

/** Brokers speak one language; which one, they do not say. */
function same(text: string): Words {
  return { en: text, zh: text };
}

function operatorOf(held: Held | undefined): Item['operator'] {
  if (!held) return { name: 'Service Catalog' };
  const { brokerName, serviceClass } = held;
  const about = serviceClass.spec.externalMetadata;
  const provider = textIn(about, 'providerDisplayName');
  const url = textIn(about, 'documentationUrl');
  const broker = `Broker ${brokerName}`;
  return {
    name: provider ? `${provider} (${broker})` : broker,
    ...(url && isAddress(url) && { url }),
  };
}
