import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** What is read of a Chart.yaml. */
export const chartYamlSchema = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  type: text,
  description: text,
  appVersion: z
    .union([z.string(), z.number()])
    .transform(String)
    .optional()
    .catch(undefined),
  icon: text,
  home: text,
  keywords: z.array(z.string()).catch([]).default([]),
  sources: z.array(z.string()).catch([]).default([]),
  deprecated: z.boolean().catch(false).default(false),
  annotations: z.record(z.string(), z.string()).catch({}).default({}),
});

/** One version of a chart, with what the portal needs of its files. */
export interface Chart extends z.infer<typeof chartYamlSchema> {
  /** JSON schema of its values; missing where it has none. */
  readonly schema?: Values;
  /** Values that it has by itself. */
  readonly defaults: Values;
  readonly readme?: string;
}

/** Where one version of a chart lies. */
export interface ChartVersion {
  readonly chart: Chart;
  /** By which it is found. */
  readonly tag: string;
  /** Of its manifest. */
  readonly digest: string;
  /** Of its archive. */
  readonly content: { readonly digest: string; readonly size: number };
}

/** A chart in a registry with those of its versions that can be ordered. */
export interface ChartLine {
  /** With its host, as people name it. */
  readonly reference: string;
  /** Newest first; not empty. */
  readonly versions: readonly [ChartVersion, ...ChartVersion[]];
}

/** Values as they are in a file; none for what holds none. */
export function valuesIn(read: unknown): Values {
  return valuesSchema.safeParse(read).data ?? {};
}
