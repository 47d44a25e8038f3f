import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  LiveInput,
  LiveOutput,
  ServiceRow,
} from '@pilothouse/plugin-platform-common';
import type { View } from '../../live/view';
import { clusterOf, kindsOfRow } from '../deployments/readable';
import {
  applicationOf,
  rowOfComponent,
  rowOfWorkload,
  type Placements,
} from './rows';
import { runningIn } from './running';

/** All services and applications, and what runs of them. */
export const services: View<
  LiveInput<'services.list'>,
  LiveOutput<'services.list'>
> = (_, { kube, catalog, seesAll = false }) => {
  const components = toRun(catalog.entities('component'));
  const byComponent = new Map<Entity, Placements>(
    components.map(entity => [entity, {}]),
  );
  const rows: Record<string, ServiceRow> = {};
  const running = kube
    .clusters()
    .flatMap(cluster => runningIn(cluster, components, seesAll));
  for (const { id, placement, claimants } of running) {
    for (const entity of claimants) byComponent.get(entity)![id] = placement;
    if (claimants.length === 0) rows[id] = rowOfWorkload(id, placement);
  }
  for (const [entity, placements] of byComponent) {
    rows[stringifyEntityRef(entity)] = rowOfComponent(entity, placements);
  }
  return {
    ...(seesAll && { seesAll }),
    clusters: kube.clusters().map(cluster => clusterOf(cluster, kindsOfRow)),
    services: rows,
    applications: Object.fromEntries(
      catalog
        .entities('system')
        .map(entity => [stringifyEntityRef(entity), applicationOf(entity)]),
    ),
  };
};

const runnable = new WeakMap<readonly Entity[], readonly Entity[]>();

/** The same list again for the same list, so that what is found out about it is kept. */
function toRun(components: readonly Entity[]): readonly Entity[] {
  const known = runnable.get(components) ?? components.filter(isToRun);
  runnable.set(components, known);
  return known;
}

/** A component that says nothing of Kubernetes runs there only if it is a service. */
function isToRun({ metadata, spec }: Entity): boolean {
  const annotations = Object.keys(metadata.annotations ?? {});
  return (
    spec?.type === 'service' ||
    annotations.some(name => name.startsWith('backstage.io/kubernetes-'))
  );
}
