import { PLAN_UPDATABLE } from '../model.ts';
import type { Telling } from '../outcome.ts';
import type { Offering } from './references.ts';

type Refusal = Pick<Telling, 'reason' | 'message'>;

/**
 * Whether the plan of an instance can be changed: what the plan that it has says comes before
 * what its class says.
 *
 * @param planId - id of the plan that the broker knows of it
 */
export function isPlanUpdatable(
  { serviceClass, plans }: Pick<Offering, 'serviceClass' | 'plans'>,
  planId: string | undefined,
): boolean {
  const current = plans.find(({ spec }) => spec.externalID === planId);
  const own = current?.metadata?.annotations?.[PLAN_UPDATABLE];
  return own === undefined
    ? serviceClass.spec.planUpdatable === true
    : own === 'true';
}

/** Why an instance cannot have the plan that is wanted instead of its own. */
export function whyNotPlan(
  offering: Offering,
  currentPlanId: string | undefined,
): Refusal | undefined {
  const { serviceClass, plan } = offering;
  if (plan.status?.removedFromBrokerCatalog) {
    return {
      reason: 'ReferencesDeletedServicePlan',
      message: `The plan ${plan.spec.externalName} has been removed from the broker's catalog.`,
    };
  }
  if (isPlanUpdatable(offering, currentPlanId)) return undefined;
  return {
    reason: 'UpdateInstanceCallFailed',
    message: `The plan of this instance of ${serviceClass.spec.externalName} cannot be changed; set it back, or order a new instance.`,
  };
}

/** Why there can be no new instance of an offering. */
export function removedOf({
  serviceClass,
  plan,
}: Offering): Refusal | undefined {
  if (serviceClass.status?.removedFromBrokerCatalog) {
    return {
      reason: 'ReferencesDeletedServiceClass',
      message: `The class ${serviceClass.spec.externalName} has been removed from the broker's catalog; there can be no new instances.`,
    };
  }
  if (plan.status?.removedFromBrokerCatalog) {
    return {
      reason: 'ReferencesDeletedServicePlan',
      message: `The plan ${plan.spec.externalName} has been removed from the broker's catalog; there can be no new instances.`,
    };
  }
  return undefined;
}

/** Why an order cannot be sent whose parameters cannot be read. */
export function wrongParameters(message: string): Refusal {
  return { reason: 'ErrorWithParameters', message };
}
