import { once } from 'node:events';
import { createServer, Server, type RequestListener } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import type { TestContext } from 'node:test';
import {
  EMPTY_INDEX,
  withService,
  withSlice,
  type EndpointIndex,
} from '../../kube/endpoints.ts';
import type { NetworkState } from './destination.ts';

/** Ranges that no instance uses, so that tests run beside one. */
export const TEST_RANGES = {
  podPrefix: '127.121',
  serviceCidr: '127.250.0.0/16',
} as const;

/** A service as a test describes it. */
export interface TestService {
  readonly clusterIP?: string;
  readonly port?: number;
  /** Addresses of pods such as `10.244.1.1`, all with the same target port. */
  readonly pods?: readonly string[];
  readonly targetPort?: number;
}

/** Listens until the test ends. */
export async function listening<T extends NetServer>(
  context: TestContext,
  server: T,
  host: string,
  port = 0,
): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  context.after(() => {
    server.close();
    if (server instanceof Server) server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/**
 * HTTP servers in the place of pods, all on one port.
 *
 * @param pods - by address, for example `10.244.1.1`
 * @returns their port
 */
export async function startPods(
  context: TestContext,
  pods: Readonly<Record<string, RequestListener>>,
): Promise<number> {
  let port = 0;
  for (const [address, handler] of Object.entries(pods)) {
    const host = address.replace('10.244', TEST_RANGES.podPrefix);
    port = await listening(context, createServer(handler), host, port);
  }
  return port;
}

/** An index of services, keyed by `namespace/name`. */
export function indexWith(
  services: Readonly<Record<string, TestService>>,
): EndpointIndex {
  let index = EMPTY_INDEX;
  for (const [
    key,
    { clusterIP = 'None', port = 80, ...rest },
  ] of Object.entries(services)) {
    const [namespace, name = ''] = key.split('/');
    const ports = [{ name: 'http', port }];
    const object = {
      metadata: { namespace, name },
      spec: { clusterIP, ports },
    };
    index = withService(index, { kind: 'changed', object });
    const labels = { 'kubernetes.io/service-name': name };
    const slice = {
      metadata: { namespace, name, labels },
      addressType: 'IPv4',
      ports: [{ name: 'http', port: rest.targetPort }],
      endpoints: (rest.pods ?? []).map(address => ({ addresses: [address] })),
    };
    index = withSlice(index, { kind: 'changed', object: slice });
  }
  return index;
}

/** The state of a network that knows those services. */
export function networkWith(
  services: Readonly<Record<string, TestService>>,
): NetworkState {
  return {
    ...TEST_RANGES,
    index: indexWith(services),
    synced: true,
    apiServer: { host: '127.0.0.1', port: 1 },
  };
}

/** Asks until the answer is true; fails the test after five seconds. */
export async function eventually(question: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!question()) {
    if (Date.now() > deadline) throw new Error('not true within 5 s');
    await new Promise(resolve => setImmediate(resolve));
  }
}
