import type { ContainerKey } from './directory.ts';

/** What a request to the kubelet's API is about. */
export type Route =
  | { readonly kind: 'healthz' | 'pods' | 'metrics' | 'summary' }
  | {
      readonly kind: 'logs' | 'exec' | 'attach';
      readonly container: ContainerKey;
    }
  | {
      readonly kind: 'portForward';
      readonly namespace: string;
      readonly pod: string;
    };

const PLAIN = {
  '/healthz': 'healthz',
  '/pods': 'pods',
  '/metrics/resource': 'metrics',
  '/stats/summary': 'summary',
} as const;

const CONTAINER = {
  containerLogs: 'logs',
  exec: 'exec',
  attach: 'attach',
} as const;

/**
 * Finds out what a path means. `exec` and `attach` may carry the pod's uid before the
 * container's name, and `portForward` after the pod's, as the kubelet allows.
 *
 * @returns undefined when the kubelet has no such path
 */
export function parseRoute(pathname: string): Route | undefined {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  if (isKey(PLAIN, path)) return { kind: PLAIN[path] };
  const parts = decodeSegments(path.slice(1));
  const [first, namespace, pod, ...rest] = parts ?? [];
  if (!first || !namespace || !pod) return undefined;
  if (first === 'portForward' && rest.length <= 1) {
    return { kind: 'portForward', namespace, pod };
  }
  const container = rest.at(-1);
  const most = first === 'containerLogs' ? 1 : 2;
  if (!isKey(CONTAINER, first) || !container || rest.length > most)
    return undefined;
  return { kind: CONTAINER[first], container: { namespace, pod, container } };
}

function isKey<T extends object>(
  table: T,
  key: string,
): key is keyof T & string {
  return Object.hasOwn(table, key);
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
