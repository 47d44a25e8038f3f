import {
  DEFAULT_NAMESPACE,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  hostNameFault,
  type CreationChoices,
} from '@pilothouse/plugin-platform-common';
import type { ClusterReader } from '@pilothouse/plugin-platform-node';
import { environmentsByTeam } from '../service/places';

/** What is known when somebody opens the form of a service. */
export interface Known {
  /** Groups that they may create services for. */
  readonly groups: readonly Entity[];
  /** Systems of the catalog that they may see. */
  readonly systems: readonly Entity[];
  readonly clusters: readonly ClusterReader[];
}

/** What the form of a service offers. */
export function choicesOf({
  clusters,
  groups,
  systems,
}: Known): CreationChoices {
  const environments = environmentsByTeam(clusters);
  const owners = groups
    .filter(({ metadata: { name, namespace = DEFAULT_NAMESPACE } }) => {
      return (
        namespace === DEFAULT_NAMESPACE &&
        hostNameFault(name.toLowerCase()) === undefined
      );
    })
    .map(group => {
      const ref = stringifyEntityRef(group);
      return {
        ref,
        title: titleOf(group),
        applications: systems
          .filter(system => isOwnedBy(system, ref))
          .map(system => ({
            ref: stringifyEntityRef(system),
            title: titleOf(system),
          }))
          .sort(byTitle),
        environments: [
          ...(environments.get(group.metadata.name.toLowerCase()) ?? []),
        ].sort(),
      };
    })
    .sort(byTitle);
  const silentClusters = clusters
    .filter(reader => reader.knowledge().kind !== 'live')
    .map(({ name }) => name);
  return { owners, silentClusters };
}

function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile;
  const named =
    typeof profile === 'object' && profile !== null && 'displayName' in profile
      ? profile.displayName
      : undefined;
  return metadata.title ?? (named ? String(named) : metadata.name);
}

function isOwnedBy({ relations = [] }: Entity, ref: string): boolean {
  return relations.some(
    ({ type, targetRef }) => type === RELATION_OWNED_BY && targetRef === ref,
  );
}

function byTitle(a: { title: string }, b: { title: string }): number {
  return a.title.localeCompare(b.title);
}
