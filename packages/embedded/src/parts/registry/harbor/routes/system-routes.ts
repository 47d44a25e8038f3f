import type { Call } from '../call.ts';
import type { Harbor } from '../harbor.ts';
import type { Route } from './route.ts';

/** Version of Harbor whose API this follows; the rest says that it is not Harbor. */
export const VERSION = 'v2.14.0+pilothouse-stand-in';

/** How the servers are, and which. */
export const systemRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/health',
    async answer({ harbor }) {
      const registry = await statusOf(harbor);
      const components = [
        { name: 'core', status: 'healthy' },
        { name: 'registry', status: registry },
      ];
      return { status: 200, json: { status: registry, components } };
    },
  },
  {
    method: 'GET',
    path: '/ping',
    answer: () => ({ status: 200, json: 'Pong' }),
  },
  {
    method: 'GET',
    path: '/systeminfo',
    answer: ({ harbor, principal }: Call) => ({
      status: 200,
      json: {
        auth_mode: 'db_auth',
        self_registration: false,
        primary_auth_mode: false,
        banner_message: '',
        // Harbor, too, tells these only to those who have signed in.
        ...(principal.kind !== 'nobody' && {
          harbor_version: VERSION,
          registry_url: new URL(harbor.url).host,
          external_url: harbor.url,
          project_creation_restriction: 'adminonly',
          read_only: false,
          has_ca_root: false,
        }),
      },
    }),
  },
  {
    method: 'GET',
    path: '/scanners',
    answer: () => ({
      status: 200,
      headers: { 'X-Total-Count': '0' },
      json: [],
    }),
  },
];

async function statusOf({ storeUrl }: Harbor): Promise<string> {
  try {
    const signal = AbortSignal.timeout(5_000);
    const answer = await fetch(`${storeUrl}/`, { signal });
    await answer.body?.cancel();
    return answer.ok ? 'healthy' : 'unhealthy';
  } catch {
    return 'unhealthy';
  }
}
