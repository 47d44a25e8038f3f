import type { KubeRest } from '../../kube/rest.ts';
import { MERGE_PATCH } from '../../kube/rest.ts';
import type { IngressObject } from './ingress-rules.ts';

/** Where an Ingress answers, as its status says it. */
export interface IngressAddress {
  readonly hostname: string;
  readonly port: number;
}

/**
 * The patch that makes the status of an Ingress tell its address.
 *
 * @returns undefined when it already does
 */
export function statusPatch(
  object: IngressObject,
  { hostname, port }: IngressAddress,
): object | undefined {
  const [known, ...more] = object.status?.loadBalancer?.ingress ?? [];
  const right =
    more.length === 0 &&
    known?.hostname === hostname &&
    known.ports?.length === 1 &&
    known.ports[0]?.port === port;
  if (right) return undefined;
  return {
    metadata: { resourceVersion: object.metadata?.resourceVersion },
    status: {
      loadBalancer: {
        ingress: [{ hostname, ports: [{ port, protocol: 'TCP' }] }],
      },
    },
  };
}

/**
 * Writes the address into the status of an Ingress, unless it is there.
 *
 * @throws KubeError, with code 409 when the Ingress has changed meanwhile
 */
export async function writeStatus(
  rest: KubeRest,
  object: IngressObject,
  address: IngressAddress,
  signal: AbortSignal,
): Promise<void> {
  const patch = statusPatch(object, address);
  if (!patch) return;
  const { namespace = '', name = '' } = object.metadata ?? {};
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses/${name}/status`;
  await rest.json(path, {
    method: 'PATCH',
    query: { fieldManager: 'pilothouse-ingress' },
    contentType: MERGE_PATCH,
    body: patch,
    signal,
  });
}
