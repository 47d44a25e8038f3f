import type { Route } from './route.ts';

const SHOWN = 20;

type Missing = Exclude<Route, { kind: 'backend' }>;

/** What a person reads when no Ingress matches: what is missing, and what there is. */
export function missingRoute(
  missing: Missing,
  host: string,
  path: string,
): string {
  if (missing.kind === 'no-path') {
    return `404: no Ingress for ${host} has a path that matches ${path}. It has: ${listed(
      missing.known,
    )}`;
  }
  const known = missing.known.map(name => name || '(every host)');
  return known.length > 0
    ? `404: no Ingress names the host ${host}. There are: ${listed(known)}`
    : `404: there is no Ingress yet, so nothing answers for ${host}.`;
}

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return (
    names.slice(0, SHOWN).join(', ') + (more > 0 ? `, and ${more} more` : '')
  );
}
