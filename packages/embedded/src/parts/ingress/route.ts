import {
  decideCanary,
  type CanaryDecision,
  type RequestTraits,
} from './canary.ts';
import type { Backend, Timeouts } from './ingress-rules.ts';
import type { HostEntry, RoutingTable, TableEntry } from './table.ts';

export interface RoutedRequest extends RequestTraits {
  /** Host name without port. */
  readonly host: string;
  /** Path and query as they came. */
  readonly path: string;
}

/** Where a request goes, or what is missing. */
export type Route =
  | {
      readonly kind: 'backend';
      readonly ingress: string;
      readonly backend: Backend;
      readonly timeouts: Timeouts;
      /** Path of the rule that matched; empty for a default backend. */
      readonly rule: string;
      /** How the canary of this path, if any, was decided. */
      readonly canary?: CanaryDecision;
      /** Taken when the canary has no ready endpoint. */
      readonly fallback?: {
        readonly ingress: string;
        readonly backend: Backend;
      };
    }
  | { readonly kind: 'no-host'; readonly known: readonly string[] }
  | { readonly kind: 'no-path'; readonly known: readonly string[] };

/**
 * Chooses the backend of a request: the most specific host that has rules, its longest
 * path, then that path's canary.
 *
 * @param random - between 0 and 1, 1 excluded; drawn only where a weight decides
 */
export function route(
  table: RoutingTable,
  request: RoutedRequest,
  random: () => number,
): Route {
  const host = hostEntry(table, request.host.toLowerCase());
  const path = pathOf(request.path);
  const entry = host?.paths.find(candidate => pathMatches(candidate, path));
  if (entry) return ofEntry(entry, request, random);
  const fallback = host?.defaultBackend ?? table.defaultBackend;
  if (fallback) return { kind: 'backend', rule: '', ...fallback };
  return host
    ? { kind: 'no-path', known: host.paths.map(known => known.path) }
    : { kind: 'no-host', known: [...table.hosts.keys()] };
}

function hostEntry(
  { hosts }: RoutingTable,
  host: string,
): HostEntry | undefined {
  return (
    hosts.get(host) ?? hosts.get(host.replace(/^[^.]+/, '*')) ?? hosts.get('')
  );
}

function ofEntry(
  { ingress, backend, timeouts, path, canary }: TableEntry,
  request: RoutedRequest,
  random: () => number,
): Route {
  const main = { ingress, backend };
  const common = { kind: 'backend', timeouts, rule: path } as const;
  if (!canary) return { ...common, ...main };
  const decision = decideCanary(canary.rule, request, random);
  return decision.canary
    ? {
        ...common,
        ingress: canary.ingress,
        backend: canary.backend,
        canary: decision,
        fallback: main,
      }
    : { ...common, ...main, canary: decision };
}

/** A prefix matches whole elements of a path: `/shop` matches `/shop/a`, not `/shopping`. */
function pathMatches(
  { path: wanted, exact }: Pick<TableEntry, 'path' | 'exact'>,
  path: string,
): boolean {
  if (path === wanted) return true;
  if (exact) return false;
  const prefix = wanted.replace(/\/+$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '');
}
