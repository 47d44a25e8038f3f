import { holds } from '../conditions.ts';
import { brokerIdOf, takenBy } from '../holder.ts';
import {
  FINALIZER,
  type InstanceStatus,
  type Properties,
  type ServiceInstance,
} from '../model.ts';
import { isReleased } from '../operation.ts';
import { idle, ready, say, warn, type Outcome } from '../outcome.ts';
import { stable, type ParametersResult } from '../parameters.ts';
import type { Offering, OfferingResult } from './references.ts';
import { orphaned } from './results.ts';
import { removedOf, whyNotPlan, wrongParameters } from './refusals.ts';
import { stranded } from '../stranded.ts';
import { begun, planIdOf, propertiesOf, statusOf } from './status.ts';

/** Everything that decides what is to be done for an instance. */
export interface InstanceView {
  readonly instance: ServiceInstance;
  readonly offering: OfferingResult;
  readonly parameters: ParametersResult;
  /** Another one whose id it bears. */
  readonly holder?: ServiceInstance;
  /** How many bindings of it there are. */
  readonly bindings: number;
  /** Milliseconds before which nothing is to be sent. */
  readonly waitMs: number;
  readonly now: Date;
}

/** What is sent to the broker next. */
export type InstanceCall = 'provision' | 'update' | 'deprovision' | 'poll';

export type InstanceStep =
  /** Nothing, unless something changes or that time has passed. */
  | { readonly kind: 'rest'; readonly wakeInMs?: number }
  /** What the object itself must have first. */
  | {
      readonly kind: 'prepare';
      readonly finalizers: readonly string[];
      readonly spec: Partial<ServiceInstance['spec']>;
    }
  | ({ readonly kind: 'status' } & Outcome<InstanceStatus>)
  | {
      readonly kind: 'send';
      readonly call: InstanceCall;
      readonly offering: Offering;
    }
  /** The object may go. */
  | { readonly kind: 'release' };

const REST: InstanceStep = { kind: 'rest' };

/** What is to be done next for an instance. */
export function decideInstance(view: InstanceView): InstanceStep {
  const { instance, offering, holder, waitMs } = view;
  const { metadata = {} } = instance;
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const isOurs = metadata.finalizers?.includes(FINALIZER) ?? false;
  if (isDeleted && !isOurs) return REST;
  if (!isDeleted) {
    const step = prepare(instance, offering);
    if (step) return step;
  }
  const status = statusOf(instance);
  if (isDeleted && (holder || isReleased(status, status.deprovisionStatus)))
    return { kind: 'release' };
  if (waitMs > 0) return { kind: 'rest', wakeInMs: waitMs };
  if (holder)
    return problem(view, status, takenBy('ServiceInstance', instance, holder));
  if (status.asyncOpInProgress) return sendTo('poll', view, status);
  if (status.orphanMitigationInProgress)
    return sendTo('deprovision', view, status);
  if (isDeleted) return decideDeletion(view, status);
  return status.provisionStatus === 'Provisioned'
    ? decideUpdate(view, status)
    : decideProvision(view, status);
}

/** Whoever made the object may have written an id, as in a manifest that is applied again. */
function prepare(
  instance: ServiceInstance,
  result: OfferingResult,
): InstanceStep | undefined {
  const { metadata = {}, spec } = instance;
  const finalizers = metadata.finalizers ?? [];
  const refs = result.kind === 'offering' ? refsOf(result.offering) : {};
  const wanted = { externalID: brokerIdOf(instance), ...refs };
  const missing = Object.entries(wanted).filter(
    ([field, value]) =>
      JSON.stringify(Reflect.get(spec, field)) !== JSON.stringify(value),
  );
  if (finalizers.includes(FINALIZER) && missing.length === 0) return undefined;
  return {
    kind: 'prepare',
    finalizers: [...new Set([...finalizers, FINALIZER])],
    spec: Object.fromEntries(missing),
  };
}

function refsOf({ serviceClass, plan, scope }: Offering) {
  const classRef = { name: serviceClass.metadata?.name };
  const planRef = { name: plan.metadata?.name };
  return scope === 'cluster'
    ? { clusterServiceClassRef: classRef, clusterServicePlanRef: planRef }
    : { serviceClassRef: classRef, servicePlanRef: planRef };
}

function sendTo(
  call: InstanceCall,
  view: InstanceView,
  status: InstanceStatus,
): InstanceStep {
  return view.offering.kind === 'offering'
    ? { kind: 'send', call, offering: view.offering.offering }
    : problem(view, status, missingOf(view, view.offering));
}

/** What is said of an offering that is not there. */
function missingOf(
  { instance }: InstanceView,
  missing: Extract<OfferingResult, { kind: 'missing' }>,
) {
  return instance.metadata?.deletionTimestamp
    ? stranded(missing, brokerIdOf(instance))
    : missing;
}

/** Something stands in the way; one looks again later. */
function problem(
  { instance, now }: InstanceView,
  status: InstanceStatus,
  { reason, message }: { readonly reason: string; readonly message: string },
): InstanceStep {
  const said = ready('False', reason, message);
  const observedGeneration = instance.metadata?.generation ?? 0;
  return {
    kind: 'status',
    status: say({ ...status, observedGeneration }, [said], now),
    wait: { for: 'retry' },
    tell: warn(said),
  };
}

function decideDeletion(
  view: InstanceView,
  status: InstanceStatus,
): InstanceStep {
  if (status.deprovisionStatus === 'Failed') return REST;
  if (view.bindings > 0) {
    return problem(view, status, {
      reason: 'DeprovisionBlockedByExistingCredentials',
      message: `Delete instance failed. Delete instance blocked by existing ServiceBindings associated with this instance (${view.bindings}). All credentials must be removed first.`,
    });
  }
  if (status.currentOperation === 'Deprovision')
    return sendTo('deprovision', view, status);
  const generation = view.instance.metadata?.generation ?? 0;
  const properties = status.externalProperties ?? status.inProgressProperties;
  const about = { generation, properties, now: view.now };
  return {
    kind: 'status',
    status: begun(idle(status), 'Deprovision', about),
  };
}

/** Whether what is wanted now was looked at to the end. */
function isSettled(
  { instance }: InstanceView,
  status: InstanceStatus,
): boolean {
  return (
    status.observedGeneration === instance.metadata?.generation &&
    !status.currentOperation &&
    (holds(status, 'Ready') || holds(status, 'Failed'))
  );
}

/** Whether the request for just this is under way, or was when the controller ended. */
function isBegun(
  status: InstanceStatus,
  operation: InstanceStatus['currentOperation'],
  properties: Properties,
): boolean {
  return (
    status.currentOperation === operation &&
    stable(status.inProgressProperties) === stable(properties)
  );
}

/** Whether a broker sees no difference between them. */
function isSameOrder(one: Properties | undefined, other: Properties): boolean {
  return (
    planIdOf(one) === planIdOf(other) &&
    one?.parameterChecksum === other.parameterChecksum
  );
}

function decideProvision(
  view: InstanceView,
  status: InstanceStatus,
): InstanceStep {
  if (isSettled(view, status)) return REST;
  const { offering: result, parameters, instance } = view;
  if (result.kind === 'missing') return problem(view, status, result);
  const { offering } = result;
  const removed = removedOf(offering);
  if (removed) return problem(view, status, removed);
  if (parameters.kind === 'wrong')
    return problem(view, status, wrongParameters(parameters.because));
  const properties = propertiesOf(instance, offering, parameters.parameters);
  const generation = instance.metadata?.generation ?? 0;
  const now = view.now;
  if (isBegun(status, 'Provision', properties))
    return sendTo('provision', view, status);
  // Brokers refuse another order under the same id, and this one may have arrived.
  const arrived =
    status.currentOperation === 'Provision'
      ? status.inProgressProperties
      : undefined;
  if (arrived && !isSameOrder(arrived, properties)) {
    const because =
      'Something else is wanted than what was being ordered, and the broker may have made that.';
    return { kind: 'status', ...orphaned(status, because, now) };
  }
  return {
    kind: 'status',
    status: begun(status, 'Provision', { generation, properties, now }),
  };
}

function decideUpdate(
  view: InstanceView,
  status: InstanceStatus,
): InstanceStep {
  if (isSettled(view, status)) return REST;
  const { offering: result, parameters, instance, now } = view;
  if (result.kind === 'missing') return problem(view, status, result);
  const { offering } = result;
  if (parameters.kind === 'wrong')
    return problem(view, status, wrongParameters(parameters.because));
  const properties = propertiesOf(instance, offering, parameters.parameters);
  const generation = instance.metadata?.generation ?? 0;
  if (isBegun(status, 'Update', properties))
    return sendTo('update', view, status);
  const known = status.externalProperties;
  const changesPlan = planIdOf(known) !== planIdOf(properties);
  // What an unfinished request has done is not known, so that one must follow.
  const isSettledThere =
    status.currentOperation !== 'Update' && !status.isUpdateUnsettled;
  if (isSameOrder(known, properties) && isSettledThere) {
    return { kind: 'status', status: unchanged(status, generation, now) };
  }
  const refusal = changesPlan
    ? whyNotPlan(offering, planIdOf(known))
    : undefined;
  if (refusal) return problem(view, status, refusal);
  return {
    kind: 'status',
    status: begun(status, 'Update', { generation, properties, now }),
  };
}

/** What is wanted now is what there is, whatever stood in the way meanwhile. */
function unchanged(
  status: InstanceStatus,
  generation: number,
  now: Date,
): InstanceStatus {
  const said = ready(
    'True',
    'InstanceUpdatedSuccessfully',
    'The instance was updated successfully',
  );
  const settled: InstanceStatus = {
    ...idle(status),
    conditions: status.conditions.filter(({ type }) => type !== 'Failed'),
    observedGeneration: generation,
    reconciledGeneration: generation,
  };
  return say(settled, holds(settled, 'Ready') ? [] : [said], now);
}
