import { holds } from '../conditions.ts';
import { brokerIdOf, takenBy } from '../holder.ts';
import type { Offering, OfferingResult } from '../instance/references.ts';
import {
  FINALIZER,
  type BindingStatus,
  type ServiceBinding,
  type ServiceInstance,
} from '../model.ts';
import { isReleased } from '../operation.ts';
import { failed, idle, ready, say, warn, type Outcome } from '../outcome.ts';
import { stable, type ParametersResult } from '../parameters.ts';
import { stranded } from '../stranded.ts';
import { begun, propertiesOf, statusOf } from './status.ts';

/** What a binding binds to. */
export interface Target {
  readonly instance: ServiceInstance;
  readonly offering: OfferingResult;
}

/** Everything that decides what is to be done for a binding. */
export interface BindingView {
  readonly binding: ServiceBinding;
  readonly target?: Target;
  /** Another one whose id it bears. */
  readonly holder?: ServiceBinding;
  readonly parameters: ParametersResult;
  /** Whether the Secret is there that a bound binding has. */
  readonly hasSecret: boolean;
  readonly waitMs: number;
  readonly now: Date;
}

/** What is sent to the broker next. */
export type BindingCall = 'bind' | 'fetch' | 'unbind' | 'poll';

export type BindingStep =
  | { readonly kind: 'rest'; readonly wakeInMs?: number }
  | {
      readonly kind: 'prepare';
      readonly finalizers: readonly string[];
      readonly spec: Partial<ServiceBinding['spec']>;
    }
  | ({ readonly kind: 'status' } & Outcome<BindingStatus>)
  | {
      readonly kind: 'send';
      readonly call: BindingCall;
      readonly instance: ServiceInstance;
      readonly offering: Offering;
    }
  | { readonly kind: 'release' };

const REST: BindingStep = { kind: 'rest' };

/** What is to be done next for a binding. */
export function decideBinding(view: BindingView): BindingStep {
  const { binding, holder, waitMs } = view;
  const { metadata = {} } = binding;
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const isOurs = metadata.finalizers?.includes(FINALIZER) ?? false;
  if (isDeleted && !isOurs) return REST;
  if (!isDeleted) {
    const step = prepare(binding);
    if (step) return step;
  }
  const status = statusOf(binding);
  if (isDeleted && (holder || isReleased(status, status.unbindStatus)))
    return { kind: 'release' };
  if (waitMs > 0) return { kind: 'rest', wakeInMs: waitMs };
  if (holder)
    return problem(view, status, takenBy('ServiceBinding', binding, holder));
  if (status.asyncOpInProgress) return sendTo('poll', view, status);
  if (status.orphanMitigationInProgress) return sendTo('unbind', view, status);
  return isDeleted ? decideDeletion(view, status) : decideBind(view, status);
}

function prepare(binding: ServiceBinding) {
  const { metadata = {}, spec } = binding;
  const finalizers = metadata.finalizers ?? [];
  const wanted = {
    externalID: brokerIdOf(binding),
    secretName: spec.secretName ?? metadata.name,
  };
  const isMissing = spec.externalID === undefined || !spec.secretName;
  if (finalizers.includes(FINALIZER) && !isMissing) return undefined;
  return {
    kind: 'prepare' as const,
    finalizers: [...new Set([...finalizers, FINALIZER])],
    spec: isMissing ? wanted : {},
  };
}

function sendTo(
  call: BindingCall,
  view: BindingView,
  status: BindingStatus,
): BindingStep {
  const { target } = view;
  if (!target) return problem(view, status, noInstance(view));
  const { instance, offering } = target;
  return offering.kind === 'offering'
    ? { kind: 'send', call, instance, offering: offering.offering }
    : problem(
        view,
        status,
        view.binding.metadata?.deletionTimestamp
          ? stranded(offering, brokerIdOf(view.binding))
          : offering,
      );
}

function problem(
  { now }: BindingView,
  status: BindingStatus,
  { reason, message }: { readonly reason: string; readonly message: string },
): BindingStep {
  const said = ready('False', reason, message);
  return {
    kind: 'status',
    status: say(status, [said], now),
    wait: { for: 'retry' },
    tell: warn(said),
  };
}

function noInstance({ binding }: BindingView) {
  return {
    reason: 'ReferencesNonexistentInstance',
    message: `There is no ServiceInstance ${binding.spec.instanceRef.name} in this namespace.`,
  };
}

function decideDeletion(view: BindingView, status: BindingStatus): BindingStep {
  if (status.unbindStatus === 'Failed') return REST;
  if (status.currentOperation === 'Unbind')
    return sendTo('unbind', view, status);
  return { kind: 'status', status: begun(idle(status), 'Unbind', view.now) };
}

function decideBind(view: BindingView, status: BindingStatus): BindingStep {
  const { binding, now, parameters, target } = view;
  if (holds(status, 'Failed')) return REST;
  if (holds(status, 'Ready') && view.hasSecret) return REST;
  if (!target) return problem(view, status, noInstance(view));
  const { instance, offering: result } = target;
  if (result.kind === 'missing') return problem(view, status, result);
  const { offering } = result;
  if (!isBindable(offering)) return notBindable(view, status, offering);
  if (instance.metadata?.deletionTimestamp || !isReady(instance)) {
    return problem(view, status, {
      reason: 'ErrorInstanceNotReady',
      message: `Binding cannot begin because referenced ServiceInstance ${binding.spec.instanceRef.name} is not ready`,
    });
  }
  if (parameters.kind === 'wrong') {
    const message = parameters.because;
    return problem(view, status, { reason: 'ErrorWithParameters', message });
  }
  const properties = propertiesOf(binding, parameters.parameters);
  const isBegun =
    status.currentOperation === 'Bind' &&
    stable(status.inProgressProperties) === stable(properties);
  if (!isBegun)
    return { kind: 'status', status: begun(status, 'Bind', now, properties) };
  // What is lost of a binding is fetched where that can be, else the same is asked for again.
  const canFetch =
    status.externalProperties && offering.serviceClass.spec.bindingRetrievable;
  return sendTo(canFetch ? 'fetch' : 'bind', view, status);
}

function isReady({ status = {} }: ServiceInstance): boolean {
  return holds(status, 'Ready');
}

function isBindable({ serviceClass, plan }: Offering): boolean {
  return plan.spec.bindable ?? serviceClass.spec.bindable;
}

function notBindable(
  { binding, now }: BindingView,
  status: BindingStatus,
  { serviceClass, plan }: Offering,
): BindingStep {
  const reason = 'ErrorNonbindableServiceClass';
  const message = `There can be no bindings to instances of ${serviceClass.spec.externalName} with the plan ${plan.spec.externalName}.`;
  const over: BindingStatus = {
    ...idle(status),
    reconciledGeneration: binding.metadata?.generation ?? 0,
  };
  const said = ready('False', reason, message);
  return {
    kind: 'status',
    status: say(over, [said, failed(reason, message)], now),
    tell: warn(said),
  };
}
