import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import {
  type AccessReviewer,
  type Identity,
  isAllowed,
  neededAccess,
} from './access.ts';
import {
  type ContainerKey,
  type ContainerRun,
  type ContainerView,
  findContainer,
  type NodeDirectory,
} from './directory.ts';
import { type Route, parseRoute } from './routes.ts';
import { ApiError } from './status.ts';

/** A request that was understood and may be answered. */
export interface Admitted {
  readonly route: Route;
  readonly query: URLSearchParams;
}

/**
 * Finds out what is asked for and whether the one who asks may have it.
 *
 * @throws ApiError 401 without good credentials, 403 without the right, 404 for an
 *   unknown path
 */
export async function admit(
  request: IncomingMessage,
  reviewer: AccessReviewer,
  node: string,
): Promise<Admitted> {
  const identity = await identify(request, reviewer);
  if (!identity) throw new ApiError(401, 'Unauthorized');
  const url = new URL(request.url ?? '/', 'https://node');
  const route = parseRoute(url.pathname);
  if (!route) throw new ApiError(404, `this node has no ${url.pathname}`);
  const ways = neededAccess(route, request.method ?? 'GET', node);
  if (!(await isAllowed(reviewer, identity, ways))) {
    const wanted = ways.map(way => `nodes/${way.subresource}`).join(' or ');
    throw new ApiError(
      403,
      `${identity.user} may not ${ways[0]?.verb} ${wanted}`,
    );
  }
  return { route, query: url.searchParams };
}

async function identify(
  request: IncomingMessage,
  reviewer: AccessReviewer,
): Promise<Identity | undefined> {
  const { socket } = request;
  if (socket instanceof TLSSocket && socket.authorized) {
    const subject = socket.getPeerX509Certificate()?.subject ?? '';
    return identityOf(subject);
  }
  const token = /^Bearer (\S+)$/i.exec(
    request.headers.authorization ?? '',
  )?.[1];
  return token ? reviewer.authenticate(token) : undefined;
}

/** User and groups of a client certificate: its common name and organizations. */
export function identityOf(subject: string): Identity | undefined {
  const values = (name: string) =>
    subject
      .split('\n')
      .filter(line => line.startsWith(`${name}=`))
      .map(line => line.slice(name.length + 1));
  const [user] = values('CN');
  return user ? { user, groups: values('O') } : undefined;
}

/** @throws ApiError 404 when the pod or the container is not on this node */
export function mustFind(
  directory: NodeDirectory,
  key: ContainerKey,
): ContainerView {
  const pod = directory.pod(key.namespace, key.pod);
  if (!pod) {
    throw new ApiError(
      404,
      `pod "${key.namespace}/${key.pod}" is not on this node`,
    );
  }
  const container = findContainer(directory, key);
  if (!container) {
    throw new ApiError(
      404,
      `pod "${key.pod}" has no container "${key.container}"`,
    );
  }
  return container;
}

/** @throws ApiError 400 when the container does not run */
export function mustRun(
  directory: NodeDirectory,
  key: ContainerKey,
): ContainerRun {
  const { current } = mustFind(directory, key);
  if (!current || current.finishedAt) {
    throw new ApiError(400, `container "${key.container}" is not running`);
  }
  return current;
}

/** Whether that run of the container still lasts. */
export function isRunning(
  directory: NodeDirectory,
  key: ContainerKey,
  run: ContainerRun,
): boolean {
  const current = findContainer(directory, key)?.current;
  return current?.restart === run.restart && current.finishedAt === undefined;
}
