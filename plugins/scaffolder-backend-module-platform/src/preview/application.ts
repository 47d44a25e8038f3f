import type {
  CreationCheck,
  CreationPreview,
  PreviewObject,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';
import { nameProblem } from '../service/name';
import type { Place } from '../service/places';
import {
  applicationOf,
  thingsOfApplication,
  type Application,
} from '../tenant/application';
import { tenantObjects } from '../tenant/objects';
import { planRows, type PlanRow } from '../tenant/plan';
import { namespaceRefusal } from '../tenant/rights';
import type { Maker } from '../things/Handlers';
import type { Wanted } from '../middleware/order';
import { freeChecks, lookedChecks, said } from './checks';
import {
  middlewareLater,
  middlewarePreviews,
  withOrder,
  type Looker,
  type Ordered,
} from './middleware';
import type { Intention } from './outlook';

/** Amounts are no part of what a preview shows of an object. */
const anyQuota = { cpu: '0', memory: '0', pods: 0, storage: '0' };

/** What is in the way of an application, and what will come to be with it. */
export async function applicationPreview(
  surroundings: Surroundings,
  intention: Intention & { readonly middleware: readonly Wanted[] },
  looker: Looker,
  signal?: AbortSignal,
): Promise<Pick<CreationPreview, 'checks' | 'objects' | 'orders'>> {
  const { maker } = looker;
  const { integrations, kube, people } = surroundings;
  const { cluster, environments } = intention;
  const application = applicationOf(intention, integrations);
  const { name, team } = application;
  const disowned = await people.strangerTo(team, maker.userEntityRef);
  const first: CreationCheck[] = [
    { check: 'name', ...said(nameProblem(name), `${name} can be a host name`) },
    { check: 'owner', team, ...said(disowned, `You belong to ${team}`) },
  ];
  if (disowned) return { checks: first, objects: [], orders: [] };
  const rows = planRows(kube.reader, { team, environments, cluster });
  const [free, ...placed] = await Promise.all([
    freeChecks(surroundings, thingsOfApplication(application), maker, signal),
    ...rows.map(row => rowChecks(surroundings, maker, row, signal)),
  ]);
  const checks = [...first, ...placed.flat(), ...free];
  const row = rows.find(each => environmentOf(each) === environments[0]);
  const ordered =
    intention.middleware.length > 0 && row
      ? await orderedIn(surroundings, intention.middleware, row, looker, signal)
      : undefined;
  return {
    checks:
      ordered && row?.kind === 'found'
        ? [...withOrder(checks, row.place, ordered.quota), ...ordered.checks]
        : [...checks, ...(ordered?.checks ?? [])],
    objects: [
      ...outside(application),
      ...rows.flatMap(each =>
        each.kind === 'new' ? inside(each.place, team) : [],
      ),
      ...(ordered?.objects ?? []),
    ],
    orders: [...(ordered?.orders ?? [])],
  };
}

function environmentOf(row: PlanRow): string {
  return 'place' in row ? row.place.environment : row.environment;
}

/** What is ordered for the whole application; what is in the way of its place is told already. */
async function orderedIn(
  surroundings: Surroundings,
  wanted: readonly Wanted[],
  row: PlanRow,
  looker: Looker,
  signal?: AbortSignal,
): Promise<Ordered | undefined> {
  switch (row.kind) {
    case 'found':
      return middlewarePreviews(
        surroundings,
        wanted,
        row.place,
        looker,
        signal,
      );
    case 'new': {
      const { environment } = row.place;
      const later = wanted.map(each => middlewareLater(each, environment));
      return { checks: later, objects: [], orders: [], quota: [] };
    }
    default:
      return undefined;
  }
}

/** What is to be told of one environment; of each cluster, where it may be in several. */
async function rowChecks(
  surroundings: Surroundings,
  maker: Maker,
  row: PlanRow,
  signal?: AbortSignal,
): Promise<CreationCheck[]> {
  switch (row.kind) {
    case 'found': {
      const { cluster, environment, namespace } = row.place;
      const message = `${environment} is ${namespace} in ${cluster}`;
      const check = 'namespace';
      return [{ check, ok: true, message, ...row.place, found: 'one' }];
    }
    case 'new':
      return [await newCheck(surroundings, maker, row.place, signal)];
    case 'unknown':
      return lookedChecks(row.environment, row.looked);
    default: {
      const { because, kind, ...where } = row;
      return [
        { check: 'namespace', ...said(because, ''), ...where, found: kind },
      ];
    }
  }
}

async function newCheck(
  { kube }: Surroundings,
  maker: Maker,
  place: Place,
  signal?: AbortSignal,
): Promise<CreationCheck> {
  const { cluster, environment, namespace } = place;
  const because = await namespaceRefusal(
    kube,
    maker.userEntityRef,
    place,
    signal,
  );
  return {
    check: 'namespace',
    ...said(because, `${environment} becomes ${namespace} in ${cluster}`),
    ...place,
    found: because ? 'refused' : 'new',
  };
}

function outside({ name, repository }: Application): PreviewObject[] {
  return [
    {
      system: 'git',
      kind: 'Repository',
      name: `${repository.owner}/${repository.name}`,
      where: repository.host,
    },
    { system: 'catalog', kind: 'System', name, where: 'default' },
  ];
}

function inside(
  { cluster, environment, namespace }: Place,
  team: string,
): PreviewObject[] {
  const tenant = {
    ...{ environment, namespace, team },
    ...{ group: team, quota: anyQuota },
  };
  const of = { system: 'kubernetes', environment } as const;
  return [
    { ...of, kind: 'Namespace', name: namespace, where: cluster },
    ...tenantObjects(tenant).map(({ object }) => ({
      ...of,
      kind: object.kind,
      name: object.metadata.name,
      where: `${cluster}/${namespace}`,
    })),
  ];
}
