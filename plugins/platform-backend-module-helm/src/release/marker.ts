import {
  orderedByTaskAnnotation,
  partOfLabel,
} from '@pilothouse/plugin-platform-common';
import { anchorName, type KubeObject } from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { releaseKind } from './kind';

/** What is being done to a release, or came of it. */
export const steps = [
  'installing',
  'upgrading',
  'rolling-back',
  'uninstalling',
  'deployed',
  'failed',
] as const;

const kindLabel = 'pilothouse.dev/composed';
const itemLabel = 'pilothouse.dev/item';
const kindValue = 'helm-release';
const maxSaid = 2_000;

/** By which the objects that stand for releases are found. */
export const markerLabels = { [kindLabel]: kindValue };

const annotations = {
  step: 'pilothouse.dev/release-step',
  since: 'pilothouse.dev/release-since',
  until: 'pilothouse.dev/release-until',
  said: 'pilothouse.dev/release-said',
  version: 'pilothouse.dev/chart-version',
  digest: 'pilothouse.dev/chart-digest',
  chart: 'pilothouse.dev/chart',
} as const;

const markerSchema = z.object({
  item: z.string().min(1),
  step: z.enum(steps),
  /** ISO 8601. */
  since: z.string().optional(),
  /** When whoever does it has given up at the latest. */
  until: z.string().optional(),
  /** What went wrong, in Helm's words. */
  said: z.string().optional(),
  /** Tag of the chart's version. */
  version: z.string().optional(),
  digest: z.string().optional(),
  /** With its host; missing on what was ordered before it was written. */
  chart: z.string().optional(),
  partOf: z.string().optional(),
  task: z.string().optional(),
});

/** What stands on the object that stands for a release. */
export type Marker = z.infer<typeof markerSchema>;

/** What an object says of its release; undefined for what stands for none. */
export function readMarker({ metadata }: KubeObject): Marker | undefined {
  const { labels = {}, annotations: told = {} } = metadata ?? {};
  if (labels[kindLabel] !== kindValue) return undefined;
  return markerSchema.safeParse({
    item: labels[itemLabel],
    step: told[annotations.step],
    since: told[annotations.since],
    until: told[annotations.until],
    said: told[annotations.said],
    version: told[annotations.version],
    digest: told[annotations.digest],
    chart: told[annotations.chart],
    partOf: labels[partOfLabel],
    task: told[orderedByTaskAnnotation],
  }).data;
}

/** The release that an object stands for. */
export function releaseOf({ metadata }: KubeObject): string | undefined {
  const { prefix = '' } = releaseKind.anchor ?? {};
  return metadata?.name?.startsWith(prefix)
    ? metadata.name.slice(prefix.length)
    : undefined;
}

/** Where the object is that stands for a release. */
export function markerPath({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): string {
  const object = encodeURIComponent(anchorName(releaseKind, name));
  return `${markersPath({ namespace })}/${object}`;
}

/** Where all such objects of a namespace are. */
export function markersPath({
  namespace,
}: {
  readonly namespace: string;
}): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps`;
}

/** An object that stands for nothing yet. */
export function emptyMarker({
  namespace,
  name,
}: {
  readonly namespace: string;
  readonly name: string;
}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: anchorName(releaseKind, name), namespace },
  };
}

/**
 * The object that is to stand for a release.
 *
 * @param only - what it must still be when it is written
 */
export function markerOf(
  marker: Marker,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  only: { readonly uid?: string; readonly resourceVersion?: string },
): KubeObject {
  const { item, partOf, task, said } = marker;
  const told = {
    [annotations.step]: marker.step,
    [annotations.since]: marker.since,
    [annotations.until]: marker.until,
    [annotations.said]: said?.slice(0, maxSaid),
    [annotations.version]: marker.version,
    [annotations.digest]: marker.digest,
    [annotations.chart]: marker.chart,
    [orderedByTaskAnnotation]: task,
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: anchorName(releaseKind, name),
      namespace,
      labels: {
        ...markerLabels,
        [itemLabel]: item,
        'app.kubernetes.io/managed-by': 'pilothouse',
        ...(partOf && { [partOfLabel]: partOf }),
      },
      annotations: Object.fromEntries(
        Object.entries(told).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
      ...only,
    },
  };
}

/** Whether somebody is at work on it now, so that nobody else may be. */
export function isBusy({ step, until }: Marker, now: Date): boolean {
  if (step === 'deployed' || step === 'failed') return false;
  const end = Date.parse(until ?? '');
  return Number.isNaN(end) || end > now.getTime();
}
