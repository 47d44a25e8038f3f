import type {
  CreationCheck,
  CreationPreview,
  PreviewObject,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';
import { nameProblem } from '../service/name';
import {
  applicationOf,
  thingsOfApplication,
  type Application,
} from '../tenant/application';
import { tenantObjects } from '../tenant/objects';
import { planOf, type PlannedPlace } from '../tenant/plan';
import { namespaceRefusal } from '../tenant/rights';
import type { Maker } from '../things/Handlers';
import { freeChecks, said } from './checks';
import type { Intention } from './outlook';

/** Amounts are no part of what a preview shows of an object. */
const anyQuota = { cpu: '0', memory: '0', pods: 0, storage: '0' };

/** What is in the way of an application, and what will come to be with it. */
export async function applicationPreview(
  surroundings: Surroundings,
  intention: Intention,
  maker: Maker,
  signal?: AbortSignal,
): Promise<Pick<CreationPreview, 'checks' | 'objects'>> {
  const { integrations, kube, people } = surroundings;
  const { cluster, environments } = intention;
  const application = applicationOf(intention, integrations);
  const { name, team } = application;
  const disowned = await people.strangerTo(team, maker.userEntityRef);
  const first: CreationCheck[] = [
    { check: 'name', ...said(nameProblem(name), `${name} can be a host name`) },
    { check: 'owner', team, ...said(disowned, `You belong to ${team}`) },
  ];
  if (disowned) return { checks: first, objects: [] };
  const places = planOf(kube.reader, { team, environments, cluster });
  const [free, ...placed] = await Promise.all([
    freeChecks(surroundings, thingsOfApplication(application), maker, signal),
    ...places.map(place => placeCheck(surroundings, maker, place, signal)),
  ]);
  return {
    checks: [...first, ...placed, ...free],
    objects: [
      ...outside(application),
      ...places.flatMap(place => (place.isNew ? inside(place, team) : [])),
    ],
  };
}

async function placeCheck(
  { kube }: Surroundings,
  maker: Maker,
  { isNew, ...place }: PlannedPlace,
  signal?: AbortSignal,
): Promise<CreationCheck> {
  const { cluster, environment, namespace } = place;
  if (!isNew) {
    const message = `${environment} is ${namespace} in ${cluster}`;
    return { check: 'namespace', ok: true, message, ...place, found: 'one' };
  }
  const because = await namespaceRefusal(
    kube,
    maker.userEntityRef,
    { ...place, isNew },
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
  { cluster, environment, namespace }: PlannedPlace,
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
