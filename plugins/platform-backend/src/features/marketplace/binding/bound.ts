import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  Binding,
  BindingProblem,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { assess, type Assessment } from '../../deployments/assess';
import {
  indexedLookup,
  Neighborhood,
  surroundingsOf,
} from '../../deployments/around';
import type { Workload } from '../../deployments/workload';
import { servedOf } from '../offers';
import { instanceAt, instancesOf, type Site } from '../view';
import { secretNamesOf } from './address';
import { instanceOfRecord, recordsOf, type BindingRecord } from './record';
import { partsOf, secretsOf, usesOf, type Uses } from './uses';

/** What tells of a binding, as far as the person sees it. */
export interface BindingSight {
  readonly items: readonly MiddlewareItem[];
  readonly site: Site;
  readonly claimantsOf: (workload: Workload) => readonly Entity[];
}

/** A Secret of which a workload has something, or would have by what the portal has bound. */
export interface BoundSecret {
  readonly secret: string;
  readonly record?: BindingRecord;
}

/** The Secrets to which a workload is bound, by the portal or by hand. */
export function boundSecrets({ metadata, template }: Workload): BoundSecret[] {
  const records = new Map(
    recordsOf(metadata).map(record => [record.secret, record]),
  );
  const secrets = new Set([...secretsOf(template), ...records.keys()]);
  return [...secrets].map(secret => ({ secret, record: records.get(secret) }));
}

/** The instances of a namespace, by the Secrets in which their credentials are. */
export function ownersOfSecrets(
  { items, site: { cluster, custom } }: Pick<BindingSight, 'items' | 'site'>,
  namespace: string,
): ReadonlyMap<string, InstanceRef> {
  return new Map(
    items.flatMap(item =>
      instancesOf(item, custom, namespace).flatMap(object =>
        secretNamesOf(item, object, custom).map(secret => [
          secret,
          {
            item: item.name,
            cluster: cluster.name,
            namespace,
            name: object.metadata?.name ?? '',
          },
        ]),
      ),
    ),
  );
}

/** A binding as it is told: what it gives, who made it, and what is wrong with it. */
export function bindingOf(
  workload: Workload,
  { secret, record }: BoundSecret,
  owner: InstanceRef | undefined,
  sight: BindingSight,
): Binding {
  const { cluster, namespace, kind, name, template } = workload;
  const around = new Neighborhood(
    sight.site.cluster,
    namespace,
    indexedLookup(sight.site.cluster, namespace),
  );
  const assessment = assess(surroundingsOf(workload, around));
  const uses = usesOf(template, secret);
  const instance =
    owner ?? (record && instanceOfRecord(record, { cluster, namespace }));
  return {
    secret,
    target: { cluster, namespace, kind, name },
    services: sight.claimantsOf(workload).map(stringifyEntityRef),
    ...(instance && { instance }),
    by: record ? 'portal' : 'hand',
    uses,
    problems: [
      ...removed(record, uses),
      ...missing({ secret, uses, namespace }, assessment, sight.site),
      ...(owner ? [] : gone(instance, sight)),
      ...unfinished(assessment),
    ],
    status: assessment.status,
    causes: assessment.causes,
  };
}

function removed(
  record: BindingRecord | undefined,
  uses: Uses,
): BindingProblem[] {
  if (!record) return [];
  const has = partsOf(uses.filter(use => use.container === record.container));
  const variables = record.variables.filter(v => !has.variables.includes(v));
  const files = record.files.filter(path => !has.files.includes(path));
  return variables.length + files.length > 0
    ? [{ kind: 'removed', variables, files }]
    : [];
}

/**
 * The portal knows that a Secret is there, and never what is in it: of its keys it learns
 * from what the nodes tell of pods that lack them.
 */
function missing(
  of: { secret: string; uses: Uses; namespace: string },
  { causes }: Assessment,
  { cluster }: Site,
): BindingProblem[] {
  if (of.uses.length === 0) return [];
  const told = causes.flatMap(({ facts }) =>
    facts.kind === 'missing-object' &&
    facts.object === 'Secret' &&
    facts.name === of.secret
      ? [facts]
      : [],
  );
  const { secret: name, namespace } = of;
  const known = cluster.kindState('secrets', namespace).kind === 'live';
  const there = known
    ? cluster.get('secrets', { namespace, name }) !== undefined
    : told.every(({ key }) => key !== undefined);
  if (!there) return [{ kind: 'secret-missing' }];
  const keys = [...new Set(told.flatMap(({ key }) => key ?? []))];
  return keys.length > 0 ? [{ kind: 'key-missing', keys }] : [];
}

function gone(
  instance: InstanceRef | undefined,
  { items, site: { custom } }: BindingSight,
): BindingProblem[] {
  const item = items.find(({ name }) => name === instance?.item);
  if (!instance || !item) return [];
  const kind = customKindName(item.kind);
  const known =
    servedOf(item.kind, custom).kind === 'served' &&
    custom.kindState(kind).kind === 'live';
  return known && !instanceAt(item, custom, instance)
    ? [{ kind: 'instance-gone' }]
    : [];
}

function unfinished({ rollout, replicas }: Assessment): BindingProblem[] {
  switch (rollout.kind) {
    case 'stuck':
      return [{ kind: 'stuck' }];
    case 'progressing':
      return [
        {
          kind: 'rolling-out',
          updated: replicas.updated,
          wanted: replicas.desired,
        },
      ];
    default:
      return [];
  }
}
