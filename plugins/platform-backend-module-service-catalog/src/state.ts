import type { Saying, Status } from '@pilothouse/plugin-platform-common';
import {
  conditionsOf,
  type CustomObject,
  type MiddlewareCondition,
  type MiddlewareState,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { reasons } from './reasons';

const lenientText = z.string().optional().catch(undefined);

/** What instances and bindings tell of themselves, as far as it decides something. */
const statusSchema = z.object({
  conditions: z.array(z.unknown()),
  asyncOpInProgress: z.boolean().optional(),
  orphanMitigationInProgress: z.boolean().optional(),
  currentOperation: lenientText,
  lastConditionState: lenientText,
  provisionStatus: lenientText,
  deprovisionStatus: lenientText,
  unbindStatus: lenientText,
  observedGeneration: z.number().optional(),
});

type Told = z.infer<typeof statusSchema>;

const unreadable: MiddlewareState = {
  status: 'unknown',
  saying: { kind: 'unreadable' },
};

/** The state of a ServiceInstance, by what the controller says of it and nothing else. */
export function instanceState(object: CustomObject): MiddlewareState {
  return stateOf(object, told => ({
    isThere: told.provisionStatus === 'Provisioned',
    removal: told.deprovisionStatus,
  }));
}

/** The state of a ServiceBinding, likewise. */
export function bindingState(object: CustomObject): MiddlewareState {
  return stateOf(object, (told, ready) => ({
    isThere: ready?.status === 'True',
    removal: told.unbindStatus,
  }));
}

interface Reading {
  /** Whether the broker has it, whatever else is the matter. */
  readonly isThere: boolean;
  /** How far it is with taking it away. */
  readonly removal?: string;
}

function stateOf(
  object: CustomObject,
  read: (told: Told, ready: MiddlewareCondition | undefined) => Reading,
): MiddlewareState {
  const { metadata = {}, status } = object;
  const parsed = statusSchema.safeParse(status);
  const told = parsed.data;
  const conditions = conditionsOf(object);
  const ready = conditions.find(({ type }) => type === 'Ready');
  const reading = told && read(told, ready);
  if (metadata.deletionTimestamp) {
    // It waits for somebody, and not for the broker.
    const isStuck =
      reading?.removal === 'Failed' ||
      /^ReferencesNonexistent/.test(ready?.reason ?? '');
    return {
      status: isStuck ? 'failed' : 'progressing',
      since: metadata.deletionTimestamp,
      saying: {
        kind: 'deleting',
        finalizers: metadata.finalizers ?? [],
        ...(ready?.status !== 'True' &&
          ready?.message && { message: ready.message }),
      },
    };
  }
  if (isNothing(status)) {
    return {
      status: 'progressing',
      since: metadata.creationTimestamp,
      saying: { kind: 'not-begun' },
    };
  }
  if (!told || !reading || conditions.length < told.conditions.length) {
    return unreadable;
  }
  const { generation = 0 } = metadata;
  if ((told.observedGeneration ?? generation) < generation) {
    return { status: 'progressing', saying: { kind: 'outdated' } };
  }
  return judge(told, reading, conditions);
}

/** What comes first and holds, is. What the controller is not known to say is never healthy. */
function judge(
  told: Told,
  { isThere }: Reading,
  conditions: readonly MiddlewareCondition[],
): MiddlewareState {
  const of = (type: string) => conditions.find(each => each.type === type);
  const ready = of('Ready');
  const failed = of('Failed');
  if (failed?.status === 'True') {
    return { status: isThere ? 'degraded' : 'failed', ...said(failed) };
  }
  if (failed && failed.status !== 'False') return unreadable;
  if (told.orphanMitigationInProgress) {
    return { status: 'progressing', ...said(of('OrphanMitigation') ?? ready) };
  }
  if (!ready) return unreadable;
  if (ready.status === 'True') {
    const isDone =
      isThere &&
      !told.asyncOpInProgress &&
      (told.lastConditionState ?? 'Ready') === 'Ready';
    return isDone
      ? { status: 'healthy', since: ready.since, saying: { kind: 'ready' } }
      : unreadable;
  }
  const known = reasons[ready.reason ?? ''];
  const isBusy = told.asyncOpInProgress || told.currentOperation !== undefined;
  return {
    status: statusBy(known?.status, { isThere, isBusy }),
    ...said(ready),
  };
}

function statusBy(
  known: Status | undefined,
  { isThere, isBusy }: { isThere: boolean; isBusy: boolean },
): Status {
  if (known === 'failed' && isThere) return 'degraded';
  if (known) return known;
  return isBusy ? 'progressing' : 'unknown';
}

function said(
  condition: MiddlewareCondition | undefined,
): Pick<MiddlewareState, 'since' | 'saying'> {
  if (!condition) return { saying: { kind: 'unreadable' } };
  const { type, reason, message, since } = condition;
  const words = reasons[reason ?? '']?.words;
  const saying: Saying = words
    ? { kind: 'phase', phase: reason ?? type, words, message }
    : { kind: 'condition', type, reason, message };
  return { since, saying };
}

function isNothing(status: unknown): boolean {
  return (
    status === undefined ||
    status === null ||
    (typeof status === 'object' && Object.keys(status).length === 0)
  );
}
