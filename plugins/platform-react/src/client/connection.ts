import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
  type DiscoveryApi,
  type FetchApi,
} from '@backstage/frontend-plugin-api';
import { QueryClient } from '@tanstack/react-query';
import { LiveTab } from '../live/LiveTab';
import { isNotAllowed } from './errors';
import { createPlatformClient, type PlatformClient } from './client';

/** What all pages of one portal share, so that each thing is asked for once. */
export class Connection {
  readonly client: PlatformClient;
  readonly queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && !isNotAllowed(error),
        staleTime: 15_000,
      },
    },
  });
  readonly live: LiveTab;

  constructor(apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.client = createPlatformClient(apis);
    this.live = new LiveTab((views, signal) =>
      this.client.live.open({ views }, { signal }),
    );
  }
}

const connections = new WeakMap<FetchApi, Connection>();

/** The connection of the portal that this page belongs to. */
export function useConnection(): Connection {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const known = connections.get(fetchApi);
  if (known) {
    return known;
  }
  const made = new Connection({ discoveryApi, fetchApi });
  connections.set(fetchApi, made);
  return made;
}
