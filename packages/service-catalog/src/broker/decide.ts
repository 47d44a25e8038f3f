import { holds } from '../conditions.ts';
import { FINALIZER, type Broker, type BrokerStatus } from '../model.ts';
import { durationMs, type Limits } from '../pace.ts';

/** What is to be done next for a broker. */
export type BrokerStep =
  | { readonly kind: 'rest'; readonly wakeInMs?: number }
  | { readonly kind: 'prepare'; readonly finalizers: readonly string[] }
  /** Its catalog is to be read. */
  | { readonly kind: 'relist' }
  /** It is needed to take away what it has provided; nothing new can be had of it. */
  | { readonly kind: 'hold'; readonly instances: readonly string[] }
  /** Its classes and plans go, and then it may go. */
  | { readonly kind: 'withdraw' };

/** Everything that decides it. */
export interface BrokerView {
  readonly broker: Broker;
  /** Instances of its classes of which it may have something. */
  readonly instances: readonly string[];
  readonly waitMs: number;
  readonly now: Date;
  readonly limits: Limits;
}

/** The status of a broker, with what a new one lacks. */
export function statusOf({ status }: Broker): BrokerStatus {
  return {
    conditions: [],
    reconciledGeneration: 0,
    lastConditionState: '',
    ...status,
  };
}

/** What is to be done next for a broker. */
export function decideBroker(view: BrokerView): BrokerStep {
  const { metadata = {} } = view.broker;
  const finalizers = metadata.finalizers ?? [];
  const isOurs = finalizers.includes(FINALIZER);
  if (metadata.deletionTimestamp) {
    if (!isOurs) return { kind: 'rest' };
    const { instances, waitMs } = view;
    if (instances.length === 0) return { kind: 'withdraw' };
    return waitMs > 0
      ? { kind: 'rest', wakeInMs: waitMs }
      : { kind: 'hold', instances };
  }
  if (!isOurs)
    return { kind: 'prepare', finalizers: [...finalizers, FINALIZER] };
  if (view.waitMs > 0) return { kind: 'rest', wakeInMs: view.waitMs };
  const dueInMs = dueIn(view);
  if (dueInMs === undefined) return { kind: 'rest' };
  return dueInMs > 0 ? { kind: 'rest', wakeInMs: dueInMs } : { kind: 'relist' };
}

/** Milliseconds until its catalog is to be read again; undefined where it is not. */
function dueIn({ broker, now, limits }: BrokerView): number | undefined {
  const status = statusOf(broker);
  const isNew = status.reconciledGeneration !== broker.metadata?.generation;
  if (isNew) return 0;
  if (holds(status, 'Failed')) return undefined;
  if (!holds(status, 'Ready')) return 0;
  if (broker.spec.relistBehavior === 'Manual') return undefined;
  const every = durationMs(broker.spec.relistDuration ?? '') ?? limits.relistMs;
  const last = Date.parse(status.lastCatalogRetrievalTime ?? '');
  if (Number.isNaN(last)) return 0;
  return Math.max(0, last + every - now.getTime());
}
