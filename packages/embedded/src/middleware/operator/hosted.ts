import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '../../kube/watch.ts';
import type { ImageFolders } from '../image/middleware-image.ts';
import { messageOf } from '../../parts/node-local/change-log.ts';
import {
  follow,
  resourcePath,
  type OperatorContext,
  type ResourceKind,
} from './objects.ts';

/** What an operator finds in the process that hosts it. */
export interface HostedContext extends OperatorContext {
  /** Folder of the operator's own state. */
  readonly dir: string;
  readonly folders: ImageFolders;
  /** Pods report `10.244.a.b`; their processes are reached at `<podPrefix>.a.b`. */
  readonly podPrefix: string;
  /** Path of the etcd that this platform has built for itself. */
  readonly etcdProgram: string;
}

/** An operator, as it is known before anybody orders from it. */
export interface HostedOperator {
  /** Stable identifier, a DNS label: names its identity and the folder of its state. */
  readonly name: string;
  /** What it runs, for people, for example `PostgreSQL 18.4`. */
  readonly runs: string;
  /** Folder of its `crds.yaml` and `rbac.yaml`. */
  readonly folder: string;
  /** Its custom resources. */
  readonly resources: readonly ResourceKind[];
  /** Loads its code and begins to work; called once there is one of its resources. */
  start(context: HostedContext): Promise<void>;
}

/** Address at which the processes of a pod are reached; undefined before it has one. */
export function reachableAt(
  podPrefix: string,
  podIp: string | undefined,
): string | undefined {
  return podIp && [podPrefix, ...podIp.split('.').slice(2)].join('.');
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/**
 * Starts an operator once there is one of its resources: one that nobody orders from costs a
 * watch of each of its kinds. What keeps it from starting is logged, and tried again.
 */
export async function host(
  operator: HostedOperator,
  context: HostedContext,
): Promise<void> {
  const { signal, log } = context;
  await ordered(operator, context);
  for (let failures = 0; !signal.aborted; ) {
    const attempt = new AbortController();
    try {
      const own = AbortSignal.any([signal, attempt.signal]);
      await operator.start({ ...context, signal: own });
      log('started');
      return;
    } catch (error) {
      attempt.abort();
      failures += 1;
      const pause = backoffMs(
        failures,
        FIRST_RETRY_MS,
        LAST_RETRY_MS,
        Math.random,
      );
      log(`not started, tried again in ${pause} ms: ${messageOf(error)}`);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Resolves when there is a resource of the operator's. */
async function ordered(
  { resources }: HostedOperator,
  context: HostedContext,
): Promise<void> {
  const seen = new AbortController();
  const signal = AbortSignal.any([context.signal, seen.signal]);
  await new Promise<void>(resolve => {
    for (const kind of resources) {
      const set = follow({ ...context, signal }, resourcePath(kind));
      set.subscribe(() => resolve());
    }
  });
  seen.abort();
}
