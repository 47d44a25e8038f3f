import {
  applicationNameOf,
  compareEnvironments,
  type Services,
} from '@pilothouse/plugin-platform-common';
import { nameOfRef } from '@pilothouse/plugin-platform-react';

/** Something that one can filter by. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** All that one can filter by, as far as there is something of it. */
export interface Options {
  readonly teams: readonly Option[];
  readonly applications: readonly Option[];
  readonly environments: readonly Option[];
  readonly clusters: readonly Option[];
  /** Whether something belongs to no application. */
  readonly loose: boolean;
  /** Whether something belongs to no team. */
  readonly teamless: boolean;
}

/** What one can filter these services by. */
export function optionsOf(services: Services): Options {
  const rows = Object.values(services.services);
  const owners = rows.map(row => row.owner);
  const applications = rows.map(row => row.application);
  return {
    teams: byLabel(owners, nameOfRef),
    applications: byLabel(
      applications,
      ref => applicationNameOf(services, ref) ?? ref,
    ),
    environments: environmentsOf(services).flatMap(name =>
      name === undefined ? [] : [{ value: name, label: name }],
    ),
    clusters: services.clusters.map(({ name, title }) => ({
      value: name,
      label: title ?? name,
    })),
    teamless: rows.some(row => row.owner === undefined),
    loose: rows.some(row => row.application === undefined),
  };
}

/** Environments that something runs in, on the way to production. */
export function environmentsOf({ services }: Services): (string | undefined)[] {
  const found = new Set(
    Object.values(services).flatMap(row =>
      Object.values(row.placements).map(placement => placement.environment),
    ),
  );
  // `sort` never asks about `undefined`: it puts it last, as compareEnvironments does.
  return [...found].sort(compareEnvironments);
}

function byLabel(
  values: readonly (string | undefined)[],
  labelOf: (value: string) => string,
): Option[] {
  return [...new Set(values)]
    .flatMap(value => (value ? [{ value, label: labelOf(value) }] : []))
    .sort((left, right) => left.label.localeCompare(right.label));
}
