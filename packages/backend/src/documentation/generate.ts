import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type QueryEntitiesRequest,
} from '@backstage/catalog-client';
import { type Entity, getCompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const PAGE = 500;
const DOCUMENTED: QueryEntitiesRequest = {
  filter: {
    'metadata.annotations.backstage.io/techdocs-ref': CATALOG_FILTER_EXISTS,
  },
  limit: PAGE,
};

/** What it needs of the backend. */
export interface DocumentationServices {
  readonly auth: AuthService;
  readonly catalog: Pick<CatalogService, 'queryEntities'>;
  readonly discovery: DiscoveryService;
  readonly logger: LoggerService;
}

/**
 * Asks TechDocs to bring the pages of every documented entity up to date, one after
 * another; what is up to date costs it nothing. One that fails is told in the log and does
 * not keep the others back.
 */
export async function generateDocumentation(
  services: DocumentationServices,
  signal: AbortSignal,
): Promise<void> {
  for await (const entity of documented(services)) {
    if (signal.aborted) return;
    await synchronize(services, entity, signal).catch(error =>
      services.logger.warn(
        `Documentation of ${entity.kind} ${entity.metadata.name} could not be generated`,
        error,
      ),
    );
  }
}

async function* documented({ auth, catalog }: DocumentationServices) {
  let request = DOCUMENTED;
  for (;;) {
    const credentials = await auth.getOwnServiceCredentials();
    const { items, pageInfo } = await catalog.queryEntities(request, {
      credentials,
    });
    yield* items;
    if (!pageInfo.nextCursor) return;
    request = { cursor: pageInfo.nextCursor, limit: PAGE };
  }
}

async function synchronize(
  { auth, discovery }: DocumentationServices,
  entity: Entity,
  signal: AbortSignal,
): Promise<void> {
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'techdocs',
  });
  const base = await discovery.getBaseUrl('techdocs');
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  const response = await fetch(`${base}/sync/${path}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
    signal,
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  const failure = failureIn(await response.text());
  if (failure) throw new Error(failure);
}

/** What the stream of events says has gone wrong, if it does. */
export function failureIn(events: string): string | undefined {
  return /^event: error\ndata: (.*)$/m.exec(events)?.[1];
}
