import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  assertProject,
  assertRepository,
  readRegistryConfig,
  type RegistryConfig,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';

const key = 'pilothouse.marketplace.charts';
const usualVersions = 5;

/** A repository of a registry that holds the versions of one chart, or a project of such. */
export type ChartSource =
  | { readonly kind: 'project'; readonly project: string }
  | {
      readonly kind: 'chart';
      readonly repository: string;
      readonly registry: RegistryConfig;
    };

/** Which charts are items, and how they are installed. */
export interface ChartSettings {
  /** Path or name of the program. */
  readonly helm: string;
  readonly sources: readonly ChartSource[];
  /** The portal's registry, which has the projects. */
  readonly registry?: RegistryConfig;
  /** How many versions of a chart can be ordered. */
  readonly versions: number;
  /** What charts do not say of themselves, by their name. */
  readonly annotations: Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
}

const settingsSchema = z.strictObject({
  helm: z.string().min(1).default('helm'),
  sources: z
    .array(
      z.union(
        [
          z.strictObject({ project: z.string() }),
          z.strictObject({
            chart: z.string(),
            username: z.string().optional(),
            password: z.string().optional(),
          }),
        ],
        'must name either a project or a chart',
      ),
    )
    .default([]),
  versions: z.number().int().min(1).max(50).default(usualVersions),
  annotations: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({}),
});

type Told = z.infer<typeof settingsSchema>['sources'][number];

/**
 * Reads which charts are items.
 *
 * @returns undefined where none are
 * @throws InputError naming the setting that is wrong
 */
export function readChartSettings(config: Config): ChartSettings | undefined {
  if (!config.has(key)) return undefined;
  const read = settingsSchema.safeParse(config.get(key));
  if (!read.success) {
    throw new InputError(
      read.error.issues
        .map(
          ({ path, message }) =>
            `${[key, ...path].map(String).join('.')}: ${message}`,
        )
        .join('\n'),
    );
  }
  const { sources, ...settings } = read.data;
  const registry = readRegistryConfig(config);
  return {
    ...settings,
    ...(registry && { registry }),
    sources: sources.map((source, i) =>
      sourceOf(source, `${key}.sources[${i}]`, registry),
    ),
  };
}

function sourceOf(
  source: Told,
  where: string,
  registry: RegistryConfig | undefined,
): ChartSource {
  if ('project' in source) {
    if (!registry) {
      throw new InputError(
        `${where}.project: a project is one of the portal's registry, and pilothouse.registry is not set`,
      );
    }
    assertProject(source.project);
    return { kind: 'project', project: source.project };
  }
  const [host = '', ...rest] = source.chart.replace(/^oci:\/\//, '').split('/');
  const repository = rest.join('/');
  assertRepository(repository);
  const login =
    registry?.host === host && source.username === undefined
      ? registry
      : source;
  const { username, password } = login;
  if (username === undefined || password === undefined) {
    throw new InputError(
      `${where}: ${host} is not the host of pilothouse.registry, so that it needs a username and a password`,
    );
  }
  return {
    kind: 'chart',
    repository,
    registry: { type: 'oci', host, username, password },
  };
}
