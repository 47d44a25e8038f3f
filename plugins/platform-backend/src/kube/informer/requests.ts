import type { KubeKind } from '@pilothouse/plugin-platform-node';
import type { KubeRequest } from '../KubeService';

const PAGE = 500;
const SHORTEST_WATCH_S = 300;

/** Where a kind is served. */
export type Served = Pick<
  KubeKind,
  'group' | 'version' | 'plural' | 'metadataOnly'
>;

/** Without a second choice: a server that cannot leave the rest out must not send it. */
const partial = (as: string) => `application/json;as=${as};g=meta.k8s.io;v=v1`;

/** Path under which a kind is served, in all namespaces. */
export function pathOf({
  group,
  version,
  plural,
}: Omit<Served, 'metadataOnly'>): string {
  return group
    ? `/apis/${group}/${version}/${plural}`
    : `/api/${version}/${plural}`;
}

/** Asks for a page of a list. */
export function listRequest(kind: Served, continueAt?: string): KubeRequest {
  return {
    path: pathOf(kind),
    query: { limit: PAGE, continue: continueAt },
    headers: kind.metadataOnly
      ? { accept: partial('PartialObjectMetadataList') }
      : {},
  };
}

/**
 * Asks for a watch that the server ends after five to ten minutes, so that not all end at
 * once.
 *
 * @param random - 0 to 1
 */
export function watchRequest(
  kind: Served,
  resourceVersion: string,
  random: number,
): KubeRequest {
  return {
    path: pathOf(kind),
    query: {
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion,
      timeoutSeconds: Math.round(SHORTEST_WATCH_S * (1 + random)),
    },
    headers: kind.metadataOnly
      ? { accept: partial('PartialObjectMetadata') }
      : {},
  };
}
