import { ConfigError } from './config-error.ts';
import { containersOf, type Pod } from './pod.ts';
import { parseBytes, parseMillicores } from './quantity.ts';

/** What the downward API may tell, beside the pod itself. */
export interface NodeFacts {
  readonly nodeName: string;
  readonly hostIp: string;
  readonly podIp: string;
  /** Stands in for a limit that is not set. */
  readonly allocatable: {
    readonly millicores: number;
    readonly memoryBytes: number;
  };
}

/**
 * Value of a downward API `fieldRef`.
 *
 * @param path - for example `metadata.labels['app']` or `status.podIP`
 * @throws ConfigError for a field that Kubernetes does not offer
 */
export function fieldValue(pod: Pod, path: string, facts: NodeFacts): string {
  const meta = pod.metadata ?? {};
  const item = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path);
  if (item) {
    const map = item[1] === 'labels' ? meta.labels : meta.annotations;
    return map?.[item[2] ?? ''] ?? '';
  }
  const values: Readonly<Record<string, string | undefined>> = {
    'metadata.name': meta.name,
    'metadata.namespace': meta.namespace,
    'metadata.uid': meta.uid,
    'metadata.labels': formatMap(meta.labels),
    'metadata.annotations': formatMap(meta.annotations),
    'spec.nodeName': facts.nodeName,
    'spec.serviceAccountName': pod.spec?.serviceAccountName ?? 'default',
    'status.hostIP': facts.hostIp,
    'status.hostIPs': facts.hostIp,
    'status.podIP': facts.podIp,
    'status.podIPs': facts.podIp,
  };
  if (!(path in values)) {
    throw new ConfigError(`The downward API has no field "${path}".`);
  }
  return values[path] ?? '';
}

function formatMap(map: Readonly<Record<string, string>> = {}): string {
  return Object.keys(map)
    .sort()
    .map(key => `${key}=${JSON.stringify(map[key])}`)
    .join('\n');
}

export interface ResourceSelector {
  readonly containerName?: string;
  readonly resource: string;
  readonly divisor?: string;
}

/**
 * Value of a downward API `resourceFieldRef`, rounded up to whole units of the divisor.
 *
 * @param own - container that the value is for, where the selector names none
 * @throws ConfigError for a container or resource that there is not
 */
export function resourceValue(
  pod: Pod,
  own: string,
  selector: ResourceSelector,
  facts: NodeFacts,
): string {
  const name = selector.containerName ?? own;
  const container = containersOf(pod).find(
    item => item.container.name === name,
  )?.container;
  const match = /^(limits|requests)\.(cpu|memory|ephemeral-storage)$/.exec(
    selector.resource,
  );
  if (!container || !match) {
    throw new ConfigError(
      `The downward API cannot tell "${selector.resource}" of container "${name}".`,
    );
  }
  const resource = match[2] ?? '';
  const isCpu = resource === 'cpu';
  const list =
    match[1] === 'limits'
      ? container.resources?.limits
      : container.resources?.requests ?? container.resources?.limits;
  const fallback =
    match[1] === 'requests' || resource === 'ephemeral-storage'
      ? 0
      : facts.allocatable[isCpu ? 'millicores' : 'memoryBytes'];
  const parse = isCpu ? parseMillicores : parseBytes;
  const value = parse(list?.[resource]) ?? fallback;
  const divisor = parse(selector.divisor) || (isCpu ? 1000 : 1);
  return String(Math.ceil(value / divisor));
}
