import { randomBytes } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { toError } from '@backstage/errors';
import type { PersonalGate } from '@pilothouse/plugin-platform-node';
import { impersonationHeaders, type Viewer } from '../access';
import type { KubeRequest, KubeService } from '../KubeService';

const methods: readonly NonNullable<KubeRequest['method']>[] = [
  'DELETE',
  'GET',
  'PATCH',
  'POST',
  'PUT',
];

/** Of a request these are passed on; whose it is, nobody may say but the portal. */
const passedOn = ['accept', 'content-type', 'user-agent'] as const;
/** Of an answer these are. */
const passedBack = ['content-type', 'warning', 'retry-after', 'audit-id'];

/** What API servers have, without what a URL could be read as another place by. */
const served = /^\/(api|apis|openapi|version)(?=[/?]|$)/;
const misleading = /\/\/|\\|\/(\.|%2e){1,2}(\/|$)/i;

/**
 * Opens a way to a cluster as a person, for a program that is told of API servers by a
 * kubeconfig. The portal's own credentials stay in the portal: whoever knows the address may
 * do what the person may, until it is closed, and nothing else. The secret is in the path, as
 * clients of Kubernetes send no credentials without TLS.
 *
 * @throws NotAllowedError when nobody may act as such a person
 */
export async function openGate(
  kube: Pick<KubeService, 'stream'>,
  cluster: string,
  viewer: Pick<Viewer, 'kubernetes'>,
): Promise<PersonalGate> {
  const impersonation = impersonationHeaders(viewer.kubernetes);
  const prefix = `/${randomBytes(32).toString('hex')}`;
  const closing = new AbortController();
  const server = createServer((request, response) => {
    void pass(request, response, {
      cluster,
      impersonation,
      kube,
      prefix,
      signal: closing.signal,
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    server: `http://127.0.0.1:${port}${prefix}`,
    close: () =>
      new Promise(resolve => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Way {
  readonly cluster: string;
  readonly impersonation: NonNullable<KubeRequest['headers']>;
  readonly kube: Pick<KubeService, 'stream'>;
  readonly prefix: string;
  readonly signal: AbortSignal;
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { cluster, impersonation, kube, prefix, signal }: Way,
): Promise<void> {
  const { url = '', method: verb, headers } = request;
  if (!url.startsWith(`${prefix}/`)) {
    refuse(response, 404, 'not found');
    return;
  }
  const target = url.slice(prefix.length);
  const [path = ''] = target.split('?', 1);
  if (!served.test(target) || misleading.test(path)) {
    refuse(response, 404, `${path} is not passed on`);
    return;
  }
  const method = methods.find(each => each === verb);
  if (!method) {
    refuse(response, 405, `${verb} is not passed on`);
    return;
  }
  const left = new AbortController();
  response.once('close', () => left.abort());
  try {
    const body = await buffer(request);
    const answer = await kube.stream(cluster, {
      method,
      path: target,
      headers: {
        ...Object.fromEntries(
          passedOn.flatMap(name => {
            const value = headers[name];
            return value === undefined ? [] : [[name, value]];
          }),
        ),
        ...impersonation,
      },
      ...(body.length > 0 && { body }),
      signal: AbortSignal.any([signal, left.signal]),
    });
    response.writeHead(
      answer.status,
      Object.fromEntries(
        passedBack.flatMap(name => {
          const value = answer.headers[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    );
    response.flushHeaders();
    await pipeline(answer.body, response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else refuse(response, 503, toError(error).message);
  }
}

/** As an API server says it, so that the program repeats the sentence. */
function refuse(response: ServerResponse, code: number, message: string): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code,
      message,
    }),
  );
}
