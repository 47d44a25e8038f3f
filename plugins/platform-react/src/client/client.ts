import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import {
  platformContract,
  platformPluginId,
  type PlatformContract,
} from '@pilothouse/plugin-platform-common';
import { failWhenSilent } from './idle';

/** Calls the platform backend, as the contract declares it. */
export type PlatformClient = ContractRouterClient<PlatformContract>;

/** The backend sends a heartbeat every 5 s. */
const silenceMs = 12_000;

/**
 * A client of the platform backend that goes through the app's own fetch, and so carries
 * the person's token.
 *
 * Calls throw `ResponseError` of `@backstage/errors` for what the backend refuses.
 */
export function createPlatformClient(apis: {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}): PlatformClient {
  const { discoveryApi, fetchApi } = apis;
  const link = new OpenAPILink(platformContract, {
    url: () => discoveryApi.getBaseUrl(platformPluginId),
    fetch: async (request, init) => {
      const response = await fetchApi.fetch(request.url, {
        ...init,
        method: request.method,
        headers: Object.fromEntries(request.headers),
        body: await bodyOf(request),
        signal: request.signal,
      });
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      return isStream(response)
        ? failWhenSilent(response, silenceMs)
        : response;
    },
  });
  return createORPCClient(link);
}

async function bodyOf(request: Request): Promise<string | undefined> {
  return request.method === 'GET' ? undefined : request.text();
}

function isStream(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return type.startsWith('text/event-stream');
}
