import type { V1Lease, V1Node } from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isKubeError,
  MERGE_PATCH,
  STRATEGIC_MERGE_PATCH,
  type KubeRest,
} from '../../../kube/rest.ts';
import type { Wire } from '../../../kube/wire.ts';
import { nodeMetadata, nodeStatus, type NodeFacts } from './node-object.ts';

const LEASE_SECONDS = 40;
const HEARTBEAT_MS = 10_000;
const STATUS_EVERY = 6;
const RETRY_MS = 1_000;
const LEASES = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';

type Node = Wire<V1Node>;
type Lease = Wire<V1Lease>;

/** Makes the node known, tells its status, and renews its lease until the signal. */
export async function keepRegistered(
  rest: KubeRest,
  facts: NodeFacts,
  signal: AbortSignal,
  log: (message: string) => void,
  onRegistered: () => void,
): Promise<void> {
  let beats = 0;
  while (!signal.aborted) {
    try {
      if (beats % STATUS_EVERY === 0) {
        await register(rest, facts);
      }
      await renewLease(rest, facts.name);
      if (beats === 0) {
        onRegistered();
      }
      beats += 1;
      await sleep(HEARTBEAT_MS, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) {
        beats = beats === 0 ? 0 : STATUS_EVERY;
        log(
          `node status: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
        await sleep(RETRY_MS);
      }
    }
  }
}

/** Creates the node, or brings its labels, annotations and status up to date. */
async function register(rest: KubeRest, facts: NodeFacts): Promise<void> {
  const path = `/api/v1/nodes/${facts.name}`;
  const metadata = nodeMetadata(facts);
  const known = await rest.json<Node>(path).catch((error: unknown) => {
    if (isKubeError(error, 404)) {
      return undefined;
    }
    throw error;
  });
  const since = new Map(
    (known?.status?.conditions ?? []).map(
      ({ type, status, lastTransitionTime }) => [
        `${type}=${status}`,
        lastTransitionTime ?? '',
      ],
    ),
  );
  const status = nodeStatus(facts, since, new Date().toISOString());
  if (known) {
    await rest.json(path, {
      method: 'PATCH',
      contentType: MERGE_PATCH,
      body: { metadata },
    });
  } else {
    await rest.json('/api/v1/nodes', {
      method: 'POST',
      body: { apiVersion: 'v1', kind: 'Node', metadata, status },
    });
  }
  await rest.json(`${path}/status`, {
    method: 'PATCH',
    contentType: STRATEGIC_MERGE_PATCH,
    body: { status },
  });
}

async function renewLease(rest: KubeRest, name: string): Promise<void> {
  const renewTime = new Date().toISOString().replace('Z', '000Z');
  const spec = {
    holderIdentity: name,
    leaseDurationSeconds: LEASE_SECONDS,
    renewTime,
  };
  try {
    await rest.json<Lease>(`${LEASES}/${name}`, {
      method: 'PATCH',
      contentType: MERGE_PATCH,
      body: { spec },
    });
  } catch (error) {
    if (!isKubeError(error, 404)) {
      throw error;
    }
    await rest.json<Lease>(LEASES, {
      method: 'POST',
      body: {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name },
        spec,
      },
    });
  }
}
